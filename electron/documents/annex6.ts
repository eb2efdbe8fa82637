/**
 * 附件6《专精特新“小巨人”培育企业检查处置报备表》 of 皋政办发〔2021〕87号: one A4 page (and a 附页 for longer text), the labels and their
 * line breaks as the policy prints them. The form carries no number and no date; signature and opinion are ink.
 */
import { AppError } from '../../shared/errors.ts';
import type { PaperFonts } from './fonts/paper-fonts.ts';
import type { Layout, Paragraph, SplitLine } from './layout.ts';
import { layoutDocx } from './layout-docx.ts';
import { layoutHtml } from './layout-html.ts';
import { type PdfPrinter, renderPdf } from './pdf.ts';
import { requirePrintable } from './annex6-characters.ts';
import { attachedSheet, continuedPaper } from './annex6-continued.ts';
import { shortExcess, tooLong } from './annex6-room.ts';
import {
  type Annex6Paper,
  closestStep,
  columnsMm,
  fittedRows,
  markStyle,
  note,
  noteBeforePt,
  type Step,
  steps,
  titleAfterPt,
  titleStyle,
} from './annex6-rows.ts';
import { unitLine } from './annex6-unit.ts';

const title = '专精特新“小巨人”培育企业检查处置报备表';

/** The PDF's page. Errors: 'filing.paper-too-long', 'paper.unsupported-characters'. */
export function annex6Html(paper: Annex6Paper, fonts: PaperFonts): string {
  requirePrintable(paper, fonts);
  return layoutHtml(annex6Layout(paper), fonts);
}

/** The DOCX's bytes. Errors: 'filing.paper-too-long'. */
export function annex6Docx(paper: Annex6Paper): Uint8Array {
  return layoutDocx(annex6Layout(paper));
}

/**
 * The PDF: the form's one page, and its 附页 when the text is longer. Should the printer's fonts run wider than reckoned,
 * the next closer setting is tried, then a shorter beginning of what goes on.
 * Errors: 'filing.paper-too-long', 'paper.unsupported-characters', 'paper.pdf-failed'.
 */
export async function annex6Pdf(
  paper: Annex6Paper,
  fonts: PaperFonts,
  printer: PdfPrinter,
): Promise<Uint8Array> {
  requirePrintable(paper, fonts);
  for (const layout of annex6Layouts(paper)) {
    try {
      // The form alone is what must not be longer than its page.
      const { attached, ...form } = layout;
      const pdf = await renderPdf(layoutHtml(form, fonts), printer, { maxPages: 1 });
      return attached ? await renderPdf(layoutHtml(layout, fonts), printer) : pdf;
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'paper.too-many-pages')) throw error;
    }
  }
  throw tooLong(paper);
}

/**
 * The form in the most open setting that keeps it on one page, going on on its 附页 when none does. Throws
 * 'filing.paper-too-long' when short cells leave no room.
 */
export function annex6Layout(paper: Annex6Paper): Layout {
  for (const layout of annex6Layouts(paper)) return layout;
  throw tooLong(paper);
}

/** 第2版: the form was changed after it had been printed. Nothing on a first version. */
export function changedMark({ mark = '' }: Annex6Paper): string {
  return mark === '' ? '' : `（打印后有修改，${mark}）`;
}

function markLine(paper: Annex6Paper): Paragraph[] {
  const text = changedMark(paper);
  return text === '' ? [] : [{ kind: 'paragraph', runs: [{ text }], style: markStyle, align: 'left' }];
}

/** Every setting that by reckoning keeps the form on one page, the most open first; those with a 附页 last. */
function* annex6Layouts(paper: Annex6Paper): Generator<Layout> {
  const unit = unitLine(paper.inspectingUnit);
  if (!unit || shortExcess(paper).length > 0) return;
  for (const step of steps) {
    const form = formLayout(paper, unit, step);
    if (form) yield form;
  }
  for (const slackPt of slacksPt) {
    const { form, rest } = continuedPaper(paper, slackPt);
    const layout = rest.length > 0 ? formLayout(form, unit, closestStep) : undefined;
    const attached = attachedSheet(paper, rest, title);
    if (layout && attached) yield { ...layout, attached };
  }
}

/** Left free on a form that goes on, tried one after the other when the printer runs wider than reckoned. */
const slacksPt = [0, 42, 140];

/** The form's page; undefined when the text needs more room than there is. */
function formLayout(paper: Annex6Paper, unit: SplitLine, step: Step): Layout | undefined {
  const rows = fittedRows(paper, step);
  if (rows === undefined) return undefined;
  return {
    name: title,
    page: step.page,
    blocks: [
      {
        kind: 'paragraph',
        runs: [{ text: title }],
        style: titleStyle,
        align: 'center',
        spaceAfterPt: titleAfterPt,
        isTitle: true,
      },
      unit,
      { kind: 'table', columnsMm, rows },
      {
        kind: 'paragraph',
        runs: [{ text: note }],
        style: step.note,
        align: 'justify',
        spaceBeforePt: noteBeforePt,
      },
      ...markLine(paper),
    ],
  };
}
