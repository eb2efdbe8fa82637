import { describe, expect, it } from 'vitest';
import { alwaysAvailable, isCommand } from '../../renderer/procedures.ts';
import { contract, type ProcedureName } from '../../shared/contract.ts';

const procedures = Object.entries(contract) as [ProcedureName, { kind: string; availability: string }][];

describe('what the window knows of the contract', () => {
  it('is which procedures may be called while the desk is locked', () => {
    const inContract = procedures.flatMap(([name, { availability }]) =>
      availability === 'always' ? [name] : [],
    );
    expect([...alwaysAvailable].toSorted()).toEqual(inContract.toSorted());
  });

  it('is which of them are commands', () => {
    expect(procedures.filter(([name, { kind }]) => isCommand(name) !== (kind === 'command'))).toEqual([]);
  });
});
