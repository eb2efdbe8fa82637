/** 交接单 of one bundle: what the database knows of it, as a paper. */
import { findBundle } from '../../db/bundle.ts';
import { findBundleDetail } from '../../db/bundle-detail.ts';
import { requireIdentity } from '../../db/identity.ts';
import type { ReadDb } from '../../db/sql.ts';
import { townNames } from '../../db/town.ts';
import { localDateTime } from '../../shared/clock.ts';
import { AppError } from '../../shared/errors.ts';
import { sizeText } from '../../shared/record/readable.ts';
import { type HandoverPaper, handoverDocx, handoverHtml } from '../documents/handover.ts';
import { renderPdf } from '../documents/pdf.ts';
import { type PaperFormat, savePaper } from '../save-paper.ts';
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
        renderPdf(handoverHtml(paper, services.paperFonts()), services.printing.toPdf, { maxPages: 1 }),
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
  const here = self.side === 'city' ? '市发改委' : townNames(db)(self.townId);
  const there = bundle.peerSide === 'city' ? '市发改委' : townNames(db)(bundle.peerTownId);
  const isSent = bundle.direction === 'out';
  return {
    month: bundle.month,
    from: isSent ? here : there,
    to: isSent ? there : here,
    officer: detail?.officer ?? '',
    device: detail ? `${detail.deviceName}（识别码 ${detail.fingerprint}）` : '',
    part:
      detail && detail.partCount > 1
        ? `第 ${detail.partIndex} 包，共 ${detail.partCount} 包，校验值为这一包的`
        : '',
    size: sizeText(bundle.sizeBytes),
    sha256: bundle.sha256,
    content: bundle.summary,
    outcome:
      isSent || !detail
        ? ''
        : `核验签名无误，导入 ${detail.added} 条，暂存待定 ${detail.held} 条，新增冲突 ${detail.conflicts} 项`,
    atLabel: isSent ? '导出时间' : '导入时间',
    at: localDateTime(bundle.atMs),
  };
}
