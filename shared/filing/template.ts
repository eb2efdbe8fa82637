/** A town's own DOCX template for 附件6: which placeholders stand in it, and what is wrong with those that do. Pure. */

/** Must all stand in it, or the paper would leave out what the official form asks for. */
export const requiredPlaceholders = [
  '检查处置单位',
  '企业名称',
  '挂钩联系市领导',
  '检查依据和原因',
  '检查情况',
  '处置结论',
  '存在问题是否首次发现',
  '此次处置结论',
] as const;

/** Kept beside the form, and printed by whoever asks for them. */
export const optionalPlaceholders = ['编号', '检查日期', '版本标记'] as const;

export type Placeholder = (typeof requiredPlaceholders)[number] | (typeof optionalPlaceholders)[number];

/** Where the policy's form is left blank for the pen. */
const inkLabels: readonly string[] = ['检查人员签字', '部门主要领导意见', '公章'];

const allPlaceholders: readonly Placeholder[] = [...requiredPlaceholders, ...optionalPlaceholders];

export function isPlaceholder(name: string): name is Placeholder {
  return allPlaceholders.some((each) => each === name);
}

export interface FoundPlaceholders {
  /** Every name in braces, as often as it stands there. */
  readonly names: readonly string[];
  /** What stands behind a brace that nothing closes. */
  readonly unclosed: readonly string[];
}

/** Why it can not be used, each a Chinese clause; none when it can. */
export function placeholderProblems({ names, unclosed }: FoundPlaceholders): readonly string[] {
  const missing = requiredPlaceholders.filter((name) => !names.includes(name));
  const unknown = [...new Set(names)].filter((name) => !isPlaceholder(name));
  return [
    ...(missing.length > 0 ? [`缺少占位 ${missing.map(inBraces).join('、')}`] : []),
    ...(unknown.length > 0 ? [`认不出占位 ${unknown.map(unknownText).join('、')}`] : []),
    ...unclosed.map((text) => `“{${text}”没有右括号`),
  ];
}

export function inBraces(name: string): string {
  return `{${name}}`;
}

function unknownText(name: string): string {
  if (inkLabels.includes(name)) return `${inBraces(name)}（由笔填写，请留空）`;
  const meant = nearest(name);
  return meant === undefined ? inBraces(name) : `${inBraces(name)}（是否应为 ${inBraces(meant)}）`;
}

/** Of a misspelt name the one that shares most of its characters. */
function nearest(name: string): Placeholder | undefined {
  const share = (known: string): number => {
    const common = [...known].filter((character) => name.includes(character)).length;
    return common / Math.max([...known].length, [...name].length);
  };
  const best = allPlaceholders.toSorted((one, other) => share(other) - share(one))[0];
  return best !== undefined && share(best) >= 0.6 ? best : undefined;
}
