import { pinyin } from 'pinyin-pro';
import { foldText } from '../../shared/text/query.ts';

/** Readings of one text: without tones and blanks, ü as v. The likely reading comes first. */
export interface PinyinReadings {
  /** 全拼, e.g. changjiangzhen */
  readonly full: readonly string[];
  /** 首字母, e.g. cjz */
  readonly initials: readonly string[];
}

export interface SearchableEnterprise {
  readonly name: string;
  readonly formerNames: readonly string[];
  readonly shortName: string;
  readonly creditCode: string;
}

/**
 * Characters of names that people read in two ways, or that are read otherwise in names. Only these get a second
 * reading: the full dictionary of readings would add nonsense (南 na, 大 dai).
 */
const secondReadings: Readonly<Record<string, readonly string[]>> = {
  长: ['chang', 'zhang'],
  重: ['zhong', 'chong'],
  行: ['hang', 'xing'],
  乐: ['le', 'yue'],
  厦: ['xia', 'sha'],
  曾: ['zeng', 'ceng'],
  单: ['shan', 'dan'],
  解: ['xie', 'jie'],
  朝: ['chao', 'zhao'],
  调: ['diao', 'tiao'],
  传: ['chuan', 'zhuan'],
  弹: ['dan', 'tan'],
  盛: ['sheng', 'cheng'],
  晟: ['sheng', 'cheng'],
  藏: ['zang', 'cang'],
  参: ['shen', 'can'],
  都: ['du', 'dou'],
  区: ['qu', 'ou'],
  仇: ['qiu', 'chou'],
  翟: ['zhai', 'di'],
  查: ['zha', 'cha'],
  柏: ['bai', 'bo'],
  朴: ['piao', 'pu'],
  葛: ['ge'],
  覃: ['qin', 'tan'],
  尉: ['wei', 'yu'],
  宿: ['su', 'xiu'],
  堡: ['bao', 'bu', 'pu'],
  埔: ['pu', 'bu'],
  茜: ['qian', 'xi'],
  率: ['lv', 'shuai'],
  拓: ['tuo', 'ta'],
  薄: ['bo', 'bao'],
};
const maxReadings = 8;

/**
 * The one line that `LIKE '%q%'` searches: name|former names|short name|code|full pinyin|initials, all folded
 * (`foldText`). The query must be folded the same way, see `likePattern`.
 */
export function searchText(enterprise: SearchableEnterprise): string {
  const texts: string[] = [];
  for (const text of [enterprise.name, ...enterprise.formerNames, enterprise.shortName]) {
    const folded = foldText(text);
    // What another name contains, letter for letter, is found through that name.
    if (!texts.some((other) => other.includes(folded))) texts.push(folded);
  }
  const readings = texts.map((text) => readingsOf(text, 'name'));
  const parts = [
    ...texts,
    foldText(enterprise.creditCode),
    ...readings.flatMap((reading) => reading.full),
    ...readings.flatMap((reading) => reading.initials),
  ];
  return [...new Set(parts.filter((part) => part !== ''))].join('|');
}

/** The line for a person: name, full pinyin, initials. A surname is read as one (曾 zeng, 单 shan, 解 xie). */
export function personSearchText(name: string): string {
  const readings = pinyinReadings(name, 'person');
  return [...new Set([foldText(name), ...readings.full, ...readings.initials])].join('|');
}

/** Orders names as a dictionary does: syllable by syllable, equal syllables by character. */
export function pinyinSortKey(text: string, kind: 'name' | 'person' = 'name'): string {
  const folded = foldText(text);
  return folded === '' ? '' : `${likelySyllables(folded, kind).join(' ')} ${folded}`;
}

/** A search line's two halves: what a query with Chinese characters, or one without any, has to read. */
export function splitSearchText(line: string): { readonly names: string; readonly latin: string } {
  const parts = line.split('|');
  return {
    names: parts.filter((part) => /\P{ASCII}/u.test(part)).join('|'),
    latin: parts.filter((part) => /\p{ASCII}/u.test(part)).join('|'),
  };
}

/** At most eight readings of each kind. `person` reads the first character as a surname; never use it for places. */
export function pinyinReadings(text: string, kind: 'name' | 'person' = 'name'): PinyinReadings {
  return readingsOf(foldText(text), kind);
}

function readingsOf(folded: string, kind: 'name' | 'person'): PinyinReadings {
  if (folded === '') return { full: [], initials: [] };
  const characters = [...folded];
  let variants: Variant[] = [{ full: '', initials: '' }];
  for (const [index, syllable] of likelySyllables(folded, kind).entries()) {
    const second = secondReadings[characters[index] ?? ''];
    if (!second) {
      // Nearly every character, and there are many names: nothing new is made for it.
      const [first = ''] = syllable;
      for (const variant of variants) {
        variant.full += syllable;
        variant.initials += first;
      }
      continue;
    }
    const others = second.filter((other) => other !== syllable);
    const room = Math.max(1, Math.floor(maxReadings / variants.length));
    const choices = [syllable, ...others].slice(0, room);
    variants = choices.flatMap((choice) => variants.map((variant) => append(variant, choice)));
  }
  return {
    full: [...new Set(variants.map((variant) => variant.full))],
    initials: [...new Set(variants.map((variant) => variant.initials))],
  };
}

interface Variant {
  full: string;
  initials: string;
}

function append(variant: Readonly<Variant>, syllable: string): Variant {
  const [first = ''] = syllable;
  return { full: variant.full + syllable, initials: variant.initials + first };
}

/**
 * One syllable for each character; Latin letters and digits stand for themselves. The text is cut between 省/市/县/区/镇
 * and 长, because the dictionary sees 市长, 省长 there and reads 如皋市长江镇 as "ru gao shi zhang jiang zhen".
 */
function likelySyllables(folded: string, kind: 'name' | 'person'): readonly string[] {
  const key = `${kind} ${folded}`;
  if (latest.key !== key) latest = { key, syllables: readSyllables(folded, kind) };
  return latest.syllables;
}

/** A name's sort key and its search line are made one after the other, and the dictionary is the slow part of both. */
let latest: { readonly key: string; readonly syllables: readonly string[] } = { key: '', syllables: [] };

function readSyllables(folded: string, kind: 'name' | 'person'): string[] {
  const parts = isAsMayor.test(folded) ? folded.split(beforeChang) : [folded];
  return parts.flatMap((part) =>
    pinyin(part, {
      type: 'array',
      ...(kind === 'person' ? { mode: 'surname', surname: 'head' } : {}),
    }).map(withoutTone),
  );
}

const isAsMayor = /[省市县区镇]长/u;
const beforeChang = /(?<=[省市县区镇])(?=长)/u;

/** The dictionary takes tones off with nine expressions for every syllable; there are about 1,300 syllables. */
function withoutTone(syllable: string): string {
  let plain = plainSyllables.get(syllable);
  if (plain === undefined) {
    plain = syllable
      .normalize('NFD')
      .replace(/[\u0300\u0301\u0304\u030c]/gu, '')
      .normalize('NFC')
      .replaceAll('ü', 'v');
    // Characters that stand for themselves are too many to remember.
    if (isSyllable.test(plain)) plainSyllables.set(syllable, plain);
  }
  return plain;
}

const plainSyllables = new Map<string, string>();
const isSyllable = /^[a-zê]+$/u;
