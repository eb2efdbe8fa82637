/** Names in a narrow cell: of enterprises and of leaders, broken where a reader would break them. */
import { softBreak, textWidthOfMm } from './layout.ts';
import { oneLine } from './text.ts';
import { textWidthPt } from './typeset.ts';

/**
 * 势加透博洁净动力|如皋有限公司: a name is best broken before its place and 有限公司, not inside a word, as long as
 * both parts fit their line.
 */
export function withNameBreak(text: string, sizePt: number, cellMm: number): string {
  const name = oneLine(text);
  const broken = name.replace(/(?=(?:如皋|南通|江苏)?(?:集团)?(?:股份)?有限(?:责任)?公司$)/, softBreak);
  const fits = (part: string): boolean => textWidthPt(part, sizePt) <= textWidthOfMm(cellMm);
  return broken.split(softBreak).every(fits) ? broken : name;
}

/** 张志远 / （市委常委、副市长）: a post that does not fit beside the name stands on lines of its own, in Word too. None for no leader. */
export function leaderLines(text: string, sizePt: number, cellMm: number): readonly string[] {
  const leader = oneLine(text);
  const post = lastBracket(leader);
  if (leader === '') return [];
  const fits = (line: string): boolean => textWidthPt(line, sizePt) <= textWidthOfMm(cellMm);
  if (fits(leader) || post < 1) return [leader];
  const name = leader.slice(0, post);
  // Broken between offices rather than inside one.
  const offices = leader.slice(post).split(/(?<=、)/);
  return [name, ...(fits(offices.join('')) ? [offices.join('')] : offices)];
}

/** Where the bracket that closes the text was opened: a name may have one of its own. -1 when there is none. */
function lastBracket(text: string): number {
  let depth = 0;
  for (let index = text.length - 1; index > 0 && text.endsWith('）'); index -= 1) {
    if (text[index] === '）') depth += 1;
    if (text[index] === '（') depth -= 1;
    if (depth === 0) return index;
  }
  return -1;
}
