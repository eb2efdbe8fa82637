/** 改派以后的答复: told once, because the records it speaks of do not stay here. */
import type { LateAnswer } from '../db/late-change.ts';
import { putNotice } from '../db/notice.ts';
import type { WriteDb } from '../db/sql.ts';
import { countAnswered } from '../db/suggestion.ts';
import { fieldSpec } from '../shared/log/entity.ts';
import type { OperationBody } from '../shared/log/operation.ts';
import { entitySpec } from '../shared/log/registry.ts';
import { isReference, type ReadableNames, readableValue } from '../shared/record/readable.ts';
import { readableNames } from './readable-names.ts';

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

/** 地址：城南街道…；备注：（清空） */
function whatOf({ entity: [type], fields }: OperationBody, names: ReadableNames): string {
  const spec = entitySpec(type);
  const parts = Object.entries(fields).flatMap(([field, { value }]) => {
    const known = spec && fieldSpec(spec, field);
    return known && !isReference(type, field)
      ? [`${known.label}：${shortened(readableValue(type, field, value, names)) || '（清空）'}`]
      : [];
  });
  const label = type === 'enterprise' ? '' : (spec?.label ?? '');
  return `${label}${label === '' ? '' : '，'}${parts.join('；')}`;
}

/** Enough to know it again. */
function shortened(text: string): string {
  const characters = [...text];
  return characters.length <= 60 ? text : `${characters.slice(0, 60).join('')}…`;
}
