/** Local writes: one save, one operation, projected in the same transaction. */
import { canonicalJson } from '../../shared/log/canonical.ts';
import {
  deletedField,
  type EntitySpec,
  type FieldSpecs,
  type FieldValue,
  fieldSpec,
} from '../../shared/log/entity.ts';
import {
  type Assignments,
  type HoldReason,
  holdReason,
  type OperationClaim,
  unassigned,
} from '../../shared/log/authority.ts';
import { type Head, shownHead } from '../../shared/log/merge.ts';
import { hasOversizedString } from '../../shared/log/operation-check.ts';
import {
  type OperationBody,
  operationLimits,
  operationVersion,
  putKind,
} from '../../shared/log/operation.ts';
import type { DeskSide } from '../../shared/rpc.ts';
import { AppError } from '../../shared/errors.ts';
import { handedOverTo } from '../handover.ts';
import { get, type ReadDb, sql, type WriteDb } from '../sql.ts';
import { townNames } from '../town.ts';
import { readAssignments } from './assignments.ts';
import { foldEntity } from './fold.ts';
import { readHeads } from './record-heads.ts';
import { parseOperation } from './integrate.ts';
import { insertOperation, parseBody } from './op.ts';
import { tickClock } from './clock.ts';
import { noteStream, type StreamEnd, streamEnd } from './stream.ts';

/** Who writes, on which laptop, when. */
export interface LogAuthor {
  readonly deviceId: string;
  readonly incarnation: string;
  readonly side: DeskSide;
  /** '' at the city. */
  readonly townId: string;
  /** `officer` when left out. */
  readonly role?: string;
  readonly nowMs: number;
}

/** field → ids of the heads the user saw; a field not named was seen empty. Absent as a whole: what stands now was seen. */
export type SeenHeads = Readonly<Record<string, readonly string[]>>;

export interface RecordWrite<Fields extends FieldSpecs> {
  readonly spec: EntitySpec<Fields>;
  readonly id: string;
  readonly partition: string;
  readonly fields: Partial<Record<(keyof Fields & string) | 'deleted', FieldValue>>;
  readonly seen?: SeenHeads;
  /** Another side's field: the write is kept and sent as a suggestion, and changes nothing here. */
  readonly asSuggestion?: boolean;
  /** 理由: goes with a suggestion, and with nothing else. */
  readonly suggestionReason?: string;
  /** The value was chosen between others (a conflict settled): it counts even when it is one of those seen. */
  readonly isDecision?: boolean;
  /** Every field is written, also with what stands in it: who changes one without knowing of this write meets a conflict. */
  readonly isRestated?: boolean;
}

/**
 * Appends one operation with the fields that differ from what stands, and projects it.
 * @returns the operation's id, or null when nothing changed.
 * @throws AppError log.bad-value | log.not-yours (this desk does not own a field) | enterprise.handed-over | record.seen-unknown |
 * log.too-large | log.unfit
 */
