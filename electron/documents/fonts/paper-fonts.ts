/**
 * The fonts a PDF carries with it. A paper asks for 仿宋, 小标宋, 黑体 and 楷体 by name first; where the computer
 * has none, these free fonts stand in: Noto Serif SC for 仿宋 and 小标宋, Noto Sans SC for 黑体, LXGW WenKai
 * (霞鹜文楷) for 楷体 and, because it knows 32,000 characters, for rare ones such as 𬭎 and 𫓧.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Face } from '../layout.ts';
import { cleanText } from '../text.ts';
import { buildTrueType, type FontCharacter } from './truetype.ts';
import { readWoff, type WoffFont } from './woff.ts';

/** A font made for one paper: its CSS family and where its bytes are (a data: URL, no request leaves the page). */
export type EmbeddedFont = { readonly family: string; readonly url: string };

export type PaperFonts = {
  /** Fonts for a text in a face, best first; together they hold every supported character of it. */
  readonly embed: (face: Face, text: string) => readonly EmbeddedFont[];
  /** The distinct characters of a text that no shipped font has (emoji among them), in order of appearance. */
  readonly unsupportedCharacters: (text: string) => readonly string[];
};

type FamilyName = 'serif' | 'serifBold' | 'sans' | 'kai';

const families: Readonly<
  Record<FamilyName, { css: string; postScript: string; folder: string; file: RegExp }>
> = {
  serif: {
    css: 'Paper Serif',
    postScript: 'NotoSerifSC-Regular',
    folder: 'noto-serif-sc/files',
    file: /^noto-serif-sc-\d+-400-normal\.woff$/,
  },
  serifBold: {
    css: 'Paper Serif Bold',
    postScript: 'NotoSerifSC-Bold',
    folder: 'noto-serif-sc/files',
    file: /^noto-serif-sc-\d+-700-normal\.woff$/,
  },
  sans: {
    css: 'Paper Sans',
    postScript: 'NotoSansSC-Medium',
    folder: 'noto-sans-sc/files',
    file: /^noto-sans-sc-\d+-500-normal\.woff$/,
  },
  kai: {
    css: 'Paper Kai',
    postScript: 'LXGWWenKai-Regular',
    folder: 'lxgw-wenkai/files',
    file: /^lxgw-wenkai-latin-500-normal\.woff$/,
  },
};

const familiesByFace: Readonly<Record<Face, readonly FamilyName[]>> = {
  body: ['serif', 'kai'],
  title: ['serifBold', 'kai'],
  heading: ['sans', 'kai', 'serif'],
  subheading: ['kai', 'serif'],
};

/**
 * Opens the shipped fonts in `directory`, laid out like the @fontsource packages (noto-serif-sc/files/…woff):
 * node_modules/@fontsource while developing, the resources' paper-fonts in the packed program.
 * Files are read when first needed and kept; throws plainly when a family is missing, for then the program
 * was installed incompletely.
 */
export function loadPaperFonts(directory: string): PaperFonts {
  const opened = new Map<FamilyName, ReadonlyMap<number, WoffFont>>();
  const built = new Map<string, string>();
  const fontByCodePoint = (name: FamilyName): ReadonlyMap<number, WoffFont> => {
    const known = opened.get(name);
    if (known !== undefined) return known;
    const fonts = openFamily(directory, name);
    opened.set(name, fonts);
    return fonts;
  };

  return {
    embed: (face, text) => {
      let wanted = printedCodePoints(text);
      const embedded: EmbeddedFont[] = [];
      for (const name of familiesByFace[face]) {
        if (wanted.length === 0) break;
        const fonts = fontByCodePoint(name);
        const characters: FontCharacter[] = [];
        for (const codePoint of wanted) {
          const font = fonts.get(codePoint);
          if (font !== undefined) characters.push({ codePoint, font });
        }
        wanted = wanted.filter((codePoint) => !fonts.has(codePoint));
        if (characters.length === 0) continue;
        const { css, postScript } = families[name];
        const key = `${name} ${characters.map(({ codePoint }) => codePoint.toString(36)).join(' ')}`;
        const url = remembered(built, key, () => {
          const file = buildTrueType(postScript, characters);
          return `data:font/ttf;base64,${file.toString('base64')}`;
        });
        embedded.push({ family: css, url });
      }
      return embedded;
    },
    unsupportedCharacters: (text) =>
      printedCodePoints(cleanText(text))
        .filter(
          (codePoint) => !fontByCodePoint('serif').has(codePoint) && !fontByCodePoint('kai').has(codePoint),
        )
        .map((codePoint) => String.fromCodePoint(codePoint)),
  };
}

/** A paper is looked at, then printed, then handed out: the fonts of the last few papers, some 100 KB each. */
const keptFonts = 16;

function remembered(made: Map<string, string>, key: string, make: () => string): string {
  const value = made.get(key) ?? make();
  // The one used last stands last; the first is forgotten.
  made.delete(key);
  made.set(key, value);
  for (const oldest of made.keys()) {
    if (made.size <= keptFonts) break;
    made.delete(oldest);
  }
  return value;
}

/** Distinct code points that leave ink, in order of appearance. */
function printedCodePoints(text: string): readonly number[] {
  const codePoints = new Set<number>();
  for (const character of text) codePoints.add(character.codePointAt(0) ?? 0);
  codePoints.delete(0x0a);
  return [...codePoints];
}

/** Which file of a family has which character. unicode.json of the package promises more than the files hold. */
function openFamily(directory: string, name: FamilyName): ReadonlyMap<number, WoffFont> {
  const family = families[name];
  const folder = join(directory, family.folder);
  const fonts = new Map<number, WoffFont>();
  for (const file of readdirSync(folder).filter((entry) => family.file.test(entry))) {
    const font = readWoff(readFileSync(join(folder, file)));
    for (const codePoint of font.glyphByCodePoint.keys())
      if (!fonts.has(codePoint)) fonts.set(codePoint, font);
  }
  if (fonts.size === 0) throw new Error(`no fonts in ${folder}`);
  return fonts;
}
