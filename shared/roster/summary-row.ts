import { cellText } from './cells.ts';
import type { CellValue } from './sheet.ts';

/** 合计, 填表人：… at the foot of a roster: what stands there is no enterprise. */
const opening =
  /^(?:合计|总计|小计|共计|累计|汇总|总数|(?:填表|填报|制表|审核|复核|报送|联系)(?:人|单位|日期|时间)|备?注[:：]|说明[:：])/;
const countOnly = /^共?\d+[家户个](?:企业)?$/;
const isFirm = /公司|集团|[厂店社院所]$/;

/** Judged by what the row begins with: its name, or its first cell that holds something. */
export function isSummaryRow(cells: readonly CellValue[], name: string): boolean {
  const first = name === '' ? (cells.map(cellText).find((text) => text !== '') ?? '') : name;
  const text = first.normalize('NFKC').replaceAll(/\s/g, '');
  return !isFirm.test(text) && (opening.test(text) || countOnly.test(text));
}