export function appendWrite<Fields extends FieldSpecs>(
  db: WriteDb,
  author: LogAuthor,
  write: RecordWrite<Fields>,
): string | null {
  const { spec, id: entityId, partition } = write;
  if (!isAdded(spec)) assertKeptHere(db, author, partition);
  const heads = readHeads(db, spec.type, entityId);
  const fields: OperationBody['fields'] = {};
  for (const [field, value] of Object.entries(write.fields)) {
    if (value === undefined) continue;
    const description = fieldSpec(spec, field);
    if (!description) throw new Error(`${spec.type} has no field ${field}`);
    const standing = heads.get(field) ?? [];
    const normal = normalise(value);
    const { label, format } = description;
    if (!format.accepts(normal)) throw new AppError('log.bad-value', { field: label, format: format.hint });
    const seen = write.seen && (write.seen[field] ?? []);
    const seenValues = seen?.map(
      (opId) =>
        standing.find((head) => head.opId === opId)?.value ??
        writtenValue(db, [spec.type, entityId], field, opId),
    );
    const sawMore = write.isDecision === true && (seen?.length ?? 0) > 1;
    if (!sawMore && !write.isRestated && isUnchanged(standing, canonicalJson(normal), seen)) continue;
    if (!write.isDecision && !write.isRestated && seenValues?.includes(canonicalJson(normal))) continue;
    const parents = seen ?? seenBy(heads, field, normal);
    fields[field] = {
      value: normal as OperationBody['fields'][string]['value'],
      // More than one operation may name: what it leaves standing, the next write replaces.
      parents: [...new Set(parents)].sort().slice(0, operationLimits.parents),
    };
  }
  if (Object.keys(fields).length === 0) return null;
  const end = streamEnd(db, partition, author.incarnation);
  const claim = {
    partition,
    entityId,
    incarnation: author.incarnation,
    seq: end.seq + 1,
    fieldNames: Object.keys(fields),
  };
  const reason = holdReason(author, claim, spec, assignmentsFor(db, author, partition));
  if (reason && !write.asSuggestion) throw new AppError('log.not-yours');
  const why = reason ? (write.suggestionReason ?? '').normalize('NFC') : '';
  const entity: OperationBody['entity'] = [spec.type, entityId];
  const { opId, body } = store(db, author, { partition, entity, fields, end, why }, reason);
  if (reason) db.touched.add('suggestion');
  else if (!foldEntity(db, spec, entityId, [{ id: opId, side: author.side, body }], { heads })) {
    // The record is kept in another partition: its writes go there.
    throw new AppError('log.not-yours');
  }
  return opId;
}

/**
 * Says what stands of a record once more in another partition, for readers who do not get the record's own. Here, and
 * wherever both are known, the copy is held as written `elsewhere`: it names what it repeats, so the record stays at home
 * (shared/log/home.ts).
 */
export function appendCopy(
  db: WriteDb,
  author: LogAuthor,
  { spec, id: entityId, partition }: Pick<RecordWrite<EntitySpec['fields']>, 'spec' | 'id' | 'partition'>,
): void {
  const fields: OperationBody['fields'] = {};
  for (const [field, standing] of readHeads(db, spec.type, entityId)) {
    const shown = shownHead(standing, fieldSpec(spec, field)?.owner ?? 'both');
    if (!shown) continue;
    const value = JSON.parse(shown.value) as OperationBody['fields'][string]['value'];
    fields[field] = { value, parents: standing.map((head) => head.opId).sort() };
  }
  if (Object.keys(fields).length === 0) return;
  const end = streamEnd(db, partition, author.incarnation);
  store(db, author, { partition, entity: [spec.type, entityId], fields, end }, 'elsewhere');
}

/** One more operation at the end of this laptop's stream, in the log and in no projection yet. */
function store(
  db: WriteDb,
  author: LogAuthor,
  {
    partition,
    entity,
    fields,
    end,
    why = '',
  }: Pick<OperationBody, 'partition' | 'entity' | 'fields'> & {
    readonly end: StreamEnd;
    /** 理由 of a suggestion. */
    readonly why?: string;
  },
  reason: HoldReason | null,
): { readonly opId: string; readonly body: OperationBody } {
  const body: OperationBody = {
    v: operationVersion,
    partition,
    incarnation: author.incarnation,
    seq: end.seq + 1,
    prev: end.lastId,
    author: author.deviceId,
    hlc: [...tickClock(db, author.nowMs)] as [number, number],
    wall: author.nowMs,
    kind: putKind,
    entity,
    fields,
    ...(why === '' ? {} : { reason: why }),
  };
  const bytes = Buffer.from(canonicalJson(body), 'utf8');
  // What every other desk would refuse must not be written here.
  if (bytes.length > operationLimits.operationBytes || hasOversizedString(fields)) {
    throw new AppError('log.too-large');
  }
  const opId = readBack(bytes);
  insertOperation(db, {
    id: opId,
    body,
    bytes,
    side: author.side,
    state: reason ? 'held' : 'applied',
    holdReason: reason ?? '',
    receivedAtMs: author.nowMs,
  });
  if (!end.isHere) noteStream(db, partition, author.incarnation);
  return { opId, body };
}

