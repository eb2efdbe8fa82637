/** Saves of this side in the officer's words, with what became of them. */
import { partitionsFor, type Party } from '../../db/exchange/scope.ts';
import { listSaves, type Save } from '../../db/exchange/saves.ts';
import { requireIdentity } from '../../db/identity.ts';
import { parseBody } from '../../db/log/op.ts';
import { get, type ReadDb, sql } from '../../db/sql.ts';
import { townNames } from '../../db/town.ts';
import type { OutputOf, ParsedInputOf } from '../../shared/contract.ts';
import type { SaveReceipt } from '../../shared/exchange/contract.ts';
import { holdReasonTexts } from '../../shared/exchange/hold-reasons.ts';
import { fieldSpec } from '../../shared/log/entity.ts';
import { cityPartition } from '../../shared/log/operation.ts';
import { entitySpec } from '../../shared/log/registry.ts';
import { type ReadableNames, readableValue } from '../../shared/record/readable.ts';
import { readableNames } from '../readable-names.ts';

const pageSize = 20;

/** A page of them, the latest first. */
export function savesFor(
  db: ReadDb,
  peer: Party,
  { states, page }: ParsedInputOf<'exchange.saves'>,
): OutputOf<'exchange.saves'> {
  const names = readableNames(db);
  const nameOf = townNames(db);
  const { saves, total } = listSaves(db, {
    own: requireIdentity(db),
    peer,
    partitions: partitionsFor(db, peer),
    states,
    limit: pageSize,
    offset: (page - 1) * pageSize,
  });
  return { saves: saves.map((save) => inWords(db, save, names, nameOf)), total, pageSize };
}

function inWords(
  db: ReadDb,
  save: Save,
  names: ReadableNames,
  nameOf: (townId: string) => string,
): SaveReceipt {
  const { entity, fields, wall } = parseBody(save.bytes);
  const [type] = entity;
  const spec = entitySpec(type);
  const parts = Object.entries(fields).map(([field, { value }]) => {
    const label = (spec && fieldSpec(spec, field)?.label) ?? field;
    return `${label}：${readableValue(type, field, value, names) || '（清空）'}`;
  });
  return {
    opId: save.opId,
    partitionTitle: partitionTitle(db, save.partition, nameOf),
    entityLabel: spec?.label ?? '（待升级后可见）',
    text: parts.join('；'),
    officer: save.officer,
    writtenAtMs: wall,
    state: save.state,
    explanation: holdReasonTexts[save.reason] ?? save.reason,
  };
}

function partitionTitle(db: ReadDb, partition: string, nameOf: (townId: string) => string): string {
  if (partition === cityPartition) return '市级公共资料';
  if (partition.startsWith('town:')) return `${nameOf(partition.slice('town:'.length))}自有资料`;
  return get<{ name: string }>(db, sql`SELECT name FROM enterprise WHERE id = ${partition}`)?.name ?? '';
}
