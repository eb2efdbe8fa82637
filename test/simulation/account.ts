/** What a desk wrote, by the simulator's own account. */
import { all, type ReadDb, sql, value } from '../../db/sql.ts';
import type { SimulatedDesk } from './desk.ts';
import type { World } from './world.ts';

/** The simulator's account of what a desk wrote by itself. */
export function noteWritten(
  world: World,
  desk: SimulatedDesk,
  rows: readonly { id: string; partition_id: string }[],
): void {
  for (const { id, partition_id: partition } of rows) {
    desk.expected.add(id);
    world.saved.set(id, { desk: desk.name, step: world.step, partition });
    const inPartition = world.savedIn.get(partition);
    if (inPartition) inPartition.add(id);
    else world.savedIn.set(partition, new Set([id]));
  }
}

export function lastRow(db: ReadDb): number {
  return value<number>(db, sql`SELECT coalesce(max(rowid), 0) FROM op`) ?? 0;
}

export function rowsAfter(db: ReadDb, row: number): { id: string; partition_id: string }[] {
  return all(db, sql`SELECT id, partition_id FROM op WHERE rowid > ${row}`);
}

export function hasEverything(world: World, desk: SimulatedDesk, partition: string): boolean {
  for (const id of world.savedIn.get(partition) ?? []) if (!desk.expected.has(id)) return false;
  return true;
}
