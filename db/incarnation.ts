/** From here this database writes under a new incarnation: the officer is told, and the audit log keeps why. */
import type { AuditEvent } from '../shared/audit/events.ts';
import type { NoticeDetail, NoticeKind } from '../shared/notice/texts.ts';
import type { AnchorProblem } from '../shared/session/anchor.ts';
import { type AuditDetail, appendAudit } from './audit.ts';
import { rotateIncarnation } from './identity.ts';
import { putNotice } from './notice.ts';
import type { WriteDb } from './sql.ts';

/** The three ways in which a laptop notices that history may have forked, and the one in which it does so itself. */
export type Rotation =
  | { readonly reason: AnchorProblem }
  /** After an unclean end the database lacks saves that the anchor knows; its files as found are kept. */
  | { readonly reason: 'saves-missing'; readonly quarantine: string }
  /** A bundle brought operations of this laptop's own incarnation that it did not have. */
  | { readonly reason: 'own-returned'; readonly count: number }
  | {
      readonly reason: 'restore';
      readonly backup: string;
      /** The folder the database before it went to; '' when there was none. */
      readonly quarantine: string;
      /** When the backup was made, as the officer reads it. */
      readonly time: string;
    };

/** @returns the new incarnation. */
export function renewIncarnation(db: WriteDb, rotation: Rotation, nowMs: number): string {
  const incarnation = rotateIncarnation(db);
  const { event, detail, notice, said } = wordsOf(rotation);
  appendAudit(db, event, detail, nowMs);
  putNotice(db, notice, said, nowMs);
  return incarnation;
}

interface Words {
  readonly event: AuditEvent;
  readonly detail: AuditDetail;
  readonly notice: NoticeKind;
  readonly said: NoticeDetail;
}

function wordsOf(rotation: Rotation): Words {
  switch (rotation.reason) {
    case 'behind-anchor':
    case 'other-history':
      return { event: 'rolled-back', detail: {}, notice: 'rolled-back', said: {} };
    case 'anchor-missing':
    case 'other-machine':
      return { event: rotation.reason, detail: {}, notice: rotation.reason, said: {} };
    case 'saves-missing': {
      const { quarantine } = rotation;
      return {
        event: 'rolled-back',
        detail: { quarantine },
        notice: 'saves-missing',
        said: { quarantine },
      };
    }
    case 'own-returned': {
      const { count } = rotation;
      return { event: 'own-returned', detail: { count }, notice: 'own-returned', said: { count } };
    }
    case 'restore': {
      const { backup, quarantine, time } = rotation;
      const notice = quarantine === '' ? 'restored-alone' : 'restored';
      return { event: 'restore', detail: { backup, quarantine }, notice, said: { time } };
    }
  }
}
