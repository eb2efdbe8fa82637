/** 交接单 of one bundle: what the database knows of it, as a paper. */
import { type BundleEntry, findBundle } from '../../db/bundle.ts';
import { type BundleDetail, findBundleDetail } from '../../db/bundle-detail.ts';
import { filesOfHandOver } from '../../db/bundle-file.ts';
import { requireIdentity } from '../../db/identity.ts';
import type { ReadDb } from '../../db/sql.ts';
import { localDateTime } from '../../shared/clock.ts';
import { AppError } from '../../shared/errors.ts';
import { sizeText } from '../../shared/record/readable.ts';
import { type HandoverFile, type HandoverPaper, handoverDocx, handoverHtml } from '../documents/handover.ts';
import { renderPdf } from '../documents/pdf.ts';
import { type PaperFormat, savePaper } from '../save-paper.ts';
import { partyNames } from '../party-names.ts';
import { openDesk, type Services } from '../services.ts';

/** @throws AppError record.not-found */
export function receiptPaperHtml(services: Services, db: ReadDb, bundleId: string): string {
  return handoverHtml(receiptPaper(db, bundleId), services.paperFonts());
}

/** null when the officer chose no place. */
export function exportReceipt(
  services: Services,
  { bundleId, format }: { readonly bundleId: string; readonly format: PaperFormat },
): Promise<{ path: string } | null> {
  const paper = receiptPaper(openDesk(services).db, bundleId);
  const name = `数据交接单_${paper.from}至${paper.to}_${paper.month}`;
  return savePaper(
    services,
    { title: '保存交接单', name, format },
    {
      docx: () => handoverDocx(paper),
      pdf: () =>
        renderPdf(handoverHtml(paper, services.paperFonts()), services.printing.toPdf, {
          maxPages: paper.files.length > 1 ? 1 + Math.ceil(paper.files.length / filesPerPage) : 1,
        }),
    },
  );
}

export function printReceipt(services: Services, bundleId: string): Promise<boolean> {
  return services.printing.print(receiptPaperHtml(services, openDesk(services).db, bundleId));
}

function receiptPaper(db: ReadDb, bundleId: string): HandoverPaper {
  const bundle = findBundle(db, bundleId);
  if (!bundle) throw new AppError('record.not-found');
  const detail = findBundleDetail(db, bundleId);
  const self = requireIdentity(db);
  const nameOf = partyNames(db);
  const here = nameOf(self);
  const there = nameOf({
    side: bundle.peerSide,
    townId: bundle.peerTownId,
    leaderId: bundle.peerLeaderId ?? '',
  });
  const isSent = bundle.direction === 'out';
  const files = filesOf(db, bundle, detail);
  const sum = filesOfHandOver(db, bundleId).reduce((total, { sizeBytes }) => total + sizeBytes, 0);
  return {
    month: bundle.month,
    from: isSent ? here : there,
    to: isSent ? there : here,
    officer: detail?.officer ?? '',
    device: detail ? `${detail.deviceName}（电脑识别码 ${detail.fingerprint}）` : '',
    files,
    size: sizeText(Math.max(bundle.sizeBytes, sum)),
    absent: isSent ? '未记录' : '尚未导入',
    // As the sender's own receipt of the same bundle says it.
    content: isSent || !detail ? bundle.summary : contentOf(detail),
    outcome: isSent || !detail ? '' : `核验签名无误，${outcomeOf(bundle, detail)}`,
    atLabel: isSent ? '导出时间' : '导入时间',
    at: localDateTime(bundle.atMs),
  };
}

function contentOf({ operations, attachments, partCount }: BundleDetail): string {
  const parts = [`${operations} 条记录`];
  if (attachments > 0) parts.push(`${attachments} 个附件`);
  if (partCount > 1) parts.push(`分 ${partCount} 包`);
  return parts.join('，');
}

/** In the words of the list of bundles; a paper also says that there was nothing to settle. */
function outcomeOf({ summary }: BundleEntry, { conflicts }: BundleDetail): string {
  if (conflicts === 0) return `${summary}，没有冲突`;
  // The list did not name them in older programs.
  return summary.includes('冲突') ? summary : `${summary}，带来冲突 ${conflicts} 处`;
}

/** Every file has a line, one that is not known here too. */
function filesOf(db: ReadDb, bundle: BundleEntry, detail: BundleDetail | undefined): HandoverFile[] {
  const { partCount: count, partIndex } = detail ?? { partCount: 1, partIndex: 1 };
  const known = filesOfHandOver(db, bundle.id);
  // Of before each file was kept: the checksum is that of the one with the records, the size that of all.
  if (known.length === 0) {
    const { sha256, sizeBytes } = bundle;
    known.push({
      bundleId: bundle.id,
      groupId: bundle.id,
      partIndex,
      sha256,
      sizeBytes: count === 1 ? sizeBytes : 0,
    });
  }
  return Array.from({ length: count }, (_, at): HandoverFile => {
    const file = known.find((one) => one.partIndex === at + 1);
    return {
      size: file && file.sizeBytes > 0 ? sizeText(file.sizeBytes) : '',
      sha256: file?.sha256 ?? '',
    };
  });
}

/** Rows of the list on a page of its own. */
const filesPerPage = 12;
