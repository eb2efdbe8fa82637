/** 更正 of an answer or a confirmation: as it should have been written, beside what was. */
import type { ReactNode } from 'react';
import { type Problem, problemCorrection, type ProblemEntry } from '../../../shared/problem/contract.ts';
import { correctionForm } from '../../../shared/problem/form.ts';
import { entryKindLabels } from '../../../shared/problem/steps.ts';
import { type CorrectableKind, confirmationNote, isCorrectable } from '../../../shared/problem/thread.ts';
import { useSave } from '../../save.ts';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { useDraft } from '../../ui/useDraft.ts';
import { stepWidgets } from './StepDialog.tsx';

export const correctKey = (problemId: string, entryId: string): string =>
  `problem-correct:${entryId}:${problemId}`;

type WrongEntry = ProblemEntry & { readonly kind: CorrectableKind };

/** The entry that an address or a draft names, when it can be put right here. */
export function openCorrection({ id, entries }: Problem, key: string): WrongEntry | null {
  const wrong = (entry: ProblemEntry): entry is WrongEntry =>
    entry.correctable && isCorrectable(entry.kind) && key === correctKey(id, entry.id);
  return entries.find(wrong) ?? null;
}

interface CorrectDialogProps {
  readonly problem: Problem;
  readonly entry: WrongEntry;
  readonly onClose: () => void;
}

/** Mounted while it is open. */
export function CorrectDialog({ problem, entry, onClose }: CorrectDialogProps): ReactNode {
  const { id } = problem;
  const { kind } = entry;
  const draft = useDraft(correctKey(id, entry.id), initialValues(problem, entry), problem.heads);
  const { save, busy } = useSave(draft, { doneText: '已更正，原记录保留' });
  const onSave = (): void => {
    const { satisfied, reason, ...values } = draft.values;
    const correction = problemCorrection.parse({ ...values, kind, satisfied: satisfied === 'yes' });
    save('problem.correct', { id, entryId: entry.id, correction, reason, seen: draft.seen }, onClose);
  };
  return (
    <FormDialog
      draft={draft}
      form={correctionForm(kind)}
      widgets={stepWidgets}
      title={`更正${entryKindLabels[kind]}`}
      busy={busy}
      onSave={onSave}
      onClose={onClose}
    />
  );
}

/** How the enterprise was asked the record keeps of the last time alone. */
function initialValues({ confirmation, enterpriseId }: Problem, entry: WrongEntry) {
  const isLast = confirmation?.entryId === entry.id;
  const satisfied = entry.satisfied ?? (isLast ? confirmation.satisfied : null);
  return {
    enterpriseId,
    on: entry.on,
    by: entry.by,
    text: entry.kind === 'answer' ? entry.text : '',
    satisfied: satisfied === null ? '' : satisfied ? 'yes' : 'no',
    way: isLast ? confirmation.way : '',
    reason: '',
    note: entry.kind === 'confirm' ? confirmationNote(entry.text) : '',
  };
}
