/** 建议的答复 that a bundle brings: which suggestion each is about, in the words an officer reads. */
import type { TakenIn } from '../db/exchange/incoming.ts';
import { answersBehind } from '../db/suggestion-answer.ts';
import type { ReadDb } from '../db/sql.ts';
import type { AnswerPreview } from '../shared/exchange/contract.ts';
import { townPartition } from '../shared/log/operation.ts';
import type { ReadableNames } from '../shared/record/readable.ts';
import { whatOf } from './suggested-text.ts';

/**
 * For the rehearsal, by the partition in which they lie. What a late one speaks of may have been cleared by the same
 * bundle: it is told by the city's copy in the town's own partition.
 */
export function answersInWords(
  db: ReadDb,
  townId: string,
  { lastRowBefore, answers: late }: Pick<TakenIn, 'lastRowBefore' | 'answers'>,
  names: ReadableNames,
): ReadonlyMap<string, readonly AnswerPreview[]> {
  const copies = late.map((answer) => ({ ...answer, partition: townPartition(townId) }));
  const found = new Map(
    [...answersBehind(db, lastRowBefore), ...copies].map((answer) => [answer.opId, answer]),
  );
  const told = [...found.values()].map(({ partition, opId, enterpriseName, body, outcome, reason }) => ({
    partition,
    answer: { opId, enterpriseName, what: whatOf(body, names), outcome, reason },
  }));
  return new Map(
    [...Map.groupBy(told, ({ partition }) => partition)].map(([partition, here]) => [
      partition,
      here.map(({ answer }) => answer),
    ]),
  );
}
