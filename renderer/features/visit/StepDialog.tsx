/** 改期, 取消 and 兑现: asked for in a dialog whose draft survives. */
import { type ReactNode, useState } from 'react';
import { isDate, localDate } from '../../../shared/clock.ts';
import type { Visit } from '../../../shared/visit/contract.ts';
import { visitStepForms } from '../../../shared/visit/form.ts';
import { useSave } from '../../save.ts';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { checkForm, type FieldErrors } from '../../ui/formErrors.ts';
import { useDraft } from '../../ui/useDraft.ts';
import { PlannedDayHint } from './PlannedDayHint.tsx';

type StepKind = keyof typeof visitStepForms;

const titles: Readonly<Record<StepKind, string>> = {
  reschedule: '改期',
  cancel: '取消走访',
  keep: '承诺已兑现',
};

/** `id`: of the visit itself, or of one of its promises. */
export interface Step {
  readonly kind: StepKind;
  readonly id: string;
}

export function stepKey(visit: Pick<Visit, 'id'>, { kind, id }: Step): string {
  return `visit-step:${kind}:${visit.id}:${id}`;
}

/** The step that an address or a draft names, when it can be taken now. */
export function openStep(visit: Visit, key: string): Step | null {
  const [prefix, kind, visitId, id = ''] = key.split(':');
  if (prefix !== 'visit-step' || visitId !== visit.id || !visit.editable) return null;
  if (kind === 'keep')
    return visit.promises.some((promise) => promise.id === id && !promise.done) ? { kind, id } : null;
  const isPlanned = visit.timing.status === 'planned' && id === visit.id;
  return isPlanned && (kind === 'reschedule' || kind === 'cancel') ? { kind, id } : null;
}

interface StepDialogProps {
  readonly visit: Visit;
  readonly step: Step;
  readonly onClose: () => void;
}

/** Mounted while it is open. */
export function StepDialog({ visit, step, onClose }: StepDialogProps): ReactNode {
  const { kind, id } = step;
  const [today] = useState(() => localDate(Date.now()));
  const promise = visit.promises.find((each) => each.id === id);
  const draft = useDraft(
    stepKey(visit, step),
    { on: kind === 'keep' ? today : visit.timing.plannedOn, text: '' },
    promise?.heads ?? {},
  );
  const { save, busy } = useSave(draft, { doneText: kind === 'cancel' ? '已取消' : '已保存' });
  const form = visitStepForms[kind];
  const onSave = (): void => {
    const { on, text } = draft.values;
    if (kind === 'reschedule') save('visit.reschedule', { id, plannedOn: on }, onClose);
    else if (kind === 'cancel') save('visit.cancel', { id, reason: text }, onClose);
    else save('promise.complete', { id, done: true, doneOn: on, note: text, seen: draft.seen }, onClose);
  };
  return (
    <FormDialog
      draft={draft}
      form={form}
      width={560}
      title={titles[kind]}
      okText={kind === 'cancel' ? '取消走访' : '保存'}
      cancelText={kind === 'cancel' ? '返回' : '取消'}
      busy={busy}
      check={() => ({ ...dayProblem(kind, draft.values.on), ...checkForm(form, draft.values) })}
      onSave={onSave}
      onClose={onClose}
      below={kind === 'reschedule' ? <PlannedDayHint day={draft.values.on} today={today} /> : null}
    >
      {promise === undefined ? null : <p className="desk-dialog-text">{promise.what}</p>}
    </FormDialog>
  );
}

/** Asked when it is saved. */
function dayProblem(kind: StepKind, on: string): FieldErrors {
  if (kind === 'cancel' || !isDate(on)) return {};
  const today = localDate(Date.now());
  if (kind === 'keep') return on > today ? { on: '兑现日期还没有到' } : {};
  return on < today ? { on: '这一天已经过去；已经走访过的请记录走访' } : {};
}
