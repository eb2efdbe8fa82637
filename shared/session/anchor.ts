/**
 * The anchor: what stood in the database after its last commit, kept in a file outside the database and its backups.
 * design/exchange.md, Identity.
 */
import { z } from 'zod';

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const chainPoint = z.strictObject({ n: z.int().min(0), hash });

export const anchorRecord = z.strictObject({
  v: z.literal(2),
  incarnation: z.string().regex(/^[0-9a-f]{32}$/),
  /** The commit chain: grows with every transaction that added operations. */
  commits: chainPoint,
  /** The audit chain: grows with every unlock, backup, export. */
  audit: chainPoint,
  /** Of the machine's own id, which is not ours to show; '' where the machine has none. */
  machine: z.union([hash, z.literal('')]),
});
export type AnchorRecord = z.output<typeof anchorRecord>;

/** Why a database may have a twin that went on without it. */
export const anchorProblems = [
  /** No anchor, a torn one, or one of another program. */
  'anchor-missing',
  /** The folder was copied here from another machine. */
  'other-machine',
  /** The database ends before the anchor does. */
  'behind-anchor',
  /** The database has another history, or writes under another incarnation. */
  'other-history',
] as const;
export type AnchorProblem = (typeof anchorProblems)[number];

/** What the database and the machine say when the desk is opened. */
export interface AnchorFacts {
  readonly incarnation: string;
  readonly machine: string;
  /** The database's hashes at the numbers the anchor names; undefined past its end. */
  readonly commitHash: string | undefined;
  readonly auditHash: string | undefined;
}

/** Null when the database is the one the anchor was written for, or a later state of it. */
export function anchorProblem(anchor: AnchorRecord | undefined, facts: AnchorFacts): AnchorProblem | null {
  if (!anchor) return 'anchor-missing';
  // A machine that does not tell its id is not taken for another one.
  if (anchor.machine !== '' && facts.machine !== '' && anchor.machine !== facts.machine) {
    return 'other-machine';
  }
  if (facts.commitHash === undefined || facts.auditHash === undefined) return 'behind-anchor';
  const isSame =
    facts.commitHash === anchor.commits.hash &&
    facts.auditHash === anchor.audit.hash &&
    facts.incarnation === anchor.incarnation;
  return isSame ? null : 'other-history';
}
