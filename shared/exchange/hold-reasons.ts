/** Why a save is kept aside, in the officer's words. Keys: shared/log/authority.ts, HoldReason. */
export const holdReasonTexts: Readonly<Record<string, string>> = {
  'not-owner': '由市发改委维护的内容，作为建议等市里答复',
  'foreign-partition': '不属于该镇区',
  'unknown-author': '制作电脑尚未确认',
  reassigned: '企业已改派，作为建议等市里答复',
  /** Not a reason of the authority: db/exchange/receipts.ts */
  pending: '对方程序版本较旧，升级后可见',
  revoked: '制作电脑已停用',
  misplaced: '写在不该写的位置，没有采用，请在原记录上修改',
  elsewhere: '这条记录归别的企业或单位，没有采用，请由保管方修改',
  'invalid-value': '内容的格式不对，没有采用，请重新填写',
};
