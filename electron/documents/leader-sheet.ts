/**
 * 挂钩领导工作单: handed to a leader before he sets out. A row for each enterprise. He takes it into the enterprise: nothing of
 * an inspection stands in it. No form of the policy.
 */
import type { PaperFonts } from './fonts/paper-fonts.ts';
import { type Layout, type Page, pointSizes, type TextStyle } from './layout.ts';
import { layoutDocx } from './layout-docx.ts';
import { layoutHtml } from './layout-html.ts';
import { listColumn, type ListColumn, listLayout, type ListText } from './list-layout.ts';

/** On its side: what was promised and what is asked for stand beside one another. */
const page: Page = { topMm: 18, rightMm: 16, bottomMm: 18, leftMm: 16, isNumbered: true, isLandscape: true };
const cellStyle: TextStyle = { face: 'body', sizePt: pointSizes.五号, leadingPt: 15 };

/** 265 mm. */
const columns: readonly ListColumn[] = [
  { ...listColumn('企业名称', 56, 'left'), names: 'enterprise' },
  listColumn('走访', 54, 'left'),
  listColumn('承诺事项（尚未兑现）', 77, 'left'),
  listColumn('问题诉求（在办）', 78, 'left'),
];

/** The PDF's page. Errors: 'paper.unsupported-characters'. */
export function leaderSheetHtml(sheet: ListText, fonts: PaperFonts): string {
  return layoutHtml(leaderSheetLayout(sheet), fonts);
}

/** The DOCX's bytes. */
export function leaderSheetDocx(sheet: ListText): Uint8Array {
  return layoutDocx(leaderSheetLayout(sheet));
}

export function leaderSheetLayout(sheet: ListText): Layout {
  return listLayout(sheet, { page, columns, cellStyle });
}
