import { expect, it } from 'vitest';
import { rivalsOf } from '../../../shared/suggestion/rival.ts';

it('names the suggestions that change a field of one record together, and no others', () => {
  const rivals = rivalsOf([
    { opId: 'a', record: 'enterprise:e1', fields: ['pool'] },
    { opId: 'b', record: 'enterprise:e1', fields: ['pool', 'townId'] },
    { opId: 'c', record: 'enterprise:e1', fields: ['townId'] },
    { opId: 'd', record: 'enterprise:e2', fields: ['pool'] },
    { opId: 'e', record: 'title:e1', fields: ['pool'] },
  ]);
  expect(rivals).toEqual(
    new Map([
      ['a', new Set(['b'])],
      ['b', new Set(['a', 'c'])],
      ['c', new Set(['b'])],
    ]),
  );
});
