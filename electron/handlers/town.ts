import { randomId } from '../../db/crypto.ts';
import { listDevices } from '../../db/device.ts';
import { seenHeadsOf } from '../../db/heads.ts';
import { appendWrite } from '../../db/log/append.ts';
import type { ReadDb } from '../../db/sql.ts';
import { enterprisesByTown, listTowns } from '../../db/town.ts';
import { AppError } from '../../shared/errors.ts';
import { cityPartition } from '../../shared/log/operation.ts';
import type { townContract } from '../../shared/town/contract.ts';
import { townEntity } from '../../shared/town/entity.ts';
import { authorOf } from '../desk.ts';
import type { HandlersOf } from '../rpc.ts';

export const townHandlers: HandlersOf<typeof townContract> = {
  'town.list': (db) => {
    const counts = enterprisesByTown(db);
    return listTowns(db).map((town) => ({
      ...town,
      enterprises: counts.get(town.id) ?? 0,
      heads: seenHeadsOf(db, townEntity.type, town.id),
    }));
  },
  'town.create': (db, { name, alias }, { desk, nowMs }) => {
    assertFreeName(db, name);
    const id = `t${randomId().slice(0, 12)}`;
    const fields = { name, alias, ordinal: listTowns(db).length + 1 };
    appendWrite(db, authorOf(desk.identity, nowMs), {
      spec: townEntity,
      id,
      partition: cityPartition,
      fields,
    });
    return { id };
  },
  'town.update': (db, { id, name, alias, seen }, { desk, nowMs }) => {
    requireTown(db, id);
    if (name !== undefined) assertFreeName(db, name, id);
    const fields = { ...(name === undefined ? {} : { name }), ...(alias === undefined ? {} : { alias }) };
    appendWrite(db, authorOf(desk.identity, nowMs), {
      spec: townEntity,
      id,
      partition: cityPartition,
      fields,
      ...(seen ? { seen } : {}),
    });
    return null;
  },
  'town.remove': (db, { id }, { desk, nowMs }) => {
    requireTown(db, id);
    const isUsed = enterprisesByTown(db).has(id) || listDevices(db).some(({ townId }) => townId === id);
    if (isUsed) throw new AppError('town.in-use');
    const author = authorOf(desk.identity, nowMs);
    appendWrite(db, author, { spec: townEntity, id, partition: cityPartition, fields: { deleted: true } });
    return null;
  },
};

function requireTown(db: ReadDb, id: string): void {
  if (!listTowns(db).some((town) => town.id === id)) throw new AppError('record.not-found');
}

/** Two towns of one name could not be told apart in any list. */
function assertFreeName(db: ReadDb, name: string, own = ''): void {
  if (listTowns(db).some((town) => town.name === name && town.id !== own))
    throw new AppError('town.same-name');
}
