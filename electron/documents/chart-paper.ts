/** 统计图: one chart with its table, on a page of its own. */
import { type ChartSpec, valueText } from '../../shared/chart/spec.ts';
import { chartFigure } from './chart-figure.ts';
import type { PaperFonts } from './fonts/paper-fonts.ts';
import {
  type Cell,
  type Layout,
  officialPage,
  pointSizes,
  type TextStyle,
  withoutLoneRows,
} from './layout.ts';
import { layoutHtml } from './layout-html.ts';
import { line, titleStyle } from './meeting.ts';
import { oneLine } from './text.ts';

const noteStyle: TextStyle = { face: 'subheading', sizePt: pointSizes.四号, leadingPt: 24 };
const headStyle: TextStyle = { face: 'heading', sizePt: pointSizes.小四, leadingPt: 18 };
const cellStyle: TextStyle = { face: 'body', sizePt: pointSizes.小四, leadingPt: 18 };
const typeMm = 156;
const nameMm = 46;

/** `note`: of what time it is. Errors: 'paper.unsupported-characters'. */
export function chartPaperHtml(spec: ChartSpec, note: string, fonts: PaperFonts): string {
  return layoutHtml(chartPaperLayout(spec, note), fonts);
}

export function chartPaperLayout(spec: ChartSpec, note: string): Layout {
  const cell = (text: string, style: TextStyle, align: Cell['align'] = 'center'): Cell => ({
    paragraphs: [text],
    style,
    align,
  });
  const head = {
    minHeightPt: 24,
    isHeader: true,
    cells: ['', ...spec.series.map(({ name }) => name)].map((text) => cell(text, headStyle)),
  };
  const rows = spec.categories.map((category, at) => ({
    minHeightPt: 24,
    cells: [
      cell(oneLine(category), cellStyle, 'left'),
      ...spec.series.map(({ values }) => cell(valueText(values[at], spec.unit), cellStyle)),
    ],
  }));
  return {
    name: spec.title,
    page: { ...officialPage, isNumbered: true },
    blocks: [
      line(oneLine(spec.title), titleStyle, { align: 'center', isTitle: true }),
      line(oneLine(note), noteStyle, { align: 'center', spaceAfterPt: 10 }),
      chartFigure(spec),
      line('', { ...cellStyle, leadingPt: 12 }),
      {
        kind: 'table',
        columnsMm: [nameMm, ...spec.series.map(() => (typeMm - nameMm) / spec.series.length)],
        rows: [head, ...withoutLoneRows(rows)],
      },
    ],
  };
}
