/**
 * 检查报备台账 and 报备提醒清单 on paper: one table under a title, its head repeated on every page. No forms of the policy;
 * both lie on their side.
 */
import type { PaperFonts } from './fonts/paper-fonts.ts';
import { type Layout, type Page, pointSizes, type TextStyle } from './layout.ts';
import { layoutDocx } from './layout-docx.ts';
import { layoutHtml } from './layout-html.ts';
import { listColumn as column, type ListColumn, listLayout, type ListText } from './list-layout.ts';

export interface FilingListPaperText extends ListText {
  readonly kind: 'register' | 'reminders';
}

/** A4 on its side: the columns are many. */
const page: Page = { topMm: 22, rightMm: 18, bottomMm: 22, leftMm: 18, isNumbered: true, isLandscape: true };

const leader = (widthMm: number): ListColumn => ({ ...column('联系市领导', widthMm), names: 'leader' });
const enterprise = (widthMm: number): ListColumn => ({
  ...column('企业名称', widthMm, 'left'),
  names: 'enterprise',
});

/** Widths together: 261 mm. Each holds what stands in it most often without a word being cut. */
const columnsOf: Readonly<Record<FilingListPaperText['kind'], readonly ListColumn[]>> = {
  register: [
    column('编号', 28),
    enterprise(33),
    column('检查处置单位', 30, 'left'),
    column('检查日期', 22),
    column('检查类型\n领域', 33),
    leader(27),
    column('此次处置结论', 27, 'left'),
    column('进度', 21),
    column('报告、通报\n报送时间', 40, 'left'),
  ],
  reminders: [
    column('状态', 16),
    enterprise(56),
    column('检查处置单位', 42, 'left'),
    column('应办事项', 56, 'left'),
    leader(34),
    column('时限', 36),
    column('办结情况', 21),
  ],
};

const cellStyles: Readonly<Record<FilingListPaperText['kind'], TextStyle>> = {
  register: { face: 'body', sizePt: pointSizes.小五, leadingPt: 12.5 },
  reminders: { face: 'body', sizePt: pointSizes.五号, leadingPt: 15 },
};
/** The PDF's page. Errors: 'paper.unsupported-characters'. */
export function filingListHtml(paper: FilingListPaperText, fonts: PaperFonts): string {
  return layoutHtml(filingListLayout(paper), fonts);
}

/** The DOCX's bytes. */
export function filingListDocx(paper: FilingListPaperText): Uint8Array {
  return layoutDocx(filingListLayout(paper));
}

export function filingListLayout(paper: FilingListPaperText): Layout {
  const { kind, ...text } = paper;
  return listLayout(text, { page, columns: columnsOf[kind], cellStyle: cellStyles[kind] });
}
