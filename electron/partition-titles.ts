/** What a part of the log belongs to, in words. */
import { type ReadDb, sql, value } from '../db/sql.ts';
import { townNames } from '../db/town.ts';
import { cityPartition } from '../shared/log/operation.ts';

/** The enterprise's name, or whose common records they are. */
export function partitionTitles(db: ReadDb): (partition: string) => string {
  const nameOf = townNames(db);
  const enterpriseName = (id: string): string | undefined =>
    value(db, sql`SELECT name FROM enterprise WHERE id = ${id}`);
  return (partition) => {
    if (partition === cityPartition) return '市级公共资料（镇区、市领导）';
    if (partition.startsWith('town:')) {
      return `${nameOf(partition.slice('town:'.length))}自有资料（人员、会议）`;
    }
    return enterpriseName(partition) || '其他资料';
  };
}
