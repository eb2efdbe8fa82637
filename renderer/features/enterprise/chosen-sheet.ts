/** Which sheet of a roster file is imported, and what its columns mean. */
import type { RosterFile } from '../../../shared/roster/contract.ts';
import type { RosterMapping } from '../../../shared/roster/mapping.ts';

export interface ChosenSheet {
  readonly file: RosterFile;
  readonly sheet: number;
  readonly mapping: RosterMapping;
}

/** The first visible sheet in which headings were recognised, else the first. */
export function firstChoice(file: RosterFile): ChosenSheet {
  const best = file.sheets.findIndex((sheet) => !sheet.hidden && sheet.guess !== null);
  return chosenSheet(file, Math.max(0, best));
}

/** The corrected file: the same sheet and columns, as long as its headings stand where they stood. */
export function chosenAgain(before: ChosenSheet, file: RosterFile): ChosenSheet {
  const headings = (chosen: ChosenSheet): string =>
    JSON.stringify(chosen.file.sheets[chosen.sheet]?.guess?.headings);
  const name = before.file.sheets[before.sheet]?.name;
  const sheet = file.sheets.findIndex((one) => one.name === name);
  if (sheet === -1) return firstChoice(file);
  const again = { ...before, file, sheet };
  return headings(again) === headings(before) ? again : chosenSheet(file, sheet);
}

export function chosenSheet(file: RosterFile, sheet: number): ChosenSheet {
  const guess = file.sheets[sheet]?.guess;
  const mapping = guess
    ? { firstDataRow: guess.firstDataRow, columns: guess.columns }
    : { firstDataRow: 1, columns: {} };
  return { file, sheet, mapping };
}
