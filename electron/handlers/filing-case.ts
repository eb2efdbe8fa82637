import {
  nextRegisterNumber,
  paperVersionsOf,
  reasonsOf,
  sharingNumber,
  voidingOf,
} from '../../db/filing-case.ts';
import { findFiling, type FilingRecord } from '../../db/filing.ts';
import { newRecordId } from '../../db/log/record-id.ts';
import type { WriteDb } from '../../db/sql.ts';
import { localDate } from '../../shared/clock.ts';
import { AppError } from '../../shared/errors.ts';
import { filingFields } from '../../shared/filing/contract.ts';
import type { filingCaseContract } from '../../shared/filing/case-contract.ts';
import { filingReasonEntity, filingVoidEntity } from '../../shared/filing/case-entities.ts';
import {
  deliverySlot,
  type DeliverySlotKey,
  registerNumberText,
  registerYear,
} from '../../shared/filing/case.ts';
import { progressWithout } from '../../shared/filing/progress.ts';
import { annex6Html } from '../documents/annex6.ts';
import { paperOfVersion, removeDeliveries, writeDelivery } from '../filing-case.ts';
import { requireCounting, requireOwnFiling, writeBeside, writeFiling } from '../filing-write.ts';
import type { HandlerContext, HandlersOf } from '../rpc.ts';
import { openDesk } from '../services.ts';

export const filingCaseHandlers: HandlersOf<typeof filingCaseContract> = {
  'filing.deliver': (db, { id, slot, delivery, seen }, context) => {
    const filing = requireCounting(db, id, context);
    // A minute of grace for the clock's rounding.
    if (delivery.atMs > context.nowMs + 60_000) throw new AppError('filing.future-time');
    requireConcluded(filing, slot);
    // The step follows from it, here and on every desk it comes to: the filing itself is not written.
    writeDelivery(db, filing, slot, delivery, context, seen);
    return null;
  },
  'filing.undeliver': (db, { id, slot }, context) => {
    const filing = requireCounting(db, id, context);
    removeDeliveries(db, filing, [slot], context);
    writeFiling(db, filing, { progress: progressWithout(filing.progress, slot) }, undefined, context);
    return null;
  },
  'filing.explain': (db, { id, warning, reason }, context) => {
    const { enterpriseId } = requireOwnFiling(db, id, context);
    writeBeside(
      db,
      enterpriseId,
      { spec: filingReasonEntity, fields: { filingId: id, warning, reason } },
      context,
    );
    return null;
  },
  'filing.unexplain': (db, { id, reasonId }, context) => {
    const { enterpriseId } = requireOwnFiling(db, id, context);
    if (!reasonsOf(db, id).some((reason) => reason.id === reasonId)) throw new AppError('record.not-found');
    writeBeside(
      db,
      enterpriseId,
      { spec: filingReasonEntity, id: reasonId, fields: { deleted: true } },
      context,
    );
    return null;
  },
  'filing.void': (db, { id, reason, voidedOn }, context) => {
    const { enterpriseId } = requireOwnFiling(db, id, context);
    if (voidedOn > localDate(context.nowMs)) throw new AppError('filing.future-time');
    if (voidingOf(db, id)) throw new AppError('filing.already-void');
    const fields = { filingId: id, reason, voidedOn };
    writeBeside(db, enterpriseId, { spec: filingVoidEntity, fields }, context);
    return null;
  },
  'filing.unvoid': (db, { id }, context) => {
    const { enterpriseId } = requireOwnFiling(db, id, context);
    // Two laptops may have voided it: all of it is taken back.
    for (let voiding = voidingOf(db, id); voiding; voiding = voidingOf(db, id))
      writeBeside(
        db,
        enterpriseId,
        { spec: filingVoidEntity, id: voiding.id, fields: { deleted: true } },
        context,
      );
    return null;
  },
  'filing.correct': (db, { id }, context) => {
    const original = requireCounting(db, id, context);
    const { progress, cityLeader } = original;
    const corrected = { id: newRecordId(original.enterpriseId), enterpriseId: original.enterpriseId };
    writeFiling(
      db,
      corrected,
      {
        ...filingFields.parse(original),
        ...(cityLeader ? { cityLeader } : {}),
        // What was done stays done; the corrected form is sent anew.
        progress:
          progress.status === 'sent' ? { ...progress, status: 'concluded', sentAtMs: null } : progress,
        registerNumber: nextRegisterNumber(db, original.inspectingUnit, registerYear(context.nowMs)),
        corrects: id,
      },
      undefined,
      context,
    );
    return { id: corrected.id };
  },
  'filing.number': (db, { id }, context) => {
    const filing = requireOwnFiling(db, id, context);
    const { registerNumber } = filing;
    if (registerNumber !== null && sharingNumber(db, filing).length === 0)
      return { number: registerNumberText(registerNumber) };
    const number = giveNumber(db, filing, context);
    return { number: registerNumberText(number) };
  },
  'filing.previewVersion': async (services, { id, versionId }) => {
    const { db } = openDesk(services);
    const version = paperVersionsOf(db, id).find((each) => each.id === versionId);
    if (!version || !findFiling(db, id)) throw new AppError('record.not-found');
    return { html: annex6Html(paperOfVersion(version), services.paperFonts()) };
  },
};

function giveNumber(db: WriteDb, filing: FilingRecord, context: HandlerContext) {
  const year = filing.registerNumber?.year ?? registerYear(context.nowMs);
  const registerNumber = nextRegisterNumber(db, filing.inspectingUnit, year);
  writeFiling(db, filing, { registerNumber }, undefined, context);
  return registerNumber;
}

/** The form is sent once a conclusion is made: before, there is nothing on it to be sent. */
function requireConcluded({ progress }: FilingRecord, slot: DeliverySlotKey): void {
  if (deliverySlot(slot).purpose !== 'send') return;
  if (progress.status !== 'concluded' && progress.status !== 'sent')
    throw new AppError('filing.step-not-next');
}
