/**
 * What a synced entity is made of. One list per entity serves the log (allowed names), the projection
 * (columns), authority (who owns which field) and the history (Chinese labels).
 */
import type { DeskSide } from '../rpc.ts';
import { anyText, dateText, type ValueFormat, wholeNumber, yesOrNo } from './formats.ts';

/** How a value is stored in its column. In an operation it is text, integer, boolean or JSON. */
export type FieldKind = 'text' | 'integer' | 'boolean' | 'json';

/** Who may write a field: the city, the town that holds the record, or both. design/exchange.md, Merge. */
export type FieldOwner = DeskSide | 'both';

export interface FieldSpec {
  readonly kind: FieldKind;
  readonly owner: FieldOwner;
  /** The field's name on the screen, in history and in conflicts. */
  readonly label: string;
  /** What a value must look like to count. */
  readonly format: ValueFormat;
  /**
   * What several different values say together, where they differ in nothing that a person would decide; undefined for a
   * conflict. The same whatever their order.
   */
  readonly joined?: (values: readonly JsonValue[]) => JsonValue | undefined;
}

export type FieldSpecs = Readonly<Record<string, FieldSpec>>;

/**
 * In which partitions records of an entity are kept: `own` the partition of their own id (enterprises), `enterprise` that
 * of an enterprise, `city` the city's, `desk` that of the city or of a town, `town` a town's, `any` whichever. A record
 * has one home among them: home.ts, homePartition.
 */
export type RecordPlace = 'own' | 'enterprise' | 'city' | 'desk' | 'town' | 'any';

export interface EntitySpec<Fields extends FieldSpecs = FieldSpecs> {
  readonly type: string;
  readonly label: string;
  /** The projected table; its columns are `id`, `partition_id`, `deleted`, `hlc_ms` and one per field. */
  readonly table: string;
  readonly place: RecordPlace;
  /**
   * Records that say what their author did (filings, visits, a file added, a suggestion taken back) and change no fact
   * that another keeps: they count even when written after a reassignment.
   */
  readonly append?: boolean;
  /**
   * A record about one operation of a town, which that town alone may write: its id is `<townId>:<operation>`, so that
   * whose it is follows from the write itself and never from what else has arrived.
   */
  readonly ofTown?: boolean;
  /** What a laptop says of itself, a leader's too: its id is the laptop's. */
  readonly ofDevice?: boolean;
  readonly fields: Fields;
}

/** Every entity carries this reversible mark; nothing is ever removed from the log. */
export const deletedField = 'deleted';

export function defineEntity<const Fields extends FieldSpecs>(spec: EntitySpec<Fields>): EntitySpec<Fields> {
  return spec;
}

/** Shorthands, so that an entity reads as a table. */
export const text = (label: string, owner: FieldOwner = 'both'): FieldSpec => ({
  kind: 'text',
  owner,
  label,
  format: anyText,
});
/** YYYY-MM-DD or '' */
export const date = (label: string, owner: FieldOwner = 'both'): FieldSpec => ({
  kind: 'text',
  owner,
  label,
  format: dateText,
});
export const integer = (label: string, owner: FieldOwner = 'both'): FieldSpec => ({
  kind: 'integer',
  owner,
  label,
  format: wholeNumber,
});
export const flag = (label: string, owner: FieldOwner = 'both'): FieldSpec => ({
  kind: 'boolean',
  owner,
  label,
  format: yesOrNo,
});
/** A composite value that changes as one: a list, or coupled facts. */
export const json = (
  label: string,
  format: ValueFormat,
  owner: FieldOwner = 'both',
  joined?: FieldSpec['joined'],
): FieldSpec => ({ kind: 'json', owner, label, format, ...(joined ? { joined } : {}) });

const deletedSpec: FieldSpec = { kind: 'boolean', owner: 'both', label: '已删除', format: yesOrNo };

/** The field's description, `deleted` included; undefined for a name this program does not know. */
export function fieldSpec(spec: EntitySpec, field: string): FieldSpec | undefined {
  if (field === deletedField) return deletedSpec;
  // A peer may name a field `constructor`.
  return Object.hasOwn(spec.fields, field) ? spec.fields[field] : undefined;
}

/** creditCode → credit_code */
export function columnName(field: string): string {
  const known = columnNames.get(field);
  if (known !== undefined) return known;
  const name = field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  columnNames.set(field, name);
  return name;
}

/** Of our own fields, a few hundred: thousands of rows are written in one import. */
const columnNames = new Map<string, string>();

export type FieldValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };
