/** What of 附件6 does not fit its one page, reckoned in the closest setting there is. */
import { type PaperExcess, paperExcessText } from '../../shared/filing/paper-room.ts';
import { AppError } from '../../shared/errors.ts';
import {
  type Annex6Paper,
  cellHeightPt,
  closestStep,
  type FormRow,
  formRows,
  rowHeightPt,
  tableRoomPt,
} from './annex6-rows.ts';
import { unitLine } from './annex6-unit.ts';

/** The fields that are too long, and by how much; none when the form fits its page. */
export function annex6Excess(paper: Annex6Paper): readonly PaperExcess[] {
  const unit = charactersOver(paper.inspectingUnit, (text) => unitLine(text) !== undefined);
  const rows = formRows(paper, closestStep);
  const highestPt = evenHeightPt(rows.map(rowHeightPt), tableRoomPt(closestStep, paper.mark));
  return [
    ...(unit > 0 ? [{ field: 'inspectingUnit', characters: unit } as const] : []),
    ...rows.flatMap((row, index) => rowExcess(paper, row, index, highestPt)),
  ];
}

/** For a paper that had no room: of the fields, the longest when reckoning finds none too long. */
export function tooLong(paper: Annex6Paper): AppError {
  const excess = annex6Excess(paper);
  const longest = (['findings', 'conclusion', 'basisAndReason'] as const).toSorted(
    (one, other) => paper[other].length - paper[one].length,
  );
  const named = excess.length > 0 ? excess : longest.slice(0, 1).map((field) => ({ field, characters: 0 }));
  return new AppError('filing.paper-too-long', { excess: paperExcessText(named) });
}

/**
 * The height to which the highest rows have to come down, all to the same one, for the table to fit: so the long entries
 * are named and never a short one beside them. Infinity when it fits.
 */
function evenHeightPt(heights: readonly number[], roomPt: number): number {
  const highestFirst = heights.toSorted((one, other) => other - one);
  for (let count = 0; count < highestFirst.length; count += 1) {
    const others = highestFirst.slice(count).reduce((sum, height) => sum + height, 0);
    const height = count === 0 ? (others <= roomPt ? Infinity : 0) : (roomPt - others) / count;
    if (height >= (highestFirst[count] ?? 0)) return height;
  }
  return roomPt / highestFirst.length;
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
