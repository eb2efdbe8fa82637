/**
 * Who may write what. Depends only on the operation, the author's certified side and standing, the assignments that
 * are themselves in the log, and this table; never on when the operation arrived. design/exchange.md, Merge.
 */
import type { DeskSide } from '../rpc.ts';
import { deletedField, type EntitySpec, fieldSpec } from './entity.ts';
import { cityInternalPartition, cityPartition, townPartition } from './operation.ts';

export interface Author {
  readonly deviceId: string;
  readonly side: DeskSide;
  /** '' at the city. */
  readonly townId: string;
  /** `officer` when left out; a `leader` writes what he does, and suggests the rest. */
  readonly role?: string;
  /** Where the city's word for the laptop ends; absent while it stands. */
  readonly revokedAfter?: StreamCut;
}

/** How far streams counted at some moment: incarnation → last seq, by partition or of one partition. */
export type PartitionCut = ReadonlyMap<string, number>;
export type StreamCut = ReadonlyMap<string, PartitionCut>;

/** The assignments of one enterprise as the log has them. */
export interface Assignments {
  /** Every town the city ever assigned it to, or found writing in it when it assigned it; '' is no town. */
  readonly ever: ReadonlySet<string>;
  /** The towns it is assigned to now: one, or several while the city's own laptops disagree. */
  readonly current: ReadonlySet<string>;
  /** How far the towns had written, as the city knew when it assigned the enterprise anew. */
  readonly cuts: readonly PartitionCut[];
}

export const unassigned: Assignments = { ever: new Set(), current: new Set(), cuts: [] };

/** What is judged of an operation. */
export interface OperationClaim {
  readonly partition: string;
  readonly entityId: string;
  readonly incarnation: string;
  readonly seq: number;
  readonly fieldNames: readonly string[];
}

export const holdReasons = [
  'unknown-author',
  'not-owner',
  'foreign-partition',
  'reassigned',
  'revoked',
  'invalid-value',
  'misplaced',
  'elsewhere',
] as const;
export type HoldReason = (typeof holdReasons)[number];

/** Whether an operation of an author who may write is held all the same: a value nobody could show. */
export function valueReason(
  spec: EntitySpec,
  fields: Readonly<Record<string, { readonly value: unknown }>>,
): HoldReason | null {
  for (const [name, { value }] of Object.entries(fields)) {
    if (fieldSpec(spec, name)?.format.accepts(value) === false) return 'invalid-value';
  }
  return null;
}

/** Why an operation is held instead of shown, or null when its author may write it. */
export function holdReason(
  author: Author | undefined,
  claim: OperationClaim,
  spec: EntitySpec,
  assignments: Assignments = unassigned,
): HoldReason | null {
  if (!author) return 'unknown-author';
  if (!isInPlace(claim, spec)) return 'misplaced';
  if (author.revokedAfter && !isCovered(author.revokedAfter.get(claim.partition), claim)) return 'revoked';
  if (spec.ofTown === true && !isOfTown(claim, author)) return 'foreign-partition';
  if (author.role === leaderRole && !isLeaders(claim, author, spec)) return 'not-owner';
  if (author.side === 'city') return writesForeign(claim, spec, 'town') ? 'not-owner' : null;
  const { partition } = claim;
  if (partition === cityPartition || partition === cityInternalPartition) return 'foreign-partition';
  if (partition.startsWith('town:')) {
    return partition === townPartition(author.townId) ? ownerReason(claim, spec) : 'foreign-partition';
  }
  return ownerReason(claim, spec) ?? assignmentReason(author.townId, claim, spec, assignments);
}

/** Whether records of that entity are kept in such a partition at all. */
function isInPlace({ partition, entityId }: OperationClaim, { place }: EntitySpec): boolean {
  const isTown = partition.startsWith('town:');
  const isNamed = isTown || partition === cityPartition || partition === cityInternalPartition;
  switch (place) {
    case 'own':
      return partition === entityId && !isNamed;
    case 'enterprise':
      return !isNamed;
    case 'city':
      return partition === cityPartition;
    case 'desk':
      return isNamed;
    case 'town':
      return isTown;
    case 'any':
      return true;
  }
}

/** Whether the record is about an operation of the author's town. */
function isOfTown({ entityId }: OperationClaim, { side, townId }: Author): boolean {
  return side === 'town' && entityId.startsWith(`${townId}:`) && entityId.length === townId.length + 1 + 64;
}

/** 经办: a laptop of the office. */
export const officerRole = 'officer';
/** 挂钩领导's own laptop. */
export const leaderRole = 'leader';

/** What he did himself, and his laptop's names. What his town's officers suggested is not his to take back. */
function isLeaders({ entityId }: OperationClaim, { deviceId }: Author, spec: EntitySpec): boolean {
  if (spec.ofDevice === true) return entityId === deviceId;
  return spec.append === true && spec.ofTown !== true;
}

function ownerReason(claim: OperationClaim, spec: EntitySpec): HoldReason | null {
  return writesForeign(claim, spec, 'city') ? 'not-owner' : null;
}

/** Whether it writes a field that is that side's; a record is removed by the side that all of its fields belong to. */
function writesForeign({ fieldNames }: OperationClaim, spec: EntitySpec, owner: DeskSide): boolean {
  return fieldNames.some((name) =>
    name === deletedField
      ? Object.values(spec.fields).every((field) => field.owner === owner)
      : spec.fields[name]?.owner === owner,
  );
}

/**
 * A town writes in its own enterprises. What it wrote in another one counts as far as the city had it when it assigned
 * the enterprise anew; what it appends later (filings, visits, files) still counts, changes of facts become suggestions.
 */
function assignmentReason(
  townId: string,
  claim: OperationClaim,
  spec: EntitySpec,
  { ever, current, cuts }: Assignments,
): HoldReason | null {
  // The town's own find, which the city has not assigned yet, or an assignment that has not arrived.
  if (ever.size === 0 || current.has(townId)) return null;
  if (cuts.some((cut) => isCovered(cut, claim))) return null;
  const wroteBefore = cuts.some((cut) => cut.has(claim.incarnation));
  if (!ever.has(townId) && !wroteBefore) return 'foreign-partition';
  return spec.append ? null : 'reassigned';
}

function isCovered(cut: PartitionCut | undefined, { incarnation, seq }: OperationClaim): boolean {
  return (cut?.get(incarnation) ?? 0) >= seq;
}
