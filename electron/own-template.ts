/** A filing in the office's own template: what goes into each placeholder. */
import type { FilingRecord } from '../db/filing.ts';
import { findPaperTemplate, paperTemplateBytes } from '../db/paper-template.ts';
import type { ReadDb } from '../db/sql.ts';
import { AppError } from '../shared/errors.ts';
import { registerNumberText } from '../shared/filing/case.ts';
import { type Annex6Paper, firstDiscoveredText } from './documents/annex6-rows.ts';
import { changedMark } from './documents/annex6.ts';
import { chineseDate } from './documents/chinese-date.ts';
import { fillTemplate, openTemplate, type TemplateValues } from './documents/template.ts';

/** @throws AppError template.gone, when it was removed meanwhile | template.unusable */
export function inOwnTemplate(
  db: ReadDb,
  paper: Annex6Paper,
  filing: Pick<FilingRecord, 'registerNumber' | 'inspectionDate'>,
): Uint8Array {
  const bytes = paperTemplateBytes(db);
  if (!bytes) throw new AppError('template.gone');
  return fillTemplate(openTemplate(bytes, findPaperTemplate(db)?.name ?? ''), valuesOf(paper, filing));
}

function valuesOf(
  paper: Annex6Paper,
  { registerNumber, inspectionDate }: Pick<FilingRecord, 'registerNumber' | 'inspectionDate'>,
): TemplateValues {
  return {
    检查处置单位: paper.inspectingUnit,
    企业名称: paper.enterpriseName,
    挂钩联系市领导: paper.cityLeader,
    检查依据和原因: paper.basisAndReason,
    检查情况: paper.findings,
    处置结论: paper.conclusion,
    存在问题是否首次发现: firstDiscoveredText(paper),
    此次处置结论: paper.thisConclusion,
    编号: registerNumberText(registerNumber),
    检查日期: chineseDate(inspectionDate),
    版本标记: changedMark(paper),
  };
}