/** Whether this desk may write the fields of a record now. */
export function mayWrite(
  db: ReadDb,
  author: LogAuthor,
  spec: EntitySpec,
  write: Pick<OperationClaim, 'partition' | 'entityId' | 'fieldNames'>,
): boolean {
  const { partition } = write;
  const { incarnation } = author;
  const seq = streamEnd(db, partition, incarnation).seq + 1;
  const claim = { ...write, incarnation, seq };
  if (author.side === 'town' && handedOverTo(db, author.townId, partition) !== undefined) return false;
  return holdReason(author, claim, spec, assignmentsFor(db, author, partition)) === null;
}

/** Counts also where the town keeps the enterprise no more: which of it may be written is the handlers' to say. */
const isAdded = ({ append, ofTown }: EntitySpec): boolean => append === true && ofTown !== true;

/** An enterprise that the city gave to another town is read-only here. */
function assertKeptHere(db: ReadDb, author: LogAuthor, partition: string): void {
  if (author.side !== 'town') return;
  const to = handedOverTo(db, author.townId, partition);
  if (to !== undefined) throw new AppError('enterprise.handed-over', { town: townNames(db)(to) });
}

/** Only a town's right to write depends on assignments. */
function assignmentsFor(db: ReadDb, author: LogAuthor, partition: string): Assignments {
  return author.side === 'town' ? readAssignments(db, partition) : unassigned;
}

/**
 * Who deletes a record says all of it that was seen, so that a change which was not seen can be told later. Any other
 * write says what was seen of its field.
 */
function seenBy(heads: ReadonlyMap<string, readonly Head[]>, field: string, value: FieldValue): string[] {
  const standing = (heads.get(field) ?? []).map((head) => head.opId);
  if (field !== deletedField || value !== true) return standing;
  return [...new Set([...standing, ...[...heads.values()].flat().map((head) => head.opId)])];
}

/** A value already stands and the user saw it stand: writing it again would say nothing. */
function isUnchanged(standing: readonly Head[], value: string, seen: readonly string[] | undefined): boolean {
  const [only] = standing;
  if (standing.length !== 1 || !only) return false;
  return only.value === value && (seen === undefined || seen.includes(only.opId));
}

/**
 * What a seen operation wrote in the field, as canonical text. A form sends all its fields: one that still holds what
 * was seen was not touched. Writing it would set an old value against a newer one that came in meanwhile, or settle a
 * conflict nobody looked at.
 * @throws AppError record.seen-unknown when there is no such write of this record's field: its name would stay in the
 * log for ever as something that was replaced.
 */
function writtenValue(
  db: WriteDb,
  [type, entityId]: readonly [type: string, entityId: string],
  field: string,
  opId: string,
): string {
  const row = get<{ bytes: Uint8Array }>(
    db,
    sql`SELECT bytes FROM op WHERE id = ${opId} AND entity_type = ${type} AND entity_id = ${entityId}`,
  );
  const write = row && parseBody(row.bytes).fields[field];
  // A deletion has seen the whole record.
  if (!row || (!write && field !== deletedField)) throw new AppError('record.seen-unknown');
  return write ? canonicalJson(write.value) : '';
}

/**
 * Nothing enters the log that another laptop, or this one, could not read: one such operation would stop every
 * exchange. @returns the operation's id
 */
function readBack(bytes: Uint8Array): string {
  try {
    return parseOperation(bytes).id;
  } catch (error) {
    if (error instanceof AppError) throw new AppError('log.unfit');
    throw error;
  }
}

/** NFC everywhere, so that equal text is equal bytes. */
function normalise(value: FieldValue): FieldValue {
  if (typeof value === 'string') return value.normalize('NFC');
  if (Array.isArray(value)) return value.map((item) => normalise(item as FieldValue)) as FieldValue;
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, normalise(item)]));
  }
  return value;
}
