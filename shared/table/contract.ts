/** 导出 Excel of a list that the window holds: what is shown goes to a spreadsheet as it is shown. */
import { z } from 'zod';
import { action } from '../rpc.ts';

/** More rows than a year of the whole city makes; a longer list is filtered first. */
export const mostExportedRows = 20_000;

const cell = z.union([z.string().max(20_000), z.number(), z.null()]);

export const exportedTable = z
  .object({
    /** The list's name: heading, sheet and file are called by it. */
    title: z.string().trim().min(1).max(60),
    /** What was filtered; '' when all is shown. */
    note: z.string().max(1000),
    columns: z
      .array(z.object({ label: z.string().max(60), kind: z.enum(['text', 'number']) }))
      .min(1, { message: '请至少选择一列' })
      .max(60),
    /** Values in the order of the columns. */
    rows: z
      .array(z.array(cell).max(60))
      .max(mostExportedRows, { message: `一次最多导出 ${mostExportedRows} 条，请先筛选再导出` }),
    /** 合计: stands below the rows, without a number, and is not counted. */
    total: z.array(cell).max(60).optional(),
  })
  .refine(({ columns, rows, total }) =>
    [...rows, ...(total ? [total] : [])].every((row) => row.length === columns.length),
  );
export type ExportedTable = z.output<typeof exportedTable>;

export const tableContract = {
  /** Saves a list to an .xlsx file where the officer says; null when cancelled. */
  'table.export': action(exportedTable, z.object({ path: z.string(), rows: z.int() }).nullable()),
};
