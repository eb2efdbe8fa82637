/** What is kept beside filings: deliveries, reasons given, voidings, paper versions, register numbers. */
import { type DeliveryFacts, deliveryFacts } from '../shared/filing/case-entities.ts';
import { type DeliverySlotKey, deliverySlotKeys, type RegisterNumber } from '../shared/filing/case.ts';
import { plainDate } from './plain.ts';
import { all, get, type ReadDb, sql, value } from './sql.ts';

export interface DeliveryRecord {
  readonly id: string;
  readonly slot: DeliverySlotKey;
  readonly facts: DeliveryFacts;
}

/** Every record of its own enterprise, the first written first: two laptops may have told of one recipient. */
export function allDeliveriesOf(db: ReadDb, filingId: string): DeliveryRecord[] {
  const rows = all<{ id: string; slot: string; facts: string }>(
    db,
    sql`SELECT id, slot, facts FROM filing_delivery WHERE deleted = 0 AND filing_id = ${filingId}
          AND partition_id = (SELECT partition_id FROM filing WHERE id = ${filingId})
        ORDER BY hlc_ms, id`,
  );
  return rows.flatMap(({ id, slot: name, facts }) => {
    const slot = deliverySlotKeys.find((key) => key === name);
    const read = deliveryFacts.safeParse(JSON.parse(facts));
    return slot && read.success ? [{ id, slot, facts: read.data }] : [];
  });
}

/** The latest written of each recipient; a slot that this program does not know is left out. */
export function deliveriesOf(db: ReadDb, filingId: string): DeliveryRecord[] {
  const found = new Map(allDeliveriesOf(db, filingId).map((delivery) => [delivery.slot, delivery]));
  return deliverySlotKeys.flatMap((key) => found.get(key) ?? []);
}

export interface ReasonRecord {
  readonly id: string;
  readonly warning: string;
  readonly reason: string;
  readonly writtenAtMs: number;
}

/** The first given first. */
export function reasonsOf(db: ReadDb, filingId: string): ReasonRecord[] {
  return all<{ id: string; warning: string; reason: string; hlc_ms: number }>(
    db,
    sql`SELECT id, warning, reason, hlc_ms FROM filing_reason WHERE deleted = 0 AND filing_id = ${filingId}
        ORDER BY hlc_ms, id`,
  ).map(({ id, warning, reason, hlc_ms }) => ({ id, warning, reason, writtenAtMs: hlc_ms }));
}

export interface VoidRecord {
  readonly id: string;
  readonly reason: string;
  readonly voidedOn: string;
}

/** The first voiding that was not taken back; undefined for a filing that counts. */
export function voidingOf(db: ReadDb, filingId: string): VoidRecord | undefined {
  const row = get<{ id: string; reason: string; voided_on: string }>(
    db,
    sql`SELECT id, reason, voided_on FROM filing_void WHERE deleted = 0 AND filing_id = ${filingId}
        ORDER BY hlc_ms, id LIMIT 1`,
  );
  return row && { id: row.id, reason: row.reason, voidedOn: plainDate(row.voided_on) };
}

export interface PaperVersion {
  readonly id: string;
  readonly version: number;
  /** What the paper said, field by field. */
  readonly content: Readonly<Record<string, string>>;
  readonly format: string;
  readonly madeAtMs: number;
}

/** The first version first. */
export function paperVersionsOf(db: ReadDb, filingId: string): PaperVersion[] {
  return all<{
    id: string;
    version: number | null;
    content: string;
    format: string;
    made_at_ms: number | null;
  }>(
    db,
    sql`SELECT id, version, content, format, made_at_ms FROM filing_paper
        WHERE deleted = 0 AND filing_id = ${filingId} ORDER BY version, made_at_ms, id`,
  ).map(({ id, version, content, format, made_at_ms }) => ({
    id,
    version: version ?? 1,
    content: (JSON.parse(content) ?? {}) as Readonly<Record<string, string>>,
    format,
    madeAtMs: made_at_ms ?? 0,
  }));
}

/** The next free number of a unit in a year's register, as far as this laptop knows. */
export function nextRegisterNumber(db: ReadDb, unit: string, year: number): RegisterNumber {
  const last = value<number | null>(
    db,
    sql`SELECT max(json_extract(register_number, '$.n')) FROM filing
        WHERE inspecting_unit = ${unit} AND json_extract(register_number, '$.year') = ${year}`,
  );
  return { year, n: (last ?? 0) + 1 };
}

/** Others of the same unit under the same number: two laptops may have given it without knowing of each other. */
export function sharingNumber(
  db: ReadDb,
  filing: {
    readonly id: string;
    readonly inspectingUnit: string;
    readonly registerNumber: RegisterNumber | null;
  },
): string[] {
  const { registerNumber } = filing;
  if (registerNumber === null) return [];
  return all<{ id: string }>(
    db,
    sql`SELECT id FROM filing WHERE deleted = 0 AND inspecting_unit = ${filing.inspectingUnit} AND id <> ${filing.id}
          AND json_extract(register_number, '$.year') = ${registerNumber.year}
          AND json_extract(register_number, '$.n') = ${registerNumber.n}
        ORDER BY id`,
  ).map(({ id }) => id);
}

/** Filings that put this one right and are not void themselves, the first first. */
export function correctionsOf(db: ReadDb, filingId: string): string[] {
  return all<{ id: string }>(
    db,
    sql`SELECT c.id AS id FROM filing c WHERE c.deleted = 0 AND c.corrects = ${filingId}
          AND NOT EXISTS (SELECT 1 FROM filing_void v WHERE v.filing_id = c.id AND v.deleted = 0)
        ORDER BY c.hlc_ms, c.id`,
  ).map(({ id }) => id);
}
