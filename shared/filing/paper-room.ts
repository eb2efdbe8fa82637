/** Which fields of a filing have no room on the form's one page, or hold what can not be printed, in words. Pure. */

export const paperFieldLabels = {
  inspectingUnit: '检查处置单位',
  enterpriseName: '企业名称',
  cityLeader: '联系市领导',
  basisAndReason: '检查依据和原因',
  findings: '检查情况',
  conclusion: '处置结论',
  thisConclusion: '此次处置结论',
} as const;
export type PaperField = keyof typeof paperFieldLabels;

/** The wide entries: what of them does not fit goes on on the attached sheet (附页). */
export const continuedFields = ['basisAndReason', 'findings', 'conclusion'] as const;
export type ContinuedField = (typeof continuedFields)[number];

export interface PaperExcess {
  readonly field: PaperField;
  /** Of a wide entry, those that stand on the 附页; of a short one, to be taken away at least; 0 when it can not be told. */
  readonly characters: number;
}

/** Whether it is printed all the same, on the 附页. */
export function isContinued({ field }: PaperExcess): boolean {
  return continuedFields.some((each) => each === field);
}

/** “检查情况”约多 120 字、“处置结论”约多 30 字 */
export function paperExcessText(excess: readonly PaperExcess[]): string {
  return excess
    .map(({ field, characters }) => {
      const label = `“${paperFieldLabels[field]}”`;
      return characters > 0 ? `${label}约多 ${roundUp(characters)} 字` : `${label}过长`;
    })
    .join('、');
}

/** Never less than it takes: whoever cuts as much as he reads can print. */
function roundUp(characters: number): number {
  return characters < 10 ? characters : Math.ceil(characters / 10) * 10;
}

export interface UnprintableField {
  readonly field: PaperField;
  /** Distinct, in order of appearance. */
  readonly characters: readonly string[];
}

/** More would be no help: the first ones lead to the rest. */
const mostNamed = 8;

/** “检查情况”中的 👍、𰻝（U+30EDD） */
export function unprintableText(fields: readonly UnprintableField[]): string {
  return fields
    .map(({ field, characters }) => {
      const named = characters.slice(0, mostNamed).map(characterName).join('、');
      const more = characters.length > mostNamed ? `等 ${characters.length} 个` : '';
      return `“${paperFieldLabels[field]}”中的 ${named}${more}`;
    })
    .join('，');
}

/** A rare character may be an empty box on the screen too: its code tells which it is. */
function characterName(character: string): string {
  if (/\p{Extended_Pictographic}/u.test(character)) return character;
  const code = character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0') ?? '';
  return `${character}（U+${code}）`;
}
