import fc from 'fast-check';
import { test } from 'vitest';
import type { RosterColumnKey } from '../../../shared/roster/columns.ts';
import { importableRows } from '../../../shared/roster/preview.ts';
import { goodCode, ledger, preview } from '../../support/roster.ts';

test('whatever stands in the cells, every row with content gets a status and only clean rows are importable', () => {
  const cell = fc.oneof(
    fc.array(fc.nat(0xffff), { maxLength: 12 }).map((units) => String.fromCharCode(...units)),
    fc.constantFrom(
      '甲公司',
      '乙公司',
      goodCode,
      '长江镇',
      '2021-6-1',
      '国家小巨人',
      '是',
      '2022',
      '、',
      '2022国家小巨人',
    ),
    fc.double(),
    fc.boolean(),
    fc.constant(null),
  );
  const columns: RosterColumnKey[] = [
    'name',
    'creditCode',
    'townId',
    'foundedOn',
    'inCityPool',
    'titleLevels',
    'titleGrantedOn',
    'planYears',
    'planLevels',
  ];
  const data = fc.array(fc.array(cell, { minLength: 9, maxLength: 9 }), { maxLength: 5 });
  fc.assert(
    fc.property(data, (rows) => {
      const result = preview(columns, rows, [ledger({ name: '甲公司' })]);
      const total = Object.values(result.counts).reduce((sum, count) => sum + count, 0);
      const taken = importableRows(result, 'rows-without-error');
      return (
        total === result.rows.length &&
        taken.every((row) => row.problems.length === 0 && row.name !== '') &&
        new Set(taken.map((row) => row.name)).size === taken.length
      );
    }),
  );
});
