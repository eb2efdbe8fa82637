/** 领导、联络人. */
import { type LinkKind, plainKind } from '../shared/person/rules.ts';
import { plainDate } from './plain.ts';
import { all, get, type ReadDb, sql } from './sql.ts';

export interface PersonRecord {
  readonly id: string;
  readonly partition: string;
  readonly name: string;
  readonly post: string;
  readonly unit: string;
  readonly category: LinkKind;
  readonly phone: string;
  readonly inOfficeFrom: string;
  readonly inOfficeTo: string;
}

interface PersonRow {
  readonly id: string;
  readonly partition_id: string;
  readonly name: string;
  readonly post: string;
  readonly unit: string;
  readonly category: string;
  readonly phone: string;
  readonly in_office_from: string;
  readonly in_office_to: string;
}

const columns = sql`id, partition_id, name, post, unit, category, phone, in_office_from, in_office_to`;

export function findPerson(db: ReadDb, id: string): PersonRecord | undefined {
  const row = get<PersonRow>(db, sql`SELECT ${columns} FROM person WHERE id = ${id} AND deleted = 0`);
  return row ? toPerson(row) : undefined;
}

/** People of a kind (or all), by kind, unit and name. `date` leaves out who is not in office then. */
export function listPeople(db: ReadDb, filter: { category?: LinkKind; inOfficeOn?: string }): PersonRecord[] {
  const category = filter.category ?? '';
  const date = filter.inOfficeOn ?? '';
  return all<PersonRow>(
    db,
    sql`SELECT ${columns} FROM person
        WHERE deleted = 0
          AND (${category} = '' OR category = ${category})
          AND (${date} = '' OR in_office_to = '' OR in_office_to >= ${date})
        ORDER BY CASE category WHEN 'city-leader' THEN 1 WHEN 'town-leader' THEN 2 ELSE 3 END, unit, name, id`,
  ).map(toPerson);
}

function toPerson(row: PersonRow): PersonRecord {
  return {
    id: row.id,
    partition: row.partition_id,
    name: row.name,
    post: row.post,
    unit: row.unit,
    category: plainKind(row.category),
    phone: row.phone,
    inOfficeFrom: plainDate(row.in_office_from),
    inOfficeTo: plainDate(row.in_office_to),
  };
}
