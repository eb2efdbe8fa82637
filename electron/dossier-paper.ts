/** Gathers what 一企一册 prints: the same facts as the dossier's sections, in the same words. */
import { attachmentsByEnterprise } from '../db/attachment.ts';
import { meetingsNaming } from '../db/dossier.ts';
import { findEnterprise, type EnterpriseRecord } from '../db/enterprise.ts';
import { filingsByEnterprise } from '../db/filing.ts';
import { keepingTowns } from '../db/handover.ts';
import { linksByEnterprise } from '../db/link.ts';
import { plansByEnterprise } from '../db/plan.ts';
import type { ReadDb } from '../db/sql.ts';
import { titlesByEnterprise } from '../db/title.ts';
import { townNames } from '../db/town.ts';
import { sampleAssignmentLabel } from '../shared/annex7/sample-assignment.ts';
import { localDate } from '../shared/clock.ts';
import { levelOf } from '../shared/enterprise/levels.ts';
import { poolText, type TitleState, titleStateOn } from '../shared/enterprise/rules.ts';
import { AppError } from '../shared/errors.ts';
import { filingDomainLabels, filingStatusLabels } from '../shared/filing/rules.ts';
import { linkKindLabels } from '../shared/person/rules.ts';
import { sizeText } from '../shared/record/readable.ts';
import type { DeskIdentity } from './desk.ts';
import type { DossierPaper, DossierPaperSection } from './documents/dossier.ts';
import { problemSection, visitSection } from './dossier-service.ts';
import { cityName } from './party-names.ts';

const titleStates: Readonly<Record<TitleState, string>> = {
  valid: '有效',
  expired: '已过期',
  future: '尚未生效',
};

/** @throws AppError record.not-found */
export function gatherDossierPaper(
  db: ReadDb,
  id: string,
  { identity, nowMs }: { readonly identity: DeskIdentity; readonly nowMs: number },
): DossierPaper {
  const enterprise = findEnterprise(db, id);
  if (!enterprise) throw new AppError('record.not-found');
  const date = localDate(nowMs);
  const townName = townNames(db);
  const [year = '', month = '', day = ''] = date.split('-');
  const unit = identity.side === 'city' ? cityName : townName(identity.townId);
  return {
    enterpriseName: enterprise.name,
    imprint: `${unit}　${year}年${Number(month)}月${Number(day)}日`,
    profile: profile(enterprise, townText({ ...enterprise, keptBy: keepingTowns(db)(enterprise) }, townName)),
    sections: [
      titles(db, id, date),
      plans(db, id),
      links(db, id),
      filings(db, id),
      visitSection(db, id, date),
      problemSection(db, id, { today: date, nowMs }),
      meetings(db, enterprise),
      attachments(db, id),
    ],
  };
}

function townText(
  { townId, sampleAssignment, keptBy }: EnterpriseRecord & { readonly keptBy: string },
  townName: (id: string) => string,
): string {
  if (keptBy === '') return '未分派';
  const isSample = sampleAssignment && keptBy === townId;
  return isSample ? `${townName(keptBy)}（${sampleAssignmentLabel}）` : townName(keptBy);
}

function profile(enterprise: EnterpriseRecord, town: string): DossierPaper['profile'] {
  return [
    { label: '信用代码', value: enterprise.creditCode },
    { label: '简称', value: enterprise.shortName },
    { label: '所属镇区', value: town },
    { label: '市培育库', value: poolText(enterprise.pool) || '未入库' },
    { label: '成立日期', value: enterprise.foundedOn },
    { label: '行业', value: enterprise.industry },
    { label: '法定代表人', value: enterprise.legalRepresentative },
    { label: '联系人', value: [enterprise.contactName, enterprise.contactPhone].filter(Boolean).join('　') },
    { label: '主导产品', value: enterprise.mainProduct, wide: true },
    { label: '地址', value: enterprise.address, wide: true },
    ...(enterprise.formerNames.length === 0
      ? []
      : [{ label: '曾用名', value: enterprise.formerNames.join('、'), wide: true }]),
    ...(enterprise.note === '' ? [] : [{ label: '备注', value: enterprise.note, wide: true }]),
  ];
}

