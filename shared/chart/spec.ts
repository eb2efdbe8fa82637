/** What a chart says, as data: drawn on the screen, on paper, and told as a table and in words. Pure. */
import { z } from 'zod';

/** `done` recedes, `main` is what the chart is about, `late` is what went wrong, `plan` is what was meant to be. */
export const chartTones = ['main', 'done', 'late', 'plan'] as const;
export type ChartTone = (typeof chartTones)[number];

const text = z.string().max(100);

export const chartSpec = z
  .object({
    title: text.min(1),
    /** `beside` stands the series side by side, `stacked` on one another; `line` is for shares over time. */
    kind: z.enum(['beside', 'stacked', 'line']),
    /** Bars from left to right: for long names. */
    isLying: z.boolean().default(false),
    categories: z.array(text).max(200),
    /** Values in the order of the categories; null where there is nothing to say. */
    series: z
      .array(
        z.object({ name: text, tone: z.enum(chartTones), values: z.array(z.number().nullable()).max(200) }),
      )
      .min(1)
      .max(6),
    /** 个, 家, 次, % */
    unit: z.string().max(4),
  })
  .refine(({ categories, series }) => series.every(({ values }) => values.length === categories.length));
export type ChartSpec = z.output<typeof chartSpec>;

/** Whether there is anything to look at: a single bar is read faster than it is looked at. A share of 0 % is a point of a line. */
export function isWorthDrawing({ kind, categories, series }: ChartSpec): boolean {
  const isTold = (value: number | null | undefined): boolean =>
    typeof value === 'number' && (kind === 'line' || value > 0);
  const told = categories.filter((_, at) => series.some(({ values }) => isTold(values[at])));
  return told.length > 1;
}

/** `2026-01` … as an axis names them: the year only where it is not the same all along. */
export function monthNames(months: readonly string[]): string[] {
  const isOneYear = new Set(months.map((month) => month.slice(0, 4))).size === 1;
  return months.map((month) => {
    const name = `${Number(month.slice(5))}月`;
    return isOneYear ? name : `${month.slice(2, 4)}年${name}`;
  });
}

/** Every month from the one to the other, both included; the last `most` of them. */
export function monthsBetween(from: string, to: string, most = 200): string[] {
  const count = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1;
  const first = Math.max(count(from), count(to) - most + 1);
  return Array.from({ length: Math.max(0, count(to) - first + 1) }, (_, at) => {
    const month = first + at;
    return `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}`;
  });
}

/** 3 个, 83.3% */
export function valueText(value: number | null | undefined, unit: string): string {
  if (value === null || value === undefined) return '—';
  return unit === '%' ? `${value}%` : `${value} ${unit}`;
}

/** Categories that are read out one by one. */
const mostTold = 24;

/** The whole chart in words, for those who cannot see it and for a file that shows it without a screen. */
export function chartWords({ title, categories, series, unit }: ChartSpec): string {
  const told = categories.slice(0, mostTold).map((category, at) => {
    const values = series.map(({ name, values: all }) => `${name} ${valueText(all[at], unit)}`);
    return `${category}：${values.join('，')}`;
  });
  const rest = categories.length > mostTold ? `；另有 ${categories.length - mostTold} 项` : '';
  return `${title}。${told.join('；')}${rest}。`;
}

/** Every text that is drawn: what a font must have. */
export function chartTexts({ categories, series, unit }: ChartSpec): string {
  return [...categories, ...series.map(({ name }) => name), unit, '0123456789.%合计'].join('');
}
