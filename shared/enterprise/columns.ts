/** The columns of the ledger: one list for the screen, the column choice and the export, so that all show the same. */
import { linkKindLabels } from '../person/rules.ts';
import type { EnterpriseRow, EnterpriseSortKey } from './contract.ts';
import { levelOf } from './levels.ts';
import { highestFirst, poolText } from './rules.ts';

export interface EnterpriseColumn {
  readonly key: string;
  readonly title: string;
  /** '' for nothing. */
  readonly text: (row: EnterpriseRow) => string;
  readonly sort?: EnterpriseSortKey;
  /** Not shown until chosen. */
  readonly hidden?: boolean;
  /** Width on the screen in px, and in the exported sheet in characters. */
  readonly width: number;
  readonly sheetWidth: number;
}

/** In the order of the screen. */
export const enterpriseColumns: readonly EnterpriseColumn[] = [
  { key: 'name', title: '企业名称', text: (row) => row.name, sort: 'name', width: 220, sheetWidth: 36 },
  { key: 'shortName', title: '简称', text: (row) => row.shortName, hidden: true, width: 120, sheetWidth: 16 },
  {
    key: 'town',
    title: '所属镇区',
    text: (row) => row.townName + (row.sampleAssignment ? '（示例分派）' : ''),
    sort: 'town',
    width: 130,
    sheetWidth: 22,
  },
  {
    key: 'level',
    title: '现有级别',
    text: (row) =>
      highestFirst(row.levels)
        .map((key) => levelOf(key).shortLabel)
        .join('、'),
    sort: 'level',
    width: 144,
    sheetWidth: 30,
  },
  {
    key: 'pool',
    title: '市培育库',
    text: (row) => poolText(row.pool),
    sort: 'pool',
    width: 118,
    sheetWidth: 16,
  },
  {
    key: 'plan',
    title: '申报计划',
    text: (row) => row.plans.map(({ year, level }) => `${year} ${levelOf(level).shortLabel}`).join('、'),
    width: 162,
    sheetWidth: 40,
  },
  {
    key: 'cityLeader',
    title: `挂钩${linkKindLabels['city-leader']}`,
    text: (row) => row.links['city-leader'].join('、'),
    width: 114,
    sheetWidth: 14,
  },
  {
    key: 'townLeader',
    title: linkKindLabels['town-leader'],
    text: (row) => row.links['town-leader'].join('、'),
    width: 128,
    sheetWidth: 14,
  },
  {
    key: 'department',
    title: linkKindLabels.department,
    text: (row) => row.links.department.join('、'),
    hidden: true,
    width: 140,
    sheetWidth: 24,
  },
  {
    key: 'creditCode',
    title: '统一社会信用代码',
    text: (row) => row.creditCode,
    sort: 'creditCode',
    hidden: true,
    width: 180,
    sheetWidth: 24,
  },
  { key: 'industry', title: '行业', text: (row) => row.industry, hidden: true, width: 140, sheetWidth: 20 },
  {
    key: 'mainProduct',
    title: '主导产品',
    text: (row) => row.mainProduct,
    hidden: true,
    width: 180,
    sheetWidth: 30,
  },
  {
    key: 'legalRepresentative',
    title: '法定代表人',
    text: (row) => row.legalRepresentative,
    hidden: true,
    width: 110,
    sheetWidth: 12,
  },
  { key: 'contactName', title: '联系人', text: (row) => row.contactName, width: 84, sheetWidth: 12 },
  { key: 'contactPhone', title: '联系电话', text: (row) => row.contactPhone, width: 124, sheetWidth: 18 },
  { key: 'address', title: '地址', text: (row) => row.address, hidden: true, width: 220, sheetWidth: 40 },
  {
    key: 'foundedOn',
    title: '成立日期',
    text: (row) => row.foundedOn,
    sort: 'foundedOn',
    hidden: true,
    width: 110,
    sheetWidth: 12,
  },
  {
    key: 'formerNames',
    title: '曾用名',
    text: (row) => row.formerNames.join('、'),
    hidden: true,
    width: 200,
    sheetWidth: 36,
  },
  { key: 'note', title: '备注', text: (row) => row.note, hidden: true, width: 200, sheetWidth: 40 },
];
