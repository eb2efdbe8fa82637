/** What a file may be added to from this desk, and which files are its to describe or take away. */
import type { AttachmentRecord } from '../db/attachment.ts';
import { findEnterprise } from '../db/enterprise.ts';
import { findFiling } from '../db/filing.ts';
import { findProblem } from '../db/problem.ts';
import { hasWritten } from '../db/record-author.ts';
import type { ReadDb } from '../db/sql.ts';
import { findVisit, type VisitRecord } from '../db/visit.ts';
import { attachmentEntity } from '../shared/enterprise/entity.ts';
import { AppError } from '../shared/errors.ts';
import { filingEntity } from '../shared/filing/entity.ts';
import { problemEntity } from '../shared/problem/entity.ts';
import { visitEntity } from '../shared/visit/entity.ts';
import {
  isEditable,
  isWritable,
  type KeptRecord,
  notEditable,
  requireEditable,
  requireWritable,
} from './editable.ts';
import type { HandlerContext } from './rpc.ts';

/**
 * To the enterprise itself, whoever keeps it; to a record of it, whoever writes of that. A leader adds to his own visits.
 * @throws record.not-found | enterprise.handed-over | enterprise.other-town | rpc.leaders-desk
 */
export function requireAttachable(
  db: ReadDb,
  { enterpriseId, aboutId }: Pick<AttachmentRecord, 'enterpriseId' | 'aboutId'>,
  context: HandlerContext,
): void {
  if (aboutId === '') {
    requireEditable(db, enterpriseId, context);
    return;
  }
  const about = findAbout(db, aboutId);
  if (about?.enterpriseId !== enterpriseId) throw new AppError('record.not-found');
  if (!isLeadersVisit(db, aboutId, context)) requireWritable(db, about, context);
}

/** Whether `requireAttachable` lets a file be added to the visit. */
export function isVisitAttachable(db: ReadDb, visit: VisitRecord, context: HandlerContext): boolean {
  return (
    isLeadersVisit(db, visit.id, context) || isWritable(db, { type: visitEntity.type, ...visit }, context)
  );
}

/** Who keeps the enterprise, and who added it. */
export function isOwnAttachment(
  db: ReadDb,
  { id, enterpriseId, aboutId }: Pick<AttachmentRecord, 'id' | 'enterpriseId' | 'aboutId'>,
  context: HandlerContext,
): boolean {
  const townId = findEnterprise(db, enterpriseId)?.townId ?? '';
  if (isEditable(db, { id: enterpriseId, townId }, context)) return true;
  // The enterprise's own files are its town's; those of a record are also theirs who added them.
  return aboutId !== '' && hasWritten(db, context.desk.identity, { type: attachmentEntity.type, id });
}

/** @throws enterprise.handed-over | enterprise.other-town | rpc.leaders-desk */
export function requireOwnAttachment(db: ReadDb, record: AttachmentRecord, context: HandlerContext): void {
  if (isOwnAttachment(db, record, context)) return;
  const { enterpriseId } = record;
  const townId = findEnterprise(db, enterpriseId)?.townId ?? '';
  throw notEditable(db, { id: enterpriseId, townId }, context);
}

function findAbout(db: ReadDb, id: string): KeptRecord | undefined {
  const filing = findFiling(db, id);
  if (filing) return { type: filingEntity.type, ...filing };
  const visit = findVisit(db, id);
  if (visit) return { type: visitEntity.type, ...visit };
  const problem = findProblem(db, id);
  return problem && { type: problemEntity.type, ...problem };
}

/** One that the leader whose laptop this is made, or wrote down. */
function isLeadersVisit(db: ReadDb, id: string, { desk: { identity } }: HandlerContext): boolean {
  if (identity.leaderId === '') return false;
  const visit = findVisit(db, id);
  if (!visit) return false;
  return (
    visit.leader.personId === identity.leaderId || hasWritten(db, identity, { type: visitEntity.type, id })
  );
}
