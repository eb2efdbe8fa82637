import { expect, it } from 'vitest';
import { z } from 'zod';
import { contract } from '../../shared/contract.ts';

/** Named in the inputs of commands, at any depth of objects. */
function idsIn(schema: unknown, path: string): { path: string; schema: z.ZodType }[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) return idsIn(schema.unwrap(), path);
  if (!(schema instanceof z.ZodObject)) return [];
  return Object.entries(schema.shape).flatMap(([name, field]) => {
    const at = `${path}.${name}`;
    const isTown = name === 'townId';
    if (/^(id|ids|seen\w*|\w+Ids?)$/.test(name) && !isTown) return [{ path: at, schema: field as z.ZodType }];
    return idsIn(field, at);
  });
}

it('takes no name of a record or of an operation into a command that the log could not store', () => {
  const found = Object.entries(contract).flatMap(([name, { kind, input }]) =>
    kind === 'command' ? idsIn(input, name) : [],
  );
  expect(found.length).toBeGreaterThan(40);
  const unfit = ['E1 大写', 'x'.repeat(81), ['不是操作'], { 甲: ['不是操作'] }, { name: ['ab'] }];
  const lax = found.filter(({ schema }) => unfit.some((value) => schema.safeParse(value).success));
  expect(lax.map(({ path }) => path)).toEqual([]);
});
