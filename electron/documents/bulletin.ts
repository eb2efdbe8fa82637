/**
 * 季度信息通报 (皋政办发〔2021〕87号 四（一）), set like an official paper (GB/T 9704—2012): what the figures say, in whole
 * sentences, each beside the quarter before; the charts; what is worth telling; the towns in a table.
 */
import { type BulletinChartKey, bulletinCharts } from '../../shared/bulletin/charts.ts';
import { comparedMark } from '../../shared/bulletin/compare.ts';
import type { BulletinFigures } from '../../shared/bulletin/figures.ts';
import { quarterText } from '../../shared/bulletin/quarter.ts';
import {
  type BulletinSection,
  bulletinSections,
  bulletinSectionTitles,
  openingText,
  sectionText,
} from '../../shared/bulletin/text.ts';
import type { ChartSpec } from '../../shared/chart/spec.ts';
import { toldOf } from '../../shared/month/absent.ts';
import { percentText } from '../../shared/text/percent.ts';
import { chartFigure } from './chart-figure.ts';
import { chineseDate } from './chinese-date.ts';
import type { PaperFonts } from './fonts/paper-fonts.ts';
import {
  type Block,
  type Cell,
  type Layout,
  officialPage,
  pointSizes,
  type Table,
  type TextStyle,
  withoutLoneRows,
} from './layout.ts';
import { layoutDocx } from './layout-docx.ts';
import { layoutHtml } from './layout-html.ts';
import { chineseNumber, headingStyle, line, monthStyle, titleStyle } from './meeting.ts';
import { oneLine, paragraphsOf } from './text.ts';

export interface BulletinPaper {
  readonly issue: number;
  readonly title: string;
  readonly unit: string;
  readonly issuedOn: string;
  readonly highlights: readonly { readonly text: string }[];
  readonly closing: string;
  readonly recipients: string;
  readonly figures: BulletinFigures;
}

export type ChartPictures = ReadonlyMap<BulletinChartKey, Uint8Array>;

const bodyStyle: TextStyle = { face: 'body', sizePt: pointSizes.三号, leadingPt: 28 };
const partStyle: TextStyle = { face: 'subheading', sizePt: pointSizes.三号, leadingPt: 28 };
const imprintStyle: TextStyle = { face: 'body', sizePt: pointSizes.四号, leadingPt: 24 };
const captionStyle: TextStyle = { face: 'heading', sizePt: pointSizes.小四, leadingPt: 20 };
const headStyle: TextStyle = { face: 'heading', sizePt: pointSizes.五号, leadingPt: 15 };
const cellStyle: TextStyle = { face: 'body', sizePt: pointSizes.五号, leadingPt: 15 };

/** Errors: 'paper.unsupported-characters'. */
export function bulletinHtml(paper: BulletinPaper, fonts: PaperFonts): string {
  return layoutHtml(bulletinLayout(paper, new Map()), fonts);
}

/** `pictures`: the charts for Word; one that is missing is left out, its figures stand in the text and the table. */
export function bulletinDocx(paper: BulletinPaper, pictures: ChartPictures): Uint8Array {
  return layoutDocx(bulletinLayout(paper, pictures));
}

export function bulletinLayout(paper: BulletinPaper, pictures: ChartPictures): Layout {
  const { figures } = paper;
  const charts = bulletinCharts(figures);
  const drawn = (key: BulletinChartKey): readonly Block[] => {
    const at = charts.findIndex((chart) => chart.key === key);
    const spec = charts[at]?.spec;
    return spec ? chartBlocks(spec, at + 1, pictures.get(key) ?? null) : [];
  };
  const seen = (section: BulletinSection): string => {
    const at = charts.findIndex(({ key }) => key === chartOf[section]);
    return at === -1 ? '' : `（见图${at + 1}）`;
  };
  const text = (content: string): Block => line(content, bodyStyle, { indentChars: 2 });
  const heading = (content: string): Block =>
    line(content, headingStyle, { indentChars: 2, keepWithNext: true, spaceBeforePt: 4 });
  const parts = ['工作情况', ...(paper.highlights.length > 0 ? ['特色亮点'] : []), '各镇（区、街道）情况'];
  const numbered = (title: string): Block => heading(`${chineseNumber(parts.indexOf(title) + 1)}、${title}`);
  const closing = paragraphsOf(paper.closing);
  return {
    name: oneLine(paper.title),
    page: { ...officialPage, isNumbered: true },
    blocks: [
      line(titleLines(oneLine(paper.title)), titleStyle, { align: 'center', isTitle: true }),
      line(`（${quarterText(figures.quarter)}　第${paper.issue}期）`, monthStyle, {
        align: 'center',
        spaceAfterPt: 10,
      }),
      line(oneLine(paper.unit), imprintStyle, { align: 'center' }),
      // A place for the pen while it is being written.
      line(chineseDate(paper.issuedOn), imprintStyle, { align: 'center', spaceAfterPt: 12 }),
      text(openingText(figures)),
      numbered('工作情况'),
      ...bulletinSections.flatMap((section, at): readonly Block[] => [
        line(`（${chineseNumber(at + 1)}）${bulletinSectionTitles[section]}`, partStyle, {
          indentChars: 2,
          keepWithNext: true,
        }),
        text(sectionText(section, figures).replace(/。$/, `${seen(section)}。`)),
        ...drawnAfter[section].flatMap(drawn),
      ]),
      ...(paper.highlights.length > 0 ? [numbered('特色亮点')] : []),
      ...paper.highlights.map(({ text: told }, at) => text(`${at + 1}．${oneLine(told)}`)),
      numbered('各镇（区、街道）情况'),
      ...drawn('towns'),
      line('', { ...cellStyle, leadingPt: 8 }),
      townTable(figures),
      ...absentNote(figures),
      ...(closing.length > 0
        ? [heading(`${chineseNumber(parts.length + 1)}、下一步工作`), ...closing.map(text)]
        : []),
      ...paragraphsOf(paper.recipients).map((told, at) =>
        line(told, imprintStyle, at === 0 ? { spaceBeforePt: 16 } : {}),
      ),
    ],
  };
}

