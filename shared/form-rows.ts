/** Tables inside a form, a line each: 承诺事项, 企业问题, 议题, 议定事项. Pure. */
import { z } from 'zod';
import { shortened } from './text/shortened.ts';

/** Characters of a line that name it in a sentence. */
const longest = 20;

/** Lines that nothing was written in are none; `rows` says what the others must be. */
export function typedRows<Row extends z.ZodType>(
  rows: z.ZodArray<Row>,
  isEmpty: (line: z.input<Row>) => boolean,
) {
  return z.preprocess(
    (lines) => (Array.isArray(lines) ? lines.filter((line: z.input<Row>) => !isEmpty(line)) : lines),
    rows,
  );
}

interface DueRows {
  /** The field with the day before which nothing can be due, and what it is called. */
  readonly day: string;
  readonly dayLabel: string;
  /** The field with the lines, and what one is called. */
  readonly rows: string;
  readonly noun: string;
}

/**
 * Refuses a line that is due before the form's own day, whatever else is wrong with the form: an officer who has mended
 * the rest would be told of it only then.
 */
export function noneDueBefore<Schema extends z.ZodType>(
  schema: Schema,
  { day, dayLabel, rows, noun }: DueRows,
): Schema {
  const readable = z.looseObject({
    [day]: z.string(),
    [rows]: z.array(z.looseObject({ what: z.string(), dueDate: z.string() })),
  });
  const early = (form: unknown): string | undefined => {
    const read = readable.safeParse(form).data as Record<string, unknown> | undefined;
    const lines = (read?.[rows] ?? []) as readonly { readonly what: string; readonly dueDate: string }[];
    return lines.find(({ dueDate }) => dueDate !== '' && dueDate < String(read?.[day]))?.what;
  };
  return schema.refine((form) => early(form) === undefined, {
    path: [rows],
    when: () => true,
    error: ({ input }) =>
      `${noun}“${shortened(early(input) ?? '', longest)}”的完成时限早于${dayLabel}，请核对`,
  });
}
