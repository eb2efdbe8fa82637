/** What of 附件6 does not fit its one page, reckoned in the closest setting there is. */
import { type PaperExcess, paperExcessText } from '../../shared/filing/paper-room.ts';
import { AppError } from '../../shared/errors.ts';
import { continuedPaper } from './annex6-continued.ts';
import {
  type Annex6Paper,
  cellHeightPt,
  closestStep,
  type FormRow,
  fittedRows,
  formRows,
  isWide,
  leastContinuedPt,
  rowHeightPt,
  tableRoomPt,
} from './annex6-rows.ts';
import { evenHeightPt } from './row-heights.ts';
import { unitLine } from './annex6-unit.ts';

/**
 * The fields that are too long, and by how much; none when the form fits its page. Short cells that leave no room are
 * named alone: they have to be shortened. Of wide entries, what goes on on the 附页.
 */
export function annex6Excess(paper: Annex6Paper): readonly PaperExcess[] {
  const short = shortExcess(paper);
  if (short.length > 0) return short;
  if (fittedRows(paper, closestStep)) return [];
  return continuedPaper(paper).rest.map(({ field, text }) => ({ field, characters: [...text].length }));
}

/** Cells that can not go on elsewhere, and have no room even when the wide entries leave all but their beginnings to the 附页. */
export function shortExcess(paper: Annex6Paper): readonly PaperExcess[] {
  const unit = charactersOver(paper.inspectingUnit, (text) => unitLine(text) !== undefined);
  const rows = formRows(paper, closestStep);
  const heights = rows.map((row) =>
    isWide(row) ? Math.min(rowHeightPt(row), leastContinuedPt) : rowHeightPt(row),
  );
  const highestPt = evenHeightPt(heights, tableRoomPt(closestStep, paper.mark));
  return [
    ...(unit > 0 ? [{ field: 'inspectingUnit', characters: unit } as const] : []),
    ...rows.flatMap((row, index) => (isWide(row) ? [] : rowExcess(paper, row, index, highestPt))),
  ];
}

/** For a paper that had no room: of the fields, the longest when reckoning finds none too long. */
export function tooLong(paper: Annex6Paper): AppError {
  const excess = shortExcess(paper);
  const longest = (['findings', 'conclusion', 'basisAndReason'] as const).toSorted(
    (one, other) => paper[other].length - paper[one].length,
  );
  const named = excess.length > 0 ? excess : longest.slice(0, 1).map((field) => ({ field, characters: 0 }));
  return new AppError('filing.paper-too-long', { excess: paperExcessText(named) });
}

function rowExcess(paper: Annex6Paper, row: FormRow, index: number, highestPt: number): PaperExcess[] {
  return row.typed.flatMap(({ field, cell }) => {
    if (cellHeightPt(row, cell) <= highestPt) return [];
    const fits = (text: string): boolean => {
      const cut = formRows({ ...paper, [field]: text }, closestStep)[index];
      return cut !== undefined && cellHeightPt(cut, cell) <= highestPt;
    };
    return [{ field, characters: charactersOver(paper[field], fits) }];
  });
}

/** How many characters have to go from the end of a text before it fits. */
function charactersOver(text: string, fits: (text: string) => boolean): number {
  const characters = [...text];
  let [fitting, over] = [0, characters.length + 1];
  if (fits(text)) return 0;
  while (over - fitting > 1) {
    const middle = Math.floor((fitting + over) / 2);
    if (fits(characters.slice(0, middle).join(''))) fitting = middle;
    else over = middle;
  }
  return characters.length - fitting;
}
