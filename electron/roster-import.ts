/** Writes what a roster says: one save for each enterprise, title and plan, inside the caller's one transaction. */
import { writeEnterprise } from '../db/assignment.ts';
import { randomId } from '../db/crypto.ts';
import { appendWrite, type LogAuthor } from '../db/log/append.ts';
import { newRecordId } from '../db/log/record-id.ts';
import type { LedgerForRoster } from '../db/roster.ts';
import type { WriteDb } from '../db/sql.ts';
import type { TitleRecord } from '../db/title.ts';
import { planEntity, titleEntity } from '../shared/enterprise/entity.ts';
import { type EnterpriseProfile, type PoolMembership, profileFields } from '../shared/enterprise/schema.ts';
import { suggestShortName } from '../shared/enterprise/short-name.ts';
import type { RosterDraft, RosterFields, RosterTitle } from '../shared/roster/draft.ts';
import type { RosterRow } from '../shared/roster/preview.ts';

/** `source` is kept with the plans: the file's name. */
export function writeRosterRow(
  db: WriteDb,
  author: LogAuthor,
  row: RosterRow,
  ledger: LedgerForRoster,
  source: string,
): void {
  const before = row.existingId === null ? undefined : ledger.byId.get(row.existingId);
  const id = before?.id ?? randomId();
  const { fields } = row.draft;
  writeEnterprise(db, author, {
    id,
    fields: {
      ...(before ? {} : { shortName: suggestShortName(fields.name ?? '') }),
      ...statedProfile(fields),
      // A town named in the city's file is a real assignment, whatever the sample said before.
      ...(fields.townId === undefined ? {} : { townId: fields.townId, sampleAssignment: false }),
      ...poolField(before?.pool ?? null, fields),
    },
  });
  writeTitles(db, author, id, row.draft, ledger.titles.get(id) ?? []);
  for (const { level, year } of newPlans(row.draft, ledger, id)) {
    const fields = { level, year, source };
    appendWrite(db, author, { spec: planEntity, id: newRecordId(id), partition: id, fields });
  }
}

function statedProfile(fields: RosterFields): Partial<EnterpriseProfile> {
  const stated = profileFields.flatMap((field) =>
    fields[field] === undefined ? [] : [[field, fields[field]]],
  );
  return Object.fromEntries(stated) as Partial<EnterpriseProfile>;
}

/** The pool after the row; nothing when the row says nothing about it. */
function poolField(
  before: PoolMembership | null,
  { inCityPool, pooledOn }: Pick<RosterFields, 'inCityPool' | 'pooledOn'>,
): { pool?: PoolMembership } {
  if (inCityPool === undefined && pooledOn === undefined) return {};
  if (inCityPool === false) {
    return before?.member === true ? { pool: { ...before, member: false } } : {};
  }
  const enteredOn = pooledOn ?? before?.enteredOn ?? '';
  const hasLeftSince = before !== null && !before.member && inCityPool === undefined;
  return { pool: hasLeftSince ? { ...before, enteredOn } : { member: true, enteredOn, leftOn: '' } };
}

/** A known title without dates is completed rather than entered a second time. */
function writeTitles(
  db: WriteDb,
  author: LogAuthor,
  enterpriseId: string,
  draft: RosterDraft,
  known: readonly TitleRecord[],
): void {
  const listed = known.filter((title) => title.level === 'provincial-pool');
  const stated: RosterTitle[] = [...draft.titles];
  if (draft.fields.inProvincialPool === true && listed.length === 0) {
    if (!stated.some((title) => title.level === 'provincial-pool')) {
      stated.push({ level: 'provincial-pool', grantedOn: '', validUntil: '' });
    }
  }
  for (const title of stated) {
    const same = known.find((one) => one.level === title.level && completes(title, one));
    const fields = {
      level: title.level,
      ...(title.grantedOn === '' ? {} : { grantedOn: title.grantedOn }),
      ...(title.validUntil === '' ? {} : { validUntil: title.validUntil }),
    };
    const id = same?.id ?? newRecordId(enterpriseId);
    appendWrite(db, author, { spec: titleEntity, id, partition: enterpriseId, fields });
  }
  if (draft.fields.inProvincialPool !== false) return;
  for (const { id } of listed) {
    const fields = { deleted: true };
    appendWrite(db, author, { spec: titleEntity, id, partition: enterpriseId, fields });
  }
}

/** The row contradicts no date that is known, and what it leaves blank may stay. */
function completes(stated: RosterTitle, known: RosterTitle): boolean {
  const agrees = (a: string, b: string): boolean => a === '' || b === '' || a === b;
  return agrees(stated.grantedOn, known.grantedOn) && agrees(stated.validUntil, known.validUntil);
}

function newPlans(draft: RosterDraft, ledger: LedgerForRoster, id: string): RosterDraft['plans'] {
  const known = ledger.plans.get(id) ?? [];
  return draft.plans.filter(
    (plan) => !known.some((one) => one.level === plan.level && one.year === plan.year),
  );
}
