/** 改派以后的答复: told once, because the records it speaks of do not stay here. */
import type { LateAnswer } from '../db/late-change.ts';
import { putNotice } from '../db/notice.ts';
import type { WriteDb } from '../db/sql.ts';
import { countAnswered } from '../db/suggestion.ts';
import { readableNames } from './readable-names.ts';
import { whatOf } from './suggested-text.ts';

type Answered = ReturnType<typeof countAnswered>;

/** Each a notice of its own, which stays until the officer has read it. */
export function tellLateAnswers(db: WriteDb, answers: readonly LateAnswer[], nowMs: number): void {
  const names = readableNames(db);
  for (const { enterpriseName: enterprise, toTownId, body, outcome, reason } of answers) {
    const moved = toTownId ? `改派到${names.town(toTownId)}` : '不再由本镇区保管';
    const answer = outcome === 'accepted' ? '已采纳' : `不采纳，理由是：${reason.replace(/[。.]$/, '')}`;
    putNotice(db, 'late-answer', { enterprise, moved, what: whatOf(body, names), answer }, nowMs);
  }
}

/** At a town: what an import brought of the city's answers, in one notice. `before` as counted before it. */
export function tellAnswers(db: WriteDb, townId: string, before: Answered, nowMs: number): void {
  const after = countAnswered(db, townId);
  const accepted = after.accepted - before.accepted;
  const declined = after.declined - before.declined;
  const parts = [
    ...(accepted > 0 ? [`采纳 ${accepted} 条`] : []),
    ...(declined > 0 ? [`不采纳 ${declined} 条`] : []),
  ];
  if (parts.length > 0) putNotice(db, 'suggestions-answered', { outcome: parts.join('，') }, nowMs);
}