function titles(db: ReadDb, id: string, date: string): DossierPaperSection {
  return {
    title: '级别与称号',
    columns: [
      { label: '级别', widthMm: 68 },
      { label: '认定日期', widthMm: 25 },
      { label: '有效期至', widthMm: 25 },
      { label: '证书编号', widthMm: 27 },
      { label: '状态', widthMm: 18 },
    ],
    rows: titlesByEnterprise(db, id).map((title) => [
      levelOf(title.level).label,
      title.grantedOn,
      title.validUntil || '未载明',
      title.certificateNumber,
      titleStates[titleStateOn(title, date)],
    ]),
  };
}

function plans(db: ReadDb, id: string): DossierPaperSection {
  return {
    title: '申报计划',
    columns: [
      { label: '计划年度', widthMm: 25 },
      { label: '申报级别', widthMm: 93 },
      { label: '来源', widthMm: 45 },
    ],
    rows: plansByEnterprise(db, id).map((plan) => [
      `${plan.year}年`,
      levelOf(plan.level).label,
      plan.row === null ? plan.source : `${plan.source}第${plan.row}项`,
    ]),
    note: '申报计划不等于已获称号。',
  };
}

function links(db: ReadDb, id: string): DossierPaperSection {
  return {
    title: '挂钩联系',
    columns: [
      { label: '类别', widthMm: 30 },
      { label: '姓名', widthMm: 38 },
      { label: '单位和职务', widthMm: 47 },
      { label: '起止日期', widthMm: 48 },
    ],
    rows: linksByEnterprise(db, id).map((link) => [
      linkKindLabels[link.kind],
      link.personName,
      `${link.personUnit}${link.personPost}`,
      `${link.fromDate} 至 ${link.toDate || '今'}`,
    ]),
  };
}

function filings(db: ReadDb, id: string): DossierPaperSection {
  return {
    title: '检查处置报备',
    columns: [
      { label: '检查日期', widthMm: 25 },
      { label: '检查处置单位', widthMm: 50 },
      { label: '领域', widthMm: 15 },
      { label: '此次处置结论', widthMm: 41 },
      { label: '办理进度', widthMm: 32 },
    ],
    // The paper may be handed to the enterprise, which is told nothing of an inspection to come.
    rows: filingsByEnterprise(db, id)
      .filter(({ progress }) => progress.inspectedOn !== '')
      .map((filing) => [
        filing.inspectionDate,
        filing.inspectingUnit,
        filingDomainLabels[filing.domain],
        filing.thisConclusion,
        filingStatusLabels[filing.progress.status],
      ]),
  };
}

function meetings(db: ReadDb, { name, shortName, formerNames }: EnterpriseRecord): DossierPaperSection {
  return {
    title: '月度联席会议',
    columns: [
      { label: '会议日期', widthMm: 25 },
      { label: '涉及本企业的议题和议定事项', widthMm: 138 },
    ],
    rows: meetingsNaming(db, [name, shortName, ...formerNames]).map((meeting) => [
      meeting.heldOn || meeting.month,
      meeting.mentions.join('\n'),
    ]),
  };
}

function attachments(db: ReadDb, id: string): DossierPaperSection {
  return {
    title: '附件',
    columns: [
      { label: '文件名', widthMm: 73 },
      { label: '大小', widthMm: 20 },
      { label: '加入日期', widthMm: 25 },
      { label: '说明', widthMm: 45 },
    ],
    rows: attachmentsByEnterprise(db, id).map((attachment) => [
      attachment.name,
      sizeText(attachment.sizeBytes),
      localDate(attachment.addedAtMs),
      attachment.note,
    ]),
  };
}
