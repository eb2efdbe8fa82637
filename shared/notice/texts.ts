/**
 * What the program has to say to the officer of this laptop without having been asked. One sentence each: what
 * happened, that nothing was lost, what to do (mostly nothing). `{name}` is filled from the notice's detail.
 */
export const noticeTexts = {
  restored:
    '已恢复到 {time} 的备份：那以后导入过的数据包已由本机存档放回收件箱，请再导入一次；已交给对方的内容，会随对方的下一个数据包自动补回；还没有导出的不在其中，请重新录入；恢复前的数据库文件仍在“隔离”文件夹，没有删除。',
  /** Nothing stood there that could have been moved aside. */
  'restored-alone':
    '已恢复到 {time} 的备份：那以后已交给对方的内容，会随对方的下一个数据包自动补回；还没有导出的不在其中，请重新录入。',
  'rolled-back':
    '本机的数据库换成了较早的一份（可能在程序以外放回过备份）：现有内容都在；那以后导入过的数据包已由本机存档放回收件箱，请再导入一次；已交给对方的，会随对方的下一个数据包自动补回；还没有导出的不在其中，请重新录入。',
  'saves-missing':
    '程序上次没有正常关闭，最后保存的一些内容这次没有读出来（磁盘上的文件可能损坏，或被换成较早的一份）：打开前的文件已原样复制到“隔离”文件夹的 {quarantine}，没有删除。请核对最近填写的内容，缺少的请补录或联系技术人员；已交给对方的，会随对方的下一个数据包自动补回。',
  'anchor-missing':
    '没有找到本机数据库的核对标记（可能只复制了部分文件，或程序曾异常中断）：现有内容都在，没有改动；今后的记录另行编号，不需要您处理。',
  'other-machine':
    '这个工作台是从另一台电脑复制来的：现有内容都在，今后的记录另行编号，两台电脑的记录不会互相覆盖；请只在一台电脑上继续使用。',
  'own-returned':
    '刚导入的数据包带回了 {count} 条本机写过、但本机已经没有的记录（可能放回过较早的备份）：已全部取回；今后的记录另行编号，不需要您处理。',
  'fork-seen':
    '{place}交来的记录里有同一编号的两份（那边可能放回过备份，或把工作台复制到了两台电脑）：两份都已收下，没有丢失；如有两台电脑在用，请为另一台单独制作邀请文件。',
  'peer-renewed':
    '{place}的电脑恢复过备份，或把工作台复制过、换过数据文件夹：此前和此后交来的记录都在，没有丢失；恢复前没有交来的，那边会重新录入。如那边并不知情，请核对是不是有两台电脑在用同一个工作台。',
  'city-rebuilt':
    '市级工作台已从恢复密钥重建：请各镇区从“导出”交来一个完整数据包，导入后名册和各镇区的内容就回来了；全部收齐之前，请不要停用原来那台电脑。',
  'suggestions-answered': '市里答复了本镇区的修改建议：{outcome}。内容和理由见“修改建议—已答复或撤回”。',
  /** What a town changed before it knew that the enterprise was no longer its own. */
  'late-answer':
    '“{enterprise}”已{moved}；本镇区此前交来的一处修改（{what}），市里的答复：{answer}。本机写过而还没有导出的，仍会随下一个数据包报市里。',
  'clock-behind':
    '本机日期是 {today}，比{than}还早，看来不对：报备时限、今日待办，以及文书、备份和数据包上的日期，都按本机日期计算。已保存的内容都在，没有丢失；请在系统设置中核对日期，改正后重新打开工作台。如果日期是对的，不需要处理。',
} as const satisfies Record<string, string>;

/** Names are data: never renamed, never reused. */
export type NoticeKind = keyof typeof noticeTexts;

export type NoticeDetail = Readonly<Record<string, string | number>>;

export function noticeText(kind: NoticeKind, detail: NoticeDetail): string {
  return noticeTexts[kind].replace(/\{(\w+)\}/g, (_, name: string) => String(detail[name] ?? ''));
}
