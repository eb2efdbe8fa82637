/** Saves of this side in the officer's words, with what became of them. */
import { partitionsFor } from '../../db/exchange/scope.ts';
import type { Party } from '../../db/party.ts';
import { listSaves, listUnexported, type Save } from '../../db/exchange/saves.ts';
import { requireIdentity } from '../../db/identity.ts';
import { parseBody } from '../../db/log/op.ts';
import type { ReadDb } from '../../db/sql.ts';
import type { OutputOf, ParsedInputOf } from '../../shared/contract.ts';
import type { SaveReceipt } from '../../shared/exchange/contract.ts';
import { holdReasonTexts } from '../../shared/exchange/hold-reasons.ts';
import { fieldSpec } from '../../shared/log/entity.ts';
import { entitySpec } from '../../shared/log/registry.ts';
import { isReference, type ReadableNames, readableValue } from '../../shared/record/readable.ts';
import { partitionTitles } from '../partition-titles.ts';
import { readableNames } from '../readable-names.ts';

const pageSize = 20;

/** A page of them, the latest first. */
export function savesFor(
  db: ReadDb,
  peer: Party,
  nowMs: number,
  { states, page }: ParsedInputOf<'exchange.saves'>,
): OutputOf<'exchange.saves'> {
  const names = readableNames(db);
  const titleOf = partitionTitles(db);
  const { saves, total } = listSaves(db, {
    own: requireIdentity(db),
    peer,
    partitions: partitionsFor(db, peer, nowMs),
    states,
    limit: pageSize,
    offset: (page - 1) * pageSize,
  });
  return { saves: saves.map((save) => inWords(save, names, titleOf)), total, pageSize };
}

function inWords(save: Save, names: ReadableNames, titleOf: (partition: string) => string): SaveReceipt {
  const { entity, fields, wall } = parseBody(save.bytes);
  const [type] = entity;
  const spec = entitySpec(type);
  const told = Object.entries(fields).filter(([field]) => !isReference(type, field));
  const parts = told.map(([field, { value }]) => {
    const label = (spec && fieldSpec(spec, field)?.label) ?? field;
    return `${label}：${readableValue(type, field, value, names) || '（清空）'}`;
  });
  return {
    opId: save.opId,
    partitionTitle: titleOf(save.partition),
    entityLabel: spec?.label ?? '（待升级后可见）',
    text: parts.join('；'),
    officer: save.officer,
    writtenAtMs: wall,
    state: save.state,
    explanation: holdReasonTexts[save.reason] ?? save.reason,
  };
}

/** As many as fit into a question. */
const namedUnexported = 3;
/** A save that fills more fields is told by what it is of. */
const namedFields = 3;

/** What would be lost with this laptop, or by going back to a backup: counted, and the latest named. */
export function unexported(db: ReadDb): OutputOf<'exchange.unexported'> {
  const titleOf = partitionTitles(db);
  const { saves, total } = listUnexported(db, namedUnexported);
  return {
    total,
    latest: saves.map(({ partition, bytes }) => {
      const { entity, fields } = parseBody(bytes);
      const [type] = entity;
      const spec = entitySpec(type);
      const labels = Object.keys(fields)
        .filter((field) => !isReference(type, field))
        .map((field) => (spec && fieldSpec(spec, field)?.label) ?? '（待升级后可见）');
      const isOfFields = type === 'enterprise' && labels.length > 0 && labels.length <= namedFields;
      const what = isOfFields ? labels.join('、') : (spec?.label ?? '（待升级后可见）');
      return `${titleOf(partition)} ${what}`;
    }),
  };
}
