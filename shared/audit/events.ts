/** Security events of this laptop. Names are data: never renamed, never reused. */
export const auditEvents = {
  'desk-created': '建立工作台',
  unlock: '打开工作台',
  'wrong-passphrase': '口令输错',
  'passphrase-changed': '更换口令',
  'names-changed': '更换经办人或电脑名称',
  backup: '备份',
  'backup-failed': '备份没有完成',
  restore: '从备份恢复',
  upgrade: '升级数据库',
  'rolled-back': '发现数据库被换成较早的版本',
  'anchor-missing': '数据库的核对标记缺失',
  'other-machine': '工作台从另一台电脑复制而来',
  'own-returned': '取回本机以前的记录',
  forked: '发现同一编号的两份记录',
  invitation: '制作邀请文件',
  'invitation-withdrawn': '作废邀请',
  'device-waiting': '收到电脑登记申请',
  'device-confirmed': '确认电脑',
  'device-revoked': '停用电脑',
  'bundle-quarantined': '隔离来源不明的数据包',
  'peer-put-back': '对方电脑恢复过较早的数据',
  'peer-renewed': '对方电脑恢复过备份或复制过工作台',
  'recovery-key': '制作恢复密钥',
  'city-rebuilt': '从恢复密钥重建市级工作台',
  import: '导入数据包',
  export: '导出数据包',
} as const satisfies Record<string, string>;

export type AuditEvent = keyof typeof auditEvents;

/** The Chinese name of an event; one of a newer program keeps its own name. */
export function auditEventLabel(event: string): string {
  return Object.hasOwn(auditEvents, event) ? auditEvents[event as AuditEvent] : event;
}
