import { z } from 'zod';
import { isMonth } from '../clock.ts';
import { action, query } from '../rpc.ts';
import { importOutcome } from './outcome.ts';
import { medium } from './parts.ts';
import { saveState } from './save-state.ts';

const month = z.string().refine(isMonth, { message: '月份应为“年-月”，例如 2026-11' });

/** The other side of an exchange. `townId` is '' at the city, `leaderId` '' for the laptops of an office. */
const peerId = z.object({
  side: z.enum(['city', 'town']),
  townId: z.string().max(80),
  leaderId: z.string().max(80).default(''),
});
export type PeerId = z.output<typeof peerId>;
const peer = z.object({ ...peerId.shape, leaderId: z.string(), name: z.string() });
export type PeerName = z.output<typeof peer>;

export const bundleRecord = z.object({
  id: z.string(),
  direction: z.enum(['in', 'out']),
  peer,
  month: z.string(),
  sizeBytes: z.int(),
  atMs: z.int(),
  /** One line for the officer. */
  summary: z.string(),
});
export type BundleRecord = z.output<typeof bundleRecord>;

export const exchangePeer = z.object({
  ...peer.shape,
  /** Whether a bundle can be encrypted to anyone there. */
  reachable: z.boolean(),
  /** Whether a laptop there has joined; one that is only invited can be written to as well. */
  hasLaptop: z.boolean(),
  lastInAtMs: z.int().nullable(),
  lastInMonth: z.string(),
  lastOutAtMs: z.int().nullable(),
  lastOutMonth: z.string(),
  /** 待导出: saves of this side that are in no bundle for the peer yet. */
  unsent: z.int(),
  /** 已导出待回执: saves in a bundle that no laptop of the peer has acknowledged yet. */
  awaiting: z.int(),
});
export type ExchangePeer = z.output<typeof exchangePeer>;

/** One field as it stands and as it would; in a conflict the old one is ours, the new one theirs. */
const fieldPreview = z.object({
  label: z.string(),
  oldText: z.string(),
  newText: z.string(),
  inConflict: z.boolean(),
  /** The conflict that stood here was decided: `newText` counts. */
  isSettled: z.boolean(),
});

const recordPreview = z.object({
  entityLabel: z.string(),
  entityId: z.string(),
  /** '' when only fields that do not name it change. */
  title: z.string(),
  isNew: z.boolean(),
  fields: z.array(fieldPreview),
});

/** The answer to a suggestion. */
const answerPreview = z.object({
  /** The suggestion. */
  opId: z.string(),
  enterpriseName: z.string(),
  /** What had been suggested, in words. */
  what: z.string(),
  outcome: z.enum(['accepted', 'declined']),
  /** Why it was declined. */
  reason: z.string(),
});
export type AnswerPreview = z.output<typeof answerPreview>;

/** An enterprise, or common records. */
export const partitionPreview = z.object({
  partition: z.string(),
  title: z.string(),
  isNew: z.boolean(),
  operations: z.int(),
  /** Of the whole bundle's, those that lie here. */
  conflicts: z.int(),
  suggestions: z.int(),
  kept: z.int(),
  records: z.array(recordPreview),
  answers: z.array(answerPreview),
  /** Writes kept aside because their author does not own the field. */
  held: z.array(
    z.object({ reason: z.string(), fields: z.array(z.object({ label: z.string(), text: z.string() })) }),
  ),
});
export type PartitionPreview = z.output<typeof partitionPreview>;

export const importPreview = z.object({
  /** Binds the import to this file and to what this desk holds now. */
  token: z.string(),
  bundleId: z.string(),
  from: z.object({ ...peer.shape, officer: z.string(), deviceName: z.string(), fingerprint: z.string() }),
  month: z.string(),
  /** Of a hand-over in several files. */
  part: z.object({ index: z.int(), count: z.int() }),
  createdAtMs: z.int(),
  /** By this laptop's clock it was made so long ago, or so far ahead, that one of the two clocks is wrong. */
  isDatedFarOff: z.boolean(),
  sizeBytes: z.int(),
  /** A laptop the city has not confirmed yet: compare the fingerprint, then confirm. */
  unconfirmed: z.boolean(),
  /** Whether it proved that it holds an invitation of ours; otherwise only the fingerprint can tell. */
  isInvited: z.boolean(),
  /** What must be imported before, in words; '' when nothing. */
  waitingFor: z.string(),
  /** The sender's laptop was put back to an earlier state since its last bundle. */
  wasPutBack: z.boolean(),
  /** When the same bundle was imported before; null when not. */
  importedAtMs: z.int().nullable(),
  operations: z.int(),
  ...importOutcome.shape,
  attachments: z.int(),
  /** Enterprises that would leave this desk, when they are more than a fifth. */
  retiring: z.array(z.string()),
  /** Names of enterprises that stay here, but only to be read: the city gave them to another town. */
  handedOver: z.array(z.string()),
  /** Names of enterprises whose records would be cleared here, because the city holds all of them. */
  clearing: z.array(z.string()),
  partitions: z.array(partitionPreview),
});
export type ImportPreview = z.output<typeof importPreview>;

export const importReport = z.object({
  ...importOutcome.shape,
  attachments: z.int(),
  /** Enterprises handed over whose records were cleared here, because the city holds all of them. */
  cleared: z.array(z.string()),
});
export type ImportReport = z.output<typeof importReport>;

