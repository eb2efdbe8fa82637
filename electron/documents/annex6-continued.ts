/**
 * 附件6 with more text than its one page holds: the wide entries are cut, best where a paragraph or a sentence ends, and
 * go on on an attached sheet (附页). The form's page stays the official one.
 */
import { type ContinuedField, continuedFields, paperFieldLabels } from '../../shared/filing/paper-room.ts';
import {
  type Annex6Paper,
  blankAnnex6,
  cellHeightPt,
  closestStep,
  formRows,
  leastContinuedPt,
  rowHeightPt,
  rowOfField,
  tableRoomPt,
  titleStyle,
} from './annex6-rows.ts';
import { type Layout, officialPage, type Paragraph, pointSizes, type TextStyle } from './layout.ts';
import { evenHeightPt } from './row-heights.ts';
import { oneLine, paragraphsOf } from './text.ts';
import { staysTogether } from './typeset.ts';

/** Ends an entry that goes on, on a line of its own: beside the text it would be torn at the edge of the cell. */
export const continuedMark = '（续附页）';

export type Rest = {
  readonly field: ContinuedField;
  readonly text: string;
  /** The cut went through a paragraph. */
  readonly isMidParagraph: boolean;
};

export type ContinuedPaper = {
  /** What stands on the form's page. */
  readonly form: Annex6Paper;
  /** What stands on the 附页; none when all fits. */
  readonly rest: readonly Rest[];
};

/**
 * Cuts the longest of the wide entries, all to the same height, until the form fits its page in the closest setting.
 * `slackPt` is left free besides, for printers that run wider than reckoned.
 */
export function continuedPaper(paper: Annex6Paper, slackPt = 0): ContinuedPaper {
  const rows = formRows(paper, closestStep);
  const wide = continuedFields.map((field) => rowOfField(rows, field));
  const short = rows.filter((row) => !wide.includes(row)).reduce((sum, row) => sum + rowHeightPt(row), 0);
  const roomPt = tableRoomPt(closestStep, paper.mark) - short - slackPt;
  const highestPt = evenHeightPt(wide.map(rowHeightPt), roomPt);
  let form = paper;
  const rest: Rest[] = [];
  continuedFields.forEach((field, index) => {
    const row = wide[index];
    if (!row || rowHeightPt(row) <= highestPt) return;
    const text = paragraphsOf(paper[field]).join('\n');
    const at = cutAt(text, entryFits(field, Math.max(highestPt, leastContinuedPt)));
    form = { ...form, [field]: `${text.slice(0, at).trimEnd()}\n${continuedMark}` };
    rest.push({ field, text: text.slice(at).trim(), isMidParagraph: !/^\s*\n/.test(text.slice(at)) });
  });
  return { form, rest };
}

/** Whether the beginning of an entry, its mark behind it, stays within a height. */
function entryFits(field: ContinuedField, heightPt: number): (head: string) => boolean {
  return (head) => {
    const row = rowOfField(
      formRows({ ...blankAnnex6, [field]: `${head.trimEnd()}\n${continuedMark}` }, closestStep),
      field,
    );
    return cellHeightPt(row, 1) <= heightPt;
  };
}

/** No page holds more of one entry, whatever the letters: the search need not look further. */
const mostOnPage = 6000;

/** Where to cut, in code units: as far as fits, and back from there to the best end. */
function cutAt(text: string, fits: (head: string) => boolean): number {
  let [fitting, over] = [0, Math.min(text.length, mostOnPage) + 1];
  while (over - fitting > 1) {
    const middle = Math.floor((fitting + over) / 2);
    if (fits(text.slice(0, middle))) fitting = middle;
    else over = middle;
  }
  // A closer mark behind a cut can bring the line end forward: never trusted without being tried.
  const ends = [
    lastEnd(text, fitting, /\n/g, 3),
    lastEnd(text, fitting, /[。！？；][”’」』）]*/g, 3),
    lastEnd(text, fitting, /[，、：]/g, 10),
  ];
  for (const end of ends) if (end !== undefined && fits(text.slice(0, end))) return end;
  for (let at = fitting; at > Math.max(0, fitting - 40); at -= 1)
    if (isWholeAt(text, at) && fits(text.slice(0, at))) return at;
  // One word without end: anywhere, but never through a character.
  return isHighSurrogate(text, fitting - 1) ? fitting - 1 : fitting;
}

/** The last place in the latest part (1/`part`) of what fits where the pattern ends; before it when it is a line end. */
function lastEnd(text: string, fitting: number, pattern: RegExp, part: number): number | undefined {
  // The end itself may stand right behind what fits.
  const from = Math.floor(fitting - fitting / part);
  let found: number | undefined;
  for (const match of text.slice(from, fitting + 1).matchAll(pattern)) {
    const end = from + match.index + (match[0] === '\n' ? 0 : match[0].length);
    if (end <= fitting && end > 0) found = end;
  }
  return found;
}

function isWholeAt(text: string, at: number): boolean {
  if (isHighSurrogate(text, at - 1)) return false;
  return !staysTogether(text[at - 1] ?? '', text[at] ?? '');
}

function isHighSurrogate(text: string, index: number): boolean {
  return /[\uD800-\uDBFF]/.test(text[index] ?? '');
}

const nameStyle: TextStyle = { face: 'subheading', sizePt: pointSizes.四号, leadingPt: 24 };
const factStyle: TextStyle = { face: 'body', sizePt: pointSizes.四号, leadingPt: 24 };
const labelStyle: TextStyle = { face: 'heading', sizePt: pointSizes.四号, leadingPt: 24 };
const textStyle: TextStyle = { face: 'body', sizePt: pointSizes.小四, leadingPt: 20 };

/** The 附页 of a form: whose it is, then the rest of each entry under its label. */
export function attachedSheet(
  paper: Annex6Paper,
  rest: readonly Rest[],
  formName: string,
): Layout['attached'] {
  const line = (text: string, style: TextStyle, more: Partial<Paragraph> = {}): Paragraph => ({
    kind: 'paragraph',
    runs: [{ text }],
    style,
    align: 'left',
    ...more,
  });
  return {
    page: { ...officialPage, topMm: 30, bottomMm: 30, isNumbered: true },
    blocks: [
      line('附页', titleStyle, { align: 'center', isTitle: true }),
      line(`（${formName}）`, nameStyle, { align: 'center', spaceAfterPt: 10 }),
      line(`检查处置单位：${oneLine(paper.inspectingUnit)}`, factStyle, { hangingChars: 7 }),
      line(`企业名称：${oneLine(paper.enterpriseName)}`, factStyle, { hangingChars: 5 }),
      ...rest.flatMap(({ field, text, isMidParagraph }) => [
        line(`${paperFieldLabels[field]}（续）`, labelStyle, {
          spaceBeforePt: 10,
          spaceAfterPt: 2,
          keepWithNext: true,
        }),
        ...paragraphsOf(text).map((paragraph, index) =>
          line(paragraph, textStyle, {
            align: 'justify',
            ...(index === 0 && isMidParagraph ? {} : { indentChars: 2 }),
          }),
        ),
      ]),
    ],
  };
}
