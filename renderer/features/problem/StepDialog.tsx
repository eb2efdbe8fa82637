/** One step of a problem, asked for in a dialog whose draft survives. */
import type { ReactNode } from 'react';
import { localDate } from '../../../shared/clock.ts';
import { confirmationFields, type Problem } from '../../../shared/problem/contract.ts';
import { stepForm, stepForms } from '../../../shared/problem/form.ts';
import { type EntryKind, entryKindLabels } from '../../../shared/problem/steps.ts';
import { useSave } from '../../save.ts';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { useDraft } from '../../ui/useDraft.ts';
import { ProblemField, UnitField, UnitsField } from './fields.tsx';

export const stepWidgets = { unit: UnitField, units: UnitsField, problem: ProblemField };

/** Steps that ask for something; the others are one click. */
export type AskedKind = keyof typeof stepForms;

export const stepKey = (problemId: string, kind: AskedKind): string => `problem-step:${kind}:${problemId}`;

/** The step that an address or a draft names, when it can be taken now. */
export function openStep(problem: Problem, key: string): AskedKind | null {
  const [prefix, kind, id] = key.split(':');
  if (prefix !== 'problem-step' || id !== problem.id) return null;
  return problem.actions.find((action): action is AskedKind => isAsked(action) && action === kind) ?? null;
}

export function isAsked(kind: EntryKind): kind is AskedKind {
  return kind in stepForms;
}

interface StepDialogProps {
  readonly problem: Problem;
  readonly kind: AskedKind;
  readonly label: string;
  readonly onClose: () => void;
}

/** Mounted while it is open. */
export function StepDialog({ problem, kind, label, onClose }: StepDialogProps): ReactNode {
  const draft = useDraft(stepKey(problem.id, kind), initialValues(problem, kind), problem.heads);
  const { save, busy } = useSave(draft, { doneText: `已记录：${entryKindLabels[kind]}` });
  return (
    <FormDialog
      draft={draft}
      form={stepForm(kind, problem.handling.hostDueOn)}
      widgets={stepWidgets}
      title={label}
      busy={busy}
      onSave={() => write(save, { problem, kind, values: draft.values, seen: draft.seen }, onClose)}
      onClose={onClose}
    />
  );
}

type Values = ReturnType<typeof initialValues>;

/** Of confirming, who said so is the enterprise’s, not the department’s. */
function initialValues({ id, enterpriseId, handling, raisedBy }: Problem, kind: AskedKind) {
  return {
    problemId: id,
    enterpriseId,
    on: localDate(Date.now()),
    by: kind === 'confirm' ? raisedBy : handling.host,
    text: '',
    host: handling.host,
    helpers: handling.helpers,
    hostDueOn: '',
    helperDueOn: '',
    satisfied: '',
    way: '',
    note: '',
    intoId: '',
  };
}

interface Taken {
  readonly problem: Problem;
  readonly kind: AskedKind;
  readonly values: Values;
  readonly seen: Problem['heads'];
}

function write(save: ReturnType<typeof useSave>['save'], taken: Taken, onDone: () => void): void {
  const { problem, kind, values, seen } = taken;
  const { id } = problem;
  switch (kind) {
    case 'confirm': {
      const { on, way, by, note } = values;
      const confirmation = { on, way, by, note, satisfied: values.satisfied === 'yes' };
      save('problem.confirm', { id, confirmation: confirmationFields.parse(confirmation), seen }, onDone);
      break;
    }
    case 'escalate':
      save('problem.escalate', { id, reason: values.text }, onDone);
      break;
    case 'comment':
      save('problem.comment', { id, text: values.text }, onDone);
      break;
    case 'merge':
      save('problem.merge', { id, intoId: values.intoId }, onDone);
      break;
    default: {
      // Each kind takes of the values what it asked for.
      const step = { ...values, kind, by: kind === 'answer' ? values.by : '' };
      save('problem.step', { id, step, seen }, onDone);
    }
  }
}
