/** The line of 附件6 above its table: 检查处置单位 at the left, the seal towards the right. */
import { officialPage, pointSizes, type SplitLine, typeWidthPt } from './layout.ts';
import { oneLine } from './text.ts';
import { textWidthPt } from './typeset.ts';

export const unitLeadingPt = 28;
export const unitAfterPt = 4;

const label = '检查处置单位：';
const seal = '（公章）';

/**
 * 三号, smaller when the unit's name is long; the seal stands two characters from the edge. Undefined when the name does
 * not fit its line even so.
 */
export function unitLine(unit: string): SplitLine | undefined {
  const left = label + oneLine(unit);
  for (const sizePt of [pointSizes.三号, pointSizes.四号, pointSizes.小四, pointSizes.五号])
    for (const insetChars of [2, 0])
      if (textWidthPt(left + seal, sizePt) + (insetChars + 1) * sizePt <= typeWidthPt(officialPage))
        return {
          kind: 'split-line',
          left,
          right: seal,
          rightInsetPt: insetChars * sizePt,
          style: { face: 'body', sizePt, leadingPt: unitLeadingPt },
          spaceAfterPt: unitAfterPt,
        };
  return undefined;
}
