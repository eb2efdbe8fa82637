/**
 * What the simulator uses of the program, in one object: the program as it is, or (imported with `?program=old`) an
 * older one whose registry is shorter.
 */
import { writeEnterprise } from '../../db/assignment.ts';
import { appendAudit } from '../../db/audit.ts';
import { insertBundle } from '../../db/bundle.ts';
import { listConflicts } from '../../db/conflict.ts';
import { findAuthor, putDevice } from '../../db/device.ts';
import { issueFor } from '../../db/exchange/certify.ts';
import { openBundle } from '../../db/exchange/container/read.ts';
import { writeBundle } from '../../db/exchange/container/write.ts';
import { forgetOutside, putSent } from '../../db/exchange/delivery.ts';
import { takeIncoming } from '../../db/exchange/incoming.ts';
import { identifySender, openingIdentities, readTrust, recipientsOf } from '../../db/exchange/keys.ts';
import { composeOutgoing } from '../../db/exchange/outgoing.ts';
import { handedOverTo } from '../../db/handover.ts';
import { missingPrerequisites } from '../../db/exchange/prerequisites.ts';
import { seenHeadsOf } from '../../db/heads.ts';
import { putIdentity, requireIdentity } from '../../db/identity.ts';
import { renewIncarnation } from '../../db/incarnation.ts';
import { appendWrite } from '../../db/log/append.ts';
import { readHeads } from '../../db/log/record-heads.ts';
import { integrateOperations, parseOperation } from '../../db/log/integrate.ts';
import { rebuildProjections } from '../../db/log/rebuild.ts';
import { readAgainAfterUpgrade } from '../../db/log/upgrade.ts';
import { hearWaitingWord } from '../../db/peer.ts';
import { peerAuditState, putPeerAudit } from '../../db/peer-audit.ts';
import { entitySpec, entitySpecs } from '../../shared/log/registry.ts';

export const program = {
  appendAudit,
  appendWrite,
  composeOutgoing,
  entitySpec,
  entitySpecs,
  findAuthor,
  forgetOutside,
  handedOverTo,
  hearWaitingWord,
  identifySender,
  insertBundle,
  integrateOperations,
  issueFor,
  listConflicts,
  missingPrerequisites,
  openBundle,
  openingIdentities,
  parseOperation,
  peerAuditState,
  putDevice,
  putIdentity,
  putPeerAudit,
  putSent,
  readAgainAfterUpgrade,
  readHeads,
  rebuildProjections,
  readTrust,
  recipientsOf,
  renewIncarnation,
  requireIdentity,
  seenHeadsOf,
  takeIncoming,
  writeBundle,
  writeEnterprise,
};

export type Program = typeof program;
