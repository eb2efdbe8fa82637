/** 导入名册: choose a file, say which column is which, see every row, then import all of it at once. */
import { z } from 'zod';
import { action, command, query } from '../rpc.ts';
import { rosterColumns } from './columns.ts';

const columnKeys = rosterColumns.map((column) => column.key);
const token = z.string().min(1).max(80);
const sheet = z.int().min(0).max(1000);

export const rosterMapping = z.object({
  firstDataRow: z.int().min(0).max(1000),
  columns: z.partialRecord(z.enum(columnKeys), z.int().min(0).max(1000)),
});

export const rosterFile = z.object({
  /** Names the file that was read; forgotten when the desk is locked or another file is chosen. */
  token,
  fileName: z.string(),
  sheets: z.array(
    z.object({
      name: z.string(),
      hidden: z.boolean(),
      rows: z.int(),
      /** The sheet's own column headings and which roster columns they mean; null when none was recognised. */
      guess: z
        .object({
          ...rosterMapping.shape,
          headings: z.array(z.string()),
          unused: z.array(z.int()),
        })
        .nullable(),
      /** The first rows as they stand, for choosing the heading row by eye. */
      top: z.array(z.array(z.string())),
      /** What was read with a reservation: merged cells, hidden rows … */
      warnings: z.array(z.string()),
    }),
  ),
});
export type RosterFile = z.output<typeof rosterFile>;

export const rosterStatuses = [
  'new',
  'update',
  'unchanged',
  'error',
  'duplicate-in-file',
  'summary',
] as const;

const change = z.object({ label: z.string(), before: z.string(), after: z.string() });

export const rosterRowView = z.object({
  rowNumber: z.int(),
  status: z.enum(rosterStatuses),
  name: z.string(),
  problems: z.array(z.object({ label: z.string(), cell: z.string(), message: z.string() })),
  notices: z.array(z.string()),
  /** What the row would write; for a new enterprise everything it states. */
  changes: z.array(change),
});
export type RosterRowView = z.output<typeof rosterRowView>;

export const rosterPreviewView = z.object({
  counts: z.record(z.enum(rosterStatuses), z.int()),
  /** Rows of the asked status, or all. */
  total: z.int(),
  rows: z.array(rosterRowView),
  /** Columns of the file that this desk does not import because the city keeps them. */
  cityColumns: z.array(z.string()),
  /** Binds the import to what was seen. */
  fingerprint: z.string(),
});
export type RosterPreviewView = z.output<typeof rosterPreviewView>;

const chosen = { token, sheet, mapping: rosterMapping };

export const rosterContract = {
  /** Asks for a file and reads it in a thread of its own; null when the officer cancels. */
  'roster.open': action(z.object({}), rosterFile.nullable()),
  'roster.preview': query(
    z.object({
      ...chosen,
      status: z.enum(rosterStatuses).optional(),
      offset: z.int().min(0).default(0),
      limit: z.int().min(1).max(1000).default(200),
    }),
    rosterPreviewView,
  ),
  /** Everything or nothing, in one transaction. `skipFaulty`: rows in error and duplicates are left out. */
  'roster.import': command(
    z.object({ ...chosen, fingerprint: z.string(), skipFaulty: z.boolean() }),
    z.object({ created: z.int(), updated: z.int(), unchanged: z.int(), skipped: z.int() }),
  ),
  /** The same file once more, after the officer corrected it. */
  'roster.reread': action(z.object({ token }), rosterFile),
  /** Saves the rows that are not imported, cell by cell, where the officer says; null when cancelled. */
  'roster.saveProblems': action(z.object(chosen), z.object({ path: z.string() }).nullable()),
  /** Forgets the file. */
  'roster.close': action(z.object({}), z.null()),
  /** 载入示例: the 40 enterprises and 54 plans of 附件7, assigned to towns as 示例分派. */
  'roster.loadSample': command(z.object({}), z.object({ created: z.int(), plans: z.int() }), {
    side: 'city',
  }),
  /** Saves an empty roster with the right headings where the officer says; null when cancelled. */
  'roster.saveTemplate': action(z.object({}), z.object({ path: z.string() }).nullable()),
};
