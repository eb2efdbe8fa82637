/** 月历 on paper: a month on one page, and a list of what does not stand there whole. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadPaperFonts } from '../../../electron/documents/fonts/paper-fonts.ts';
import { type Cell, type Table, withoutSoftBreaks } from '../../../electron/documents/layout.ts';
import {
  monthCalendarDocx,
  monthCalendarHtml,
  monthCalendarLayout,
  type MonthCalendarPaper,
} from '../../../electron/documents/month-calendar.ts';
import { raisedHeightsPt } from '../../../electron/documents/row-heights.ts';
import type { CalendarEntry } from '../../../shared/calendar/entry.ts';
import { addDays } from '../../../shared/clock.ts';
import { calendarEntry } from '../../support/calendar-entry.ts';
import { readDocx, tableTexts } from '../../support/docx.ts';
import { printedByOffice } from '../../support/office.ts';
import { fontDirectory } from '../../support/papers.ts';
import { pdfText } from '../../support/poppler.ts';
import { openTestPrinter, type TestPrinter } from '../../support/print-pdf.ts';

const fonts = loadPaperFonts(fontDirectory);
const enterpriseName = '势加透博洁净动力如皋有限公司';

const paperOf = (
  month: string,
  entries: readonly CalendarEntry[],
  change: Partial<MonthCalendarPaper> = {},
): MonthCalendarPaper => ({
  month,
  title: '工作月历',
  narrowedTo: '',
  imprint: '市发改委　2026-11-23 09:00 打印',
  entries,
  isCounted: false,
  ...change,
});

const visits = (date: string, count: number): CalendarEntry[] =>
  Array.from({ length: count }, () =>
    calendarEntry('visit', date, { enterpriseName, who: '张志远（市委常委、副市长）' }),
  );

const tablesOf = (paper: MonthCalendarPaper) => {
  const { blocks, attached } = monthCalendarLayout(paper);
  const tableIn = (all: typeof blocks): Table | undefined =>
    all.find((block): block is Table => block.kind === 'table');
  return { grid: tableIn(blocks), list: attached && tableIn(attached.blocks) };
};
const cellsOf = (paper: MonthCalendarPaper): readonly Cell[] =>
  (tablesOf(paper).grid?.rows ?? []).slice(1).flatMap((row) => row.cells);
const dayOf = (paper: MonthCalendarPaper, day: number): Cell | undefined => dayIn(cellsOf(paper), day);
const dayIn = (cells: readonly Cell[], day: number): Cell | undefined =>
  cells.find(({ head }) => head?.text.split('　')[0] === String(day));

it('has a row for each week, Monday first, and leaves the days of other months blank', () => {
  const xml = readDocx(monthCalendarDocx(paperOf('2026-11', [])))['word/document.xml'] ?? '';
  const [head, ...weeks] = tableTexts(xml);
  expect(head).toEqual(['周一', '周二', '周三', '周四', '周五', '周六', '周日']);
  expect(weeks).toHaveLength(6);
  expect(weeks[0]).toEqual(['', '', '', '', '', '', '1']);
  expect(weeks[5]).toEqual(['30', '', '', '', '', '', '']);
  expect(xml).toContain('本月没有走访、检查、会议和到期的事项。');
});

it('shades weekends and holidays, not a weekend day that is worked, and names what was announced', () => {
  const paper = paperOf('2026-10', []);
  const shaded = cellsOf(paper).filter(({ isShaded }) => isShaded);
  expect(shaded.map(({ head }) => head?.text)).toEqual([
    '1　国庆节 休',
    ...['2', '3', '4', '5', '6', '7'].map((day) => `${day}　休`),
    '11',
    '17',
    '18',
    '24',
    '25',
    '31',
  ]);
  expect(dayOf(paper, 10)?.head?.text).toBe('10　班');
});

it('draws days at the top of their cells, on grey where they are shaded, in both ways', () => {
  const paper = paperOf('2026-10', visits('2026-10-11', 1));
  const xml = readDocx(monthCalendarDocx(paper))['word/document.xml'] ?? '';
  const cells = [...xml.matchAll(/<w:tc>(.*?)<\/w:tc>/gs)].map(([cell]) => cell);
  const [saturday, sunday] = cells.slice(7 + 7 + 5, 7 + 7 + 7);
  expect(saturday).toMatch(/<w:tcW [^>]*\/><w:vAlign w:val="top"\/><\/w:tcPr>/);
  expect(sunday).toMatch(
    /<w:shd w:val="clear" w:color="auto" w:fill="ECECEC"\/><w:vAlign w:val="top"\/><\/w:tcPr>/,
  );
  expect(sunday).toMatch(/w:hanging="\d+"/);
  const html = monthCalendarHtml(paper, fonts);
  const shadedCells = [...html.matchAll(/<td[^>]*vertical-align:top;background:#ECECEC[^>]*>/g)];
  expect(shadedCells).toHaveLength(13);
  expect(html.match(/<td[^>]*vertical-align:top[^>]*>/g)).toHaveLength(35);
});

describe('where everything fits', () => {
  const entries = [
    calendarEntry('problem', '2026-11-20', {
      enterpriseName,
      who: '市人社局',
      what: '招工难',
      state: 'overdue',
    }),
    calendarEntry('visit', '2026-11-20', { enterpriseName, who: '李四', state: 'planned' }),
  ];

  it('says it whole in the cells, and adds no list', () => {
    const paper = paperOf('2026-11', entries);
    expect(dayOf(paper, 20)?.paragraphs).toEqual([
      `问 ${enterpriseName}：招工难（主办：市人社局），已逾期`,
      `访 李四计划走访${enterpriseName}`,
    ]);
    expect(monthCalendarLayout(paper).attached).toBeUndefined();
  });

  it('explains the marks that are used, and no other', () => {
    expect(monthCalendarLayout(paperOf('2026-11', entries)).blocks.at(-1)).toMatchObject({
      runs: [{ text: '访 走访　问 问题期限' }],
    });
  });
});

describe('where it does not', () => {
  it('shows the first of a day, says how many more there are, and lists every one behind', () => {
    const perDay = fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 30, maxLength: 30 });
    fc.assert(
      fc.property(perDay, (counts) => {
        fc.pre(Math.max(...counts) > 30);
        const entries = counts.flatMap((count, index) => visits(addDays('2026-11-01', index), count));
        const paper = paperOf('2026-11', entries);
        const cells = cellsOf(paper);
        counts.forEach((count, index) => {
          const texts = dayIn(cells, index + 1)?.paragraphs ?? [];
          const shown = texts.filter((text) => withoutSoftBreaks(text) === `访 ${enterpriseName}`).length;
          const more = Number(/^另 (\d+) 项$/.exec(texts.at(-1) ?? '')?.[1] ?? 0);
          expect(shown).toBeGreaterThan(count === 0 ? -1 : 0);
          expect(shown + more).toBe(count);
        });
        const rows = tablesOf(paper).list?.rows.slice(1) ?? [];
        expect(rows).toHaveLength(entries.length);
        expect(rows[0]?.cells[3]?.paragraphs).toEqual(['张志远（市委常委、副市长）走访']);
      }),
      { numRuns: 20 },
    );
  });

  it('cuts a long text after two lines, with …', () => {
    const what = '厂区西侧道路货车限行，原材料进出不便'.repeat(6);
    const entries = Array.from({ length: 20 }, () => calendarEntry('problem', '2026-11-02', { what }));
    const [first = ''] = dayOf(paperOf('2026-11', entries), 2)?.paragraphs ?? [];
    expect(first).toMatch(/^问 厂区西侧道路货车限行，.+…$/);
    expect(first.length).toBeLessThan(30);
  });
});

it('only counts the entries of each day by kind where a list would be no good', () => {
  const entries = [...visits('2026-11-02', 70), calendarEntry('meeting', '2026-11-02', { who: '如皋市' })];
  const paper = paperOf('2026-11', entries, { isCounted: true });
  expect(dayOf(paper, 2)?.paragraphs).toEqual(['共 71 项', '会 1　访 70']);
  expect(monthCalendarLayout(paper).attached).toBeUndefined();
});

it('raises the lowest rows alone, to fill the room', () => {
  expect(raisedHeightsPt([10, 50, 20], 120)).toEqual([35, 50, 35]);
  expect(raisedHeightsPt([10, 50, 20], 300)).toEqual([100, 100, 100]);
  expect(raisedHeightsPt([10, 50, 20], 80)).toEqual([10, 50, 20]);
});

describe('printed', () => {
  let printer: TestPrinter;
  beforeAll(async () => {
    printer = await openTestPrinter();
  }, 60_000);
  afterAll(() => printer.close());

  it('keeps the fullest month of six weeks on its one page, in Word too, the list on the pages after', async () => {
    const entries = Array.from({ length: 30 }, (_, index) => visits(addDays('2026-11-01', index), 5)).flat();
    const paper = paperOf('2026-11', entries, { narrowedTo: '走访；市级' });
    for (const pdf of [
      await printer.print(monthCalendarHtml(paper, fonts)),
      ...printedByOffice([monthCalendarDocx(paper)]),
    ]) {
      const pages = pdfText(pdf)
        .split('\f')
        .slice(0, -1)
        .map((page) => page.replace(/\s+/g, ''));
      expect(pages[0]).toMatch(/周日.*30.*访走访$/);
      expect(pages[1]).toMatch(/^工作月历（逐日清单）.*11月1日周日.*—2—$/);
    }
  });
});
