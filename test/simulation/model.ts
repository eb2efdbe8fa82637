/**
 * The same decisions a second time, as plainly as they can be written, from nothing but the operations: what the
 * program keeps step by step must equal this.
 */
import type { OperationBody } from '../../shared/log/operation.ts';
import { canonicalJson } from '../../shared/log/canonical.ts';
import { isLeader, type Owner } from './parties.ts';

export interface ModelHead {
  readonly opId: string;
  /** canonical JSON */
  readonly value: string;
}

export interface Write {
  readonly id: string;
  readonly body: OperationBody;
}

export function writesOf(rows: readonly { readonly id: string; readonly bytes: Uint8Array }[]): Write[] {
  return rows.map(({ id, bytes }) => ({
    id,
    body: JSON.parse(Buffer.from(bytes).toString('utf8')) as OperationBody,
  }));
}

/** type/id → field → its heads, sorted by id: the writes that no other write of the field names as a parent. */
export function modelHeads(applied: readonly Write[]): Map<string, Map<string, ModelHead[]>> {
  const named = new Set<string>();
  for (const { body } of applied) {
    const record = body.entity.join('/');
    for (const [field, { parents }] of Object.entries(body.fields)) {
      for (const parent of parents) named.add(`${record} ${field} ${parent}`);
    }
  }
  const heads = new Map<string, Map<string, ModelHead[]>>();
  for (const { id, body } of applied) {
    const record = body.entity.join('/');
    for (const [field, { value }] of Object.entries(body.fields)) {
      if (named.has(`${record} ${field} ${id}`)) continue;
      const fields = heads.get(record) ?? new Map<string, ModelHead[]>();
      heads.set(record, fields);
      fields.set(field, [...(fields.get(field) ?? []), { opId: id, value: canonicalJson(value) }].sort(byId));
    }
  }
  return heads;
}

function byId(a: ModelHead, b: ModelHead): number {
  return a.opId < b.opId ? -1 : 1;
}

/** Fields that only the city may write: copied from design/exchange.md by hand, not read from the program. */
const cityFields: Readonly<Record<string, readonly string[] | 'all'>> = {
  town: 'all',
  title: 'all',
  plan: 'all',
  cityLeaderLink: 'all',
  handover: 'all',
  suggestionDecision: 'all',
  enterprise: ['townId', 'assignmentCut', 'sampleAssignment', 'pool'],
  problem: ['cityHandling'],
  assignedDecision: ['decisionId', 'meetingMonth', 'heldOn', 'what', 'who', 'dueDate', 'standing', 'basis'],
};

/** What a town that lost the enterprise may still write: records that are only ever added to, and what it takes back. */
const appended: readonly string[] = [
  'filing',
  'filingDelivery',
  'visit',
  'promise',
  'problem',
  'problemEntry',
  'attachment',
  'suggestionWithdrawal',
];

export type ModelAuthor = Owner;

/** What the city's own operations say of one enterprise. */
interface ModelAssignments {
  readonly ever: ReadonlySet<unknown>;
  readonly current: ReadonlySet<unknown>;
  /** `incarnation seq` of every position that some reassignment still let count */
  readonly cuts: readonly ReadonlyMap<string, number>[];
}

interface ModelCut {
  readonly streams: [incarnation: string, seq: number][];
  /** Absent in what an older program wrote. */
  readonly towns?: readonly string[];
}

/** enterprise → its assignments, from the city's operations that count. */
export function modelAssignments(cityWrites: readonly Write[]): Map<string, ModelAssignments> {
  const heads = modelHeads(cityWrites.filter(({ body }) => body.entity[0] === 'enterprise'));
  const found = new Map<string, ModelAssignments>();
  for (const { body } of cityWrites) {
    const [type, enterprise] = body.entity;
    const townId = body.fields['townId'];
    if (type !== 'enterprise' || !townId) continue;
    const before = found.get(enterprise);
    const cut = body.fields['assignmentCut']?.value as ModelCut | null | undefined;
    const current = heads.get(`enterprise/${enterprise}`)?.get('townId') ?? [];
    found.set(enterprise, {
      ever: new Set([
        ...(before?.ever ?? []),
        ...(cut?.towns ?? []),
        ...(townId.value === '' ? [] : [townId.value]),
      ]),
      current: new Set(current.map(({ value }) => JSON.parse(value) as unknown)),
      cuts: [...(before?.cuts ?? []), ...(cut ? [new Map(cut.streams)] : [])],
    });
  }
  return found;
}

/** Why the author's operation must be held; '' when it counts. */
export function modelHoldReason(
  author: ModelAuthor | undefined,
  body: OperationBody,
  assignments: ModelAssignments | undefined,
): string {
  if (!author) return 'unknown-author';
  const { partition, incarnation, seq } = body;
  const [type, id] = body.entity;
  // What a leader did himself counts; anything else is for his office.
  if (isLeader(author)) return type === 'filing' ? '' : 'not-owner';
  if (author.townId === '') return '';
  // Of one operation of a town, in the name of that town.
  if (type === 'suggestionWithdrawal' && id.split(':')[0] !== author.townId) return 'foreign-partition';
  if (partition === 'city' || partition === 'city-internal') return 'foreign-partition';
  if (partition.startsWith('town:') && partition !== `town:${author.townId}`) return 'foreign-partition';
  const owned = cityFields[type] ?? [];
  const isForeign = Object.keys(body.fields).some((field) => owned === 'all' || owned.includes(field));
  if (isForeign) return 'not-owner';
  if (partition.startsWith('town:') || !assignments || assignments.ever.size === 0) return '';
  if (assignments.current.has(author.townId)) return '';
  if (assignments.cuts.some((cut) => (cut.get(incarnation) ?? 0) >= seq)) return '';
  const wroteBefore = assignments.cuts.some((cut) => cut.has(incarnation));
  if (!assignments.ever.has(author.townId) && !wroteBefore) return 'foreign-partition';
  return appended.includes(type) ? '' : 'reassigned';
}
