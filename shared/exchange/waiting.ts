/** What stands in the inbox beside a bundle that cannot be imported yet. */

/** Its laptop is not known: somebody must compare the fingerprints first. */
export const unconfirmedSentence = '这台电脑第一次报送：请先预览，与对方核对电脑识别码后再导入';

export interface Waiting {
  /** The sender's name: 市发改委. */
  readonly from: string;
  /** Month of the sender's hand-over before this one; null when it named none. */
  readonly previousMonth: string | null;
  /** How many partitions (enterprises, common records) lack their beginning. */
  readonly partitions: number;
}

/** What the bundle waits for, that nothing is lost, and what to do when the earlier one cannot be had. */
export function waitingSentence({ from, previousMonth, partitions }: Waiting): string {
  const earlier = previousMonth === null ? '更早的数据包' : `${previousMonth} 的数据包`;
  return (
    `等待${from}${earlier}：这一包只含之后的变化，本机还缺 ${partitions} 册此前的内容，没有导入任何内容。` +
    `请先导入前面的数据包；找不到的，请${from}勾选“全部内容”重新导出。`
  );
}
