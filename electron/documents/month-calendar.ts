/** 月历 on paper: a list by day. No form of the policy; for the office's own use, since inspections that are planned stand in it. */
import type { PaperFonts } from './fonts/paper-fonts.ts';
import { type Layout, type Page, pointSizes, type TextStyle } from './layout.ts';
import { layoutDocx } from './layout-docx.ts';
import { layoutHtml } from './layout-html.ts';
import { listColumn, type ListColumn, listLayout, type ListText } from './list-layout.ts';

const page: Page = { topMm: 20, rightMm: 18, bottomMm: 20, leftMm: 20, isNumbered: true };
const cellStyle: TextStyle = { face: 'body', sizePt: pointSizes.五号, leadingPt: 14 };

/** 172 mm. */
const columns: readonly ListColumn[] = [
  listColumn('日期', 24),
  listColumn('类别', 20),
  { ...listColumn('企业名称', 48, 'left'), names: 'enterprise' },
  listColumn('事项', 60, 'left'),
  listColumn('状态', 20),
];

/** The PDF's page. Errors: 'paper.unsupported-characters'. */
export function monthCalendarHtml(list: ListText, fonts: PaperFonts): string {
  return layoutHtml(monthCalendarLayout(list), fonts);
}

/** The DOCX's bytes. */
export function monthCalendarDocx(list: ListText): Uint8Array {
  return layoutDocx(monthCalendarLayout(list));
}

export function monthCalendarLayout(list: ListText): Layout {
  return listLayout(list, { page, columns, cellStyle });
}