/** A bundle in the inbox: verified or not, never lost until it is imported or thrown away. */
export const inboxEntry = z.object({
  name: z.string(),
  fileName: z.string(),
  peerName: z.string(),
  fingerprint: z.string(),
  month: z.string(),
  part: z.object({ index: z.int(), count: z.int() }),
  sizeBytes: z.int(),
  receivedAtMs: z.int(),
  state: z.enum(['ready', 'unconfirmed', 'waiting', 'quarantined']),
  /** What it waits for, or why nobody vouches for it; '' when ready. */
  explanation: z.string(),
  /** When the same bundle was imported before; null when not. */
  importedAtMs: z.int().nullable(),
});
export type InboxView = z.output<typeof inboxEntry>;

const namedFile = z.object({ fileName: z.string(), reason: z.string() });

const inboxImport = z.object({
  name: z.string(),
  fileName: z.string(),
  peerName: z.string(),
  peer,
  month: z.string(),
  /** null when it stays in the inbox. */
  report: importReport.nullable(),
  /** Why it stays. */
  obstacle: z.string(),
});
export type InboxImport = z.output<typeof inboxImport>;

const inboxName = z.object({ name: z.string().regex(/^[0-9a-f]{32}$/) });

export const heldReceipt = z.object({
  opId: z.string(),
  /** `theirs`: the other side holds a save of ours; `ours`: we hold one of theirs. */
  where: z.enum(['theirs', 'ours']),
  reason: z.string(),
  entityLabel: z.string(),
  partitionTitle: z.string(),
  /** `text` in words; '' when empty. */
  fields: z.array(z.object({ label: z.string(), text: z.string() })),
  writtenAtMs: z.int(),
});

/** Each save of this side and what became of it at the other. */
export const saveReceipt = z.object({
  opId: z.string(),
  /** The enterprise, or whose common records. */
  partitionTitle: z.string(),
  entityLabel: z.string(),
  /** What was written, in words. */
  text: z.string(),
  officer: z.string(),
  writtenAtMs: z.int(),
  state: saveState,
  /** Why it is set aside there, or what the owner answered; '' when nothing is to be said. */
  explanation: z.string(),
});
export type SaveReceipt = z.output<typeof saveReceipt>;

export const exportedFiles = z.object({
  /** Of its 交接单. */
  bundleId: z.string(),
  /** Of the first part. */
  path: z.string(),
  folder: z.string(),
  files: z.array(
    z.object({
      name: z.string(),
      sizeBytes: z.int(),
      /** One attachment alone is larger than the medium takes. */
      isOversized: z.boolean(),
    }),
  ),
  /** Only what the other side has not acknowledged yet. */
  isDelta: z.boolean(),
  sizeBytes: z.int(),
  operations: z.int(),
  attachments: z.int(),
});
export type ExportedFiles = z.output<typeof exportedFiles>;

export const exchangeContract = {
  'exchange.peers': query(z.object({}), z.array(exchangePeer)),
  'exchange.history': query(z.object({}), z.array(bundleRecord)),
  /** Saves that one side holds because their writer does not own the field. */
  'exchange.held': query(z.object({}), z.array(heldReceipt)),
  /** 待导出、待回执、已收、暂存: each save of this side, by the peer's own word; the latest first. */
  'exchange.saves': query(
    z.object({
      peer: peerId,
      /** Empty: all. */
      states: z.array(saveState).default([]),
      page: z.int().min(1).default(1),
    }),
    z.object({ saves: z.array(saveReceipt), total: z.int(), pageSize: z.int() }),
  ),
  /** Saves of this laptop that are in no bundle yet: lost when it goes back to a backup. `latest`: 某公司 联系人. */
  'exchange.unexported': query(z.object({}), z.object({ total: z.int(), latest: z.array(z.string()) })),
  /**
   * Writes the month's bundle where the officer says, reads it back, and only then names it; null when he chose no
   * place. `mode: full` is for a peer that lacks what a bundle with new contents only would build upon.
   */
  'exchange.export': action(
    z.object({
      to: peerId,
      month,
      medium: medium.default('stick'),
      mode: z.enum(['auto', 'full']).default('auto'),
    }),
    exportedFiles.nullable(),
  ),
  /** Opens the folder of the latest export. */
  'exchange.showExported': action(z.object({}), z.null()),
  /** Asks for a file, verifies it whole and rehearses the import; null when cancelled. Nothing is written. */
  'exchange.open': action(z.object({}), importPreview.nullable()),
  /** The rehearsal again, after something changed here. */
  'exchange.preview': action(z.object({ token: z.string() }), importPreview),
  /** The city confirms the laptop that made the bundle, after comparing its fingerprint. */
  'exchange.confirmDevice': action(z.object({ token: z.string() }), importPreview, { side: 'city' }),
  'exchange.inbox': query(z.object({}), z.array(inboxEntry)),
  /** Several files at once, or every bundle of a folder, into the inbox; nothing is imported yet. */
  'exchange.receive': action(
    z.object({ from: z.enum(['files', 'folder']) }),
    z
      .object({
        received: z.int(),
        refused: z.array(namedFile),
        /** What lay in the folder and was left alone, and why. */
        skipped: z.array(namedFile),
        /** Files of the system's own, which nobody put there. */
        ignored: z.int(),
      })
      .nullable(),
  ),
  /** Rehearses what lies in the inbox. */
  'exchange.previewInbox': action(inboxName, importPreview),
  /** Throws the copy in the inbox away. */
  'exchange.discard': action(inboxName, z.null()),
  /** Imports all that is ready, after one backup. */
  'exchange.importInbox': action(z.object({}), z.array(inboxImport)),
  'exchange.import': action(
    z.object({ token: z.string(), acceptRetiring: z.boolean().default(false) }),
    importReport,
  ),
};
