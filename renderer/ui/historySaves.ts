/** What a record's history answers, as HistoryList shows it. */
import type { ReadableHistoryEntry } from '../../shared/record/contract.ts';
import type { HistoryEntry } from './HistoryList.tsx';

/** Changes of one save stand together. */
export function toSaves(entries: readonly ReadableHistoryEntry[]): HistoryEntry[] {
  const saves = Map.groupBy(entries, (entry) => entry.opId);
  return [...saves.entries()].flatMap(([key, changes]) => {
    const [first] = changes;
    if (!first) return [];
    return {
      key,
      atMs: first.writtenAtMs,
      isClockOff: first.isClockOff,
      who: `${first.unit} ${first.officer}`.trim(),
      deviceName: first.deviceName,
      action: actionOf(first, changes),
      note: first.reason,
      changes: changes.flatMap(({ field, fieldLabel, oldTexts, newText }) => {
        const before = [...new Set(oldTexts.filter((text) => text !== ''))];
        // A form sends its empty fields too, and 删除 is said by the action.
        const saysNothing = (before.length === 0 && newText === '') || field === 'deleted';
        return saysNothing ? [] : [{ label: fieldLabel, before, after: newText }];
      }),
    };
  });
}

function actionOf(first: ReadableHistoryEntry, changes: readonly ReadableHistoryEntry[]): string {
  const removed = changes.find((change) => change.field === 'deleted');
  const begun = first.isAcceptance ? '新增' : '新建';
  const verb = removed ? (removed.newValue === true ? '删除' : '恢复') : first.isCreation ? begun : '修改';
  const settled = changes.filter(isSettlement).length;
  if (settled > 0 && !removed) {
    const what =
      settled === changes.length ? `确定冲突（${first.entityLabel}）` : `修改${first.entityLabel}，确定冲突`;
    return `${first.isAcceptance ? '采纳建议，' : ''}${what}${stateOf(first)}`;
  }
  return `${first.isAcceptance ? '采纳建议，' : ''}${verb}${first.entityLabel}${stateOf(first)}`;
}

/** Different values stood side by side, and the writer saw them all. */
function isSettlement({ oldTexts }: ReadableHistoryEntry): boolean {
  return new Set(oldTexts).size > 1;
}

function stateOf({ state, suggested }: ReadableHistoryEntry): string {
  if (state === 'pending') return '（待升级后生效）';
  return state === 'held' ? `（${heldTexts[suggested ?? 'waiting']}）` : '';
}

const heldTexts = {
  waiting: '待确认，未生效',
  // The city's own write, beside it, is the one that counts.
  accepted: '建议已采纳',
  declined: '建议未采纳，未生效',
  withdrawn: '建议已撤回，未生效',
} as const;