const chartOf: Partial<Readonly<Record<BulletinSection, BulletinChartKey>>> = {
  enterprises: 'levels',
  visits: 'visits',
  problems: 'problems',
};

/** The first chart is tall: the text that follows it fills the page before. */
const drawnAfter: Readonly<Record<BulletinSection, readonly BulletinChartKey[]>> = {
  enterprises: [],
  visits: ['levels', 'visits'],
  problems: ['problems'],
  filings: [],
  meetings: [],
};

function chartBlocks(spec: ChartSpec, n: number, png: Uint8Array | null): readonly Block[] {
  return [
    chartFigure(spec, png),
    line(`图${n}　${spec.title}`, captionStyle, { align: 'center', spaceBeforePt: 2, spaceAfterPt: 8 }),
  ];
}

/** Broken before the kind of paper, never inside a word. */
function titleLines(title: string): string {
  return title.replace(/(?<=.{12})(?=(?:企业)?培育工作|季度信息通报$)/, '\n');
}

function absentNote({ towns }: BulletinFigures): readonly Block[] {
  const absent = towns.flatMap(({ absent, name }) => (absent ? [name] : []));
  if (absent.length === 0) return [];
  const isAll = absent.length === towns.filter(({ townId }) => townId !== '').length;
  const names = isAll ? '各镇（区、街道）均' : absent.join('、');
  return [
    line(`注：${names}尚未接入，“—”表示尚未报送，不是零；这些镇区的数字为市级登记。`, cellStyle, {
      spaceBeforePt: 4,
    }),
  ];
}

/** 镇（区、街道）, then what is counted of each. */
const townColumnsMm = [26, 16, 16, 16, 16, 16, 16, 18, 16] as const;
const townHeads = [
  ['镇', '（区、街道）'],
  ['在库', '企业'],
  ['走访', '次数'],
  ['新增', '问题'],
  ['办结', '问题'],
  ['在办', '问题'],
  ['逾期', '未答复'],
  ['按期', '答复率'],
  ['检查', '次数'],
] as const;

function townTable({ towns, counts, before }: BulletinFigures): Table {
  const cell = (content: string, style = cellStyle): Cell => ({
    paragraphs: content === '' ? [] : [content],
    style,
    align: 'center',
  });
  const head = {
    minHeightPt: 34,
    isHeader: true,
    cells: townHeads.map((lines): Cell => ({ paragraphs: lines, style: headStyle, align: 'center' })),
  };
  const rows = towns.map((town) => ({
    minHeightPt: 22,
    cells: [
      town.name,
      String(town.inPool),
      ...[town.visits, town.raised, town.ended, town.open, town.overdue].map((count) =>
        toldOf(town.absent, count),
      ),
      percentText(town.inTime, town.due) || '—',
      toldOf(town.absent, town.inspections),
    ].map((content) => cell(content)),
  }));
  const total = {
    minHeightPt: 22,
    cells: [
      '全市',
      ...[counts.inPool, counts.visits, counts.raised, counts.ended, counts.open, counts.overdue].map(String),
      percentText(counts.inTime, counts.due) || '—',
      String(counts.inspections),
    ].map((content) => cell(content, headStyle)),
  };
  const mark = (key: 'inPool' | 'visits' | 'raised' | 'ended' | 'open' | 'overdue' | 'inspections'): string =>
    comparedMark(counts[key], before === null ? null : before[key]);
  const compared = {
    minHeightPt: 22,
    cells: [
      '比上季度',
      mark('inPool'),
      mark('visits'),
      mark('raised'),
      mark('ended'),
      mark('open'),
      mark('overdue'),
      '—',
      mark('inspections'),
    ].map((content) => cell(content)),
  };
  return {
    kind: 'table',
    columnsMm: townColumnsMm,
    rows: [head, ...withoutLoneRows([...rows, total, ...(before === null ? [] : [compared])])],
  };
}
