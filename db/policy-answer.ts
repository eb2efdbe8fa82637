/** 政策口径: the city DRC's answers to what the policy leaves open. */
import { type PolicyAnswer, policyAnswer } from '../shared/policy/entity.ts';
import type { PolicyKey } from '../shared/policy/questions.ts';
import { cityPartition } from '../shared/log/operation.ts';
import { sha256Hex } from './crypto.ts';
import { recordIdOf } from './log/record-id.ts';
import { all, get, type ReadDb, sql } from './sql.ts';

/** The same on every laptop: two answers to one question are two values of one record. */
export function policyAnswerId(key: PolicyKey): string {
  return recordIdOf(sha256Hex(`DRCB policy question v1\n${key}`), cityPartition);
}

export interface AnswerRecord {
  readonly answer: PolicyAnswer;
  readonly changedAtMs: number;
}

/** Undefined until answered, and after an answer was taken back. */
export function findPolicyAnswer(db: ReadDb, key: PolicyKey): AnswerRecord | undefined {
  const row = get<{ answer: string; hlc_ms: number }>(
    db,
    sql`SELECT answer, hlc_ms FROM policy_answer WHERE deleted = 0 AND id = ${policyAnswerId(key)}`,
  );
  const answer = policyAnswer.safeParse(row === undefined ? null : JSON.parse(row.answer));
  return row && answer.success ? { answer: answer.data, changedAtMs: row.hlc_ms } : undefined;
}

/** Question → the choice that was answered. */
export function policyAnswers(db: ReadDb): ReadonlyMap<string, string> {
  const rows = all<{ question: string; choice: string | null }>(
    db,
    sql`SELECT question, json_extract(answer, '$.choice') AS choice FROM policy_answer WHERE deleted = 0`,
  );
  return new Map(
    rows.flatMap(({ question, choice }) => (choice === null ? [] : [[question, choice] as const])),
  );
}
