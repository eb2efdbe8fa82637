/** What is kept beside a filing: its number in the register, deliveries, reasons, paper versions, voiding. Pure. */
import { localDate } from '../clock.ts';

/** 报送对象 (87号 四(四): 市政府和部门负责人; 联系该企业的市领导). */
export const recipients = ['government', 'department-head', 'city-leader'] as const;
export type Recipient = (typeof recipients)[number];

/** report: before the inspection. notify: 通报. send: the form, the day after the conclusion. */
export const deliveryPurposes = ['report', 'notify', 'send'] as const;
export type DeliveryPurpose = (typeof deliveryPurposes)[number];

export const deliveryWays = ['paper', 'office-system', 'phone', 'in-person', 'other'] as const;
export type DeliveryWay = (typeof deliveryWays)[number];

export const deliveryWayLabels: Readonly<Record<DeliveryWay, string>> = {
  paper: '纸质',
  'office-system': '办公系统',
  phone: '电话',
  'in-person': '当面',
  other: '其他',
};

/** The deliveries that a filing knows, in the order of the work. */
export const deliverySlots = [
  { key: 'report-government', purpose: 'report', recipient: 'government', label: '事前报告市政府' },
  { key: 'report-head', purpose: 'report', recipient: 'department-head', label: '事前报告部门负责人' },
  { key: 'notify-leader', purpose: 'notify', recipient: 'city-leader', label: '通报挂钩联系市领导' },
  { key: 'send-leader', purpose: 'send', recipient: 'city-leader', label: '报备表报送联系市领导' },
] as const satisfies readonly {
  readonly key: string;
  readonly purpose: DeliveryPurpose;
  readonly recipient: Recipient;
  readonly label: string;
}[];
export type DeliverySlotKey = (typeof deliverySlots)[number]['key'];
export type DeliverySlot = (typeof deliverySlots)[number];
export const deliverySlotKeys = deliverySlots.map(({ key }) => key);

export function deliverySlot(key: DeliverySlotKey): DeliverySlot {
  const found = deliverySlots.find((slot) => slot.key === key);
  if (!found) throw new Error(`unknown delivery ${key}`);
  return found;
}

/** counts: the one that is to be acted on. void: 已作废. corrected: another filing puts it right. */
export const filingStandings = ['counts', 'void', 'corrected'] as const;
export type FilingStanding = (typeof filingStandings)[number];

export const filingStandingLabels: Readonly<Record<FilingStanding, string>> = {
  counts: '有效',
  void: '已作废',
  corrected: '已更正',
};

/** 台账编号: by year and inspecting unit, from 1. */
export interface RegisterNumber {
  readonly year: number;
  readonly n: number;
}

/** 〔2026〕3号; '' while a filing has none. */
export function registerNumberText(number: RegisterNumber | null): string {
  return number === null ? '' : `〔${number.year}〕${number.n}号`;
}

/** The year in whose register a filing is entered that is written now. */
export function registerYear(nowMs: number): number {
  return Number(localDate(nowMs).slice(0, 4));
}

/** One delivery's time, and a step's: reported is who was told last. */
export function latestOf(times: readonly (number | null)[]): number | null {
  const known = times.filter((time) => time !== null);
  return known.length === 0 ? null : Math.max(...known);
}

/** 第2版; '' for the first, which carries no mark. */
export function versionText(version: number): string {
  return version > 1 ? `第${version}版` : '';
}

export const paperFormatLabels = { print: '打印', pdf: '导出 PDF', docx: '导出 Word' } as const;
export type PaperFormat = keyof typeof paperFormatLabels;
