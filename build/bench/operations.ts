/** Operations as another laptop of the same desk would have written them, made without a database. */
import { sha256Hex } from '../../db/crypto.ts';
import { integrateOperations, parseOperation } from '../../db/log/integrate.ts';
import { transact } from '../../db/sql.ts';
import type { Desk } from '../../electron/desk.ts';
import { canonicalJson } from '../../shared/log/canonical.ts';
import { deletedField, type FieldValue } from '../../shared/log/entity.ts';
import { benchNowMs } from './desk.ts';
import { sampleEnterprises } from './sample.ts';

export interface OperationWriter {
  /**
   * @returns the canonical bytes; what a field says now is named as parent of what it says next, and `deleted` names the
   * last write of its record.
   */
  write(type: string, id: string, partition: string, fields: Readonly<Record<string, FieldValue>>): Buffer;
}

/** The identity's side and device are the author; `incarnation` is one of its own. */
export function createWriter(desk: Desk, incarnation: string): OperationWriter {
  const heads = new Map<string, string>();
  const lastOf = new Map<string, string>();
  const streams = new Map<string, { seq: number; last: string | null }>();
  let count = 0;
  return {
    write: (type, id, partition, values) => {
      const end = streams.get(partition) ?? { seq: 0, last: null };
      count += 1;
      const fields = Object.fromEntries(
        Object.entries(values).map(([field, value]) => {
          const parent = field === deletedField ? lastOf.get(id) : heads.get(`${id} ${field}`);
          return [field, { value, parents: parent === undefined ? [] : [parent] }];
        }),
      );
      const atMs = benchNowMs - 30 * 86_400_000 + count;
      const bytes = Buffer.from(
        canonicalJson({
          v: 1,
          partition,
          incarnation,
          seq: end.seq + 1,
          prev: end.last,
          author: desk.identity.deviceId,
          hlc: [atMs, 0],
          wall: atMs,
          kind: 'put',
          entity: [type, id],
          fields,
        }),
      );
      const opId = sha256Hex(bytes);
      streams.set(partition, { seq: end.seq + 1, last: opId });
      lastOf.set(id, opId);
      for (const field of Object.keys(values)) heads.set(`${id} ${field}`, opId);
      return bytes;
    },
  };
}

/** Takes operations in as an import does; the desk's own unless said otherwise. */
export function takeIn(
  desk: Desk,
  operations: readonly Buffer[],
  author: Desk['identity'] = desk.identity,
): void {
  const { deviceId, side, townId } = author;
  transact(desk.db, (db) =>
    integrateOperations(
      db,
      operations.map((bytes) => parseOperation(bytes)),
      (id) => (id === deviceId ? { deviceId, side, townId } : undefined),
      benchNowMs,
    ),
  );
}

/** Fills the desk with as many enterprises, one operation each. */
export function seedEnterprises(desk: Desk, count: number): void {
  const writer = createWriter(desk, 'b'.repeat(32));
  const operations = sampleEnterprises(count).map(({ id, name, creditCode, townId }) =>
    writer.write('enterprise', id, id, {
      name,
      formerNames: [],
      shortName: '',
      creditCode,
      townId,
      industry: '通用设备制造业',
    }),
  );
  takeIn(desk, operations);
}
