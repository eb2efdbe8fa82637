/** What is computed from projected rows: the search lines of enterprises and people, the words of problems, how far a filing is. */
import { filingDeliveryEntity } from '../../shared/filing/case-entities.ts';
import { filingEntity } from '../../shared/filing/entity.ts';
import { deletedField, type EntitySpec } from '../../shared/log/entity.ts';
import { deriveFiling, deriveFilingsOf } from '../filing-derived.ts';
import { insertSearchLine, removeSearchLine } from '../search/lines.ts';
import { problemOfEntry, updateProblemWords } from '../search/problem-words.ts';
import { personSearchText, pinyinSortKey, searchText, splitSearchText } from '../search/pinyin.ts';
import { get, sql, value, type WriteDb } from '../sql.ts';

interface EnterpriseNames {
  readonly name: string;
  readonly former_names: string;
  readonly short_name: string;
  readonly credit_code: string;
}

/** A record whose row was just written. */
export interface ChangedEntity {
  readonly spec: EntitySpec;
  readonly entityId: string;
  /** It had no row before. */
  readonly isNew: boolean;
  /** Fields whose heads may have changed since the row was last written; the others stand as they were. */
  readonly written: ReadonlySet<string>;
  readonly partition: string;
  /** As the row had it before. */
  readonly before: { readonly partition: string } | undefined;
}

/** The fields a search line is made of. What else changes leaves it as it is. */
const searchedFields: Readonly<Record<string, readonly string[]>> = {
  enterprise: ['name', 'formerNames', 'shortName', 'creditCode', deletedField],
  person: ['name', deletedField],
  problem: ['title', 'detail', 'raisedOn', deletedField],
  problemEntry: ['problemId', 'facts', deletedField],
};

export function updateDerived(db: WriteDb, changed: ChangedEntity): void {
  if (db.isRehearsal) return; // nobody searches or filters in it
  const { spec, entityId, isNew, written } = changed;
  if (spec.type === filingEntity.type) updateFiling(db, changed);
  if (spec.type === filingDeliveryEntity.type) updateDelivered(db, changed);
  const searched = searchedFields[spec.type];
  if (!searched || !(isNew || searched.some((field) => written.has(field)))) return;
  switch (spec.type) {
    case 'enterprise':
      updateEnterpriseSearch(db, entityId, isNew);
      break;
    case 'person':
      updatePersonSearch(db, entityId, isNew);
      break;
    case 'problem':
      updateProblemWords(db, entityId);
      break;
    case 'problemEntry': {
      const problemId = problemOfEntry(db, entityId);
      if (problemId !== undefined) updateProblemWords(db, problemId);
    }
  }
}

/** A record's row is about to go: what was computed from it goes too. */
export function forgetDerived(db: WriteDb, spec: EntitySpec, entityId: string, removeRow: () => void): void {
  const filingId = spec.type === filingDeliveryEntity.type ? filingOf(db, entityId) : undefined;
  const problemId = spec.type === 'problemEntry' ? problemOfEntry(db, entityId) : entityId;
  removeRow();
  if (spec.type === 'enterprise' || spec.type === 'person') removeSearchLine(db, spec.type, entityId);
  if (spec.type.startsWith('problem') && problemId !== undefined) updateProblemWords(db, problemId);
  if (filingId !== undefined) deriveFiling(db, filingId);
}

const derivedFromFiling = ['progress', 'conclusion', 'thisConclusion'] as const;

function updateFiling(db: WriteDb, { entityId, isNew, written, partition, before }: ChangedEntity): void {
  if (isNew || before?.partition !== partition || derivedFromFiling.some((field) => written.has(field)))
    deriveFiling(db, entityId);
}

function updateDelivered(db: WriteDb, { entityId, isNew, written, partition, before }: ChangedEntity): void {
  if (!isNew && (written.has('filingId') || before?.partition !== partition)) {
    // It told of another one before, which is not known any more.
    for (const enterpriseId of new Set([before?.partition ?? partition, partition]))
      deriveFilingsOf(db, enterpriseId);
    return;
  }
  const filingId = filingOf(db, entityId);
  if (filingId !== undefined) deriveFiling(db, filingId);
}

function filingOf(db: WriteDb, deliveryId: string): string | undefined {
  return value<string>(db, sql`SELECT filing_id FROM filing_delivery WHERE id = ${deliveryId}`);
}

function updateEnterpriseSearch(db: WriteDb, id: string, isNew: boolean): void {
  if (!isNew) removeSearchLine(db, 'enterprise', id);
  const row = get<EnterpriseNames>(
    db,
    sql`SELECT name, former_names, short_name, credit_code FROM enterprise WHERE id = ${id} AND deleted = 0`,
  );
  if (!row) return;
  // First: the search line begins with the same name, and its syllables are remembered.
  const sortText = pinyinSortKey(row.name);
  const line = searchText({
    name: row.name,
    formerNames: textsOf(row.former_names),
    shortName: row.short_name,
    creditCode: row.credit_code,
  });
  insertSearchLine(db, 'enterprise', id, { sortText, ...splitSearchText(line) });
}

function updatePersonSearch(db: WriteDb, id: string, isNew: boolean): void {
  if (!isNew) removeSearchLine(db, 'person', id);
  const row = get<{ name: string }>(db, sql`SELECT name FROM person WHERE id = ${id} AND deleted = 0`);
  if (!row) return;
  insertSearchLine(db, 'person', id, {
    sortText: pinyinSortKey(row.name, 'person'),
    ...splitSearchText(personSearchText(row.name)),
  });
}

/** What a peer may have sent is read with care: anything but a list of texts is an empty list. */
function textsOf(json: string): string[] {
  const value: unknown = JSON.parse(json);
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
