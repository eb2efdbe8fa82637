/** Characters of 附件6 that no font of the program has: named with their field, and never printed as empty boxes. */
import { AppError } from '../../shared/errors.ts';
import {
  type PaperField,
  paperFieldLabels,
  type UnprintableField,
  unprintableText,
} from '../../shared/filing/paper-room.ts';
import type { Annex6Paper } from './annex6-rows.ts';
import type { PaperFonts } from './fonts/paper-fonts.ts';

const fields = Object.keys(paperFieldLabels) as readonly PaperField[];

/** ASCII and basic Chinese, which the fonts have whole: they need not be opened while the officer types. */
const ordinary = /^[\n -~\u4e00-\u9fa5，。、；：？！（）《》“”]*$/;

/** The fields that hold any, in the order of the form. */
export function unprintableFields(paper: Annex6Paper, fonts: () => PaperFonts): readonly UnprintableField[] {
  return fields.flatMap((field) => {
    const characters = ordinary.test(paper[field]) ? [] : fonts().unsupportedCharacters(paper[field]);
    return characters.length > 0 ? [{ field, characters }] : [];
  });
}

/** @throws AppError paper.unsupported-characters */
export function requirePrintable(paper: Annex6Paper, fonts: PaperFonts): void {
  const found = unprintableFields(paper, () => fonts);
  if (found.length > 0)
    throw new AppError('paper.unsupported-characters', { characters: unprintableText(found) });
}
