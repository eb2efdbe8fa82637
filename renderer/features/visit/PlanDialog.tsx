/** 安排走访: one leader, one day, one enterprise or several on the way. */
import { type ReactNode, useMemo, useState } from 'react';
import { isDate, localDate } from '../../../shared/clock.ts';
import { visitPlanForm, visitPlanValues } from '../../../shared/visit/form.ts';
import type { VisitLeader } from '../../../shared/visit/rules.ts';
import { useCall } from '../../queries.ts';
import { useSave } from '../../save.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { DraftNotice } from '../../ui/DraftNotice.tsx';
import { FormView } from '../../ui/FormView.tsx';
import { checkForm, type FieldErrors } from '../../ui/formErrors.ts';
import { useDraft } from '../../ui/useDraft.ts';
import { LeaderField, nobody } from './LeaderField.tsx';
import { JoinNotice, QuietNotice } from './QuietNotice.tsx';

export interface ChosenEnterprise {
  readonly id: string;
  readonly name: string;
}

interface PlanDialogProps {
  readonly formKey: string;
  /** Chosen already; without them they are known to the draft. */
  readonly enterprises?: readonly ChosenEnterprise[];
  readonly leader?: VisitLeader;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Of so many enterprises it is said when they were called on. */
const mostWarned = 10;

/** Mounted while it is open. */
export function PlanDialog(props: PlanDialogProps): ReactNode {
  const { formKey, onClose, onDone } = props;
  const draft = useDraft(formKey, {
    enterprises: props.enterprises ?? [],
    leader: props.leader ?? null,
    plannedOn: '',
    purpose: '',
  });
  const [today, setToday] = useState(() => localDate(Date.now()));
  const [errors, setErrors] = useState<FieldErrors>({});
  const { save, busy } = useSave(draft, { doneText: '已安排走访' });
  const { enterprises, plannedOn } = draft.values;
  const only = enterprises.length === 1 ? enterprises[0] : undefined;
  const linked = useCall(
    'visit.context',
    { enterpriseId: only?.id ?? '', date: today },
    { enabled: only !== undefined && draft.values.leader === null },
  ).data;
  const leader = draft.values.leader ?? linked?.leader ?? nobody;
  const values = { ...draft.values, leader };
  const schema = useMemo(() => visitPlanValues(today), [today]);
  const onSave = (): void => {
    const now = localDate(Date.now());
    setToday(now);
    const found = checkForm(visitPlanForm, values, visitPlanValues(now));
    setErrors(found);
    if (Object.keys(found).length > 0) return;
    const enterpriseIds = enterprises.map(({ id }) => id);
    save('visit.plan', { enterpriseIds, ...visitPlanValues(now).parse(values) }, onDone);
  };
  return (
    <Dialog
      draft={draft}
      width={620}
      title={`安排走访：${only?.name ?? `${enterprises.length} 家企业`}`}
      okText="安排走访"
      confirmLoading={busy}
      okButtonProps={{ disabled: !draft.ready || enterprises.length === 0 }}
      onOk={onSave}
      onCancel={onClose}
    >
      <DraftNotice draft={draft} explanation="填写的内容将清空。" />
      {only === undefined ? (
        <p className="desk-dialog-text">{enterprises.map(({ name }) => name).join('、')}</p>
      ) : null}
      {draft.ready ? (
        <FormView
          spec={visitPlanForm}
          values={values}
          // With what it is about: a draft knows its enterprises itself.
          onPatch={(change) => draft.patch({ enterprises, leader: draft.values.leader, ...change })}
          errors={errors}
          schema={schema}
          onSave={onSave}
          autoFocus="plannedOn"
          columns={1}
          widgets={{ leader: LeaderField }}
        />
      ) : null}
      {isDate(plannedOn)
        ? enterprises
            .slice(0, mostWarned)
            .map((each) => (
              <Disturbance
                key={each.id}
                enterprise={each}
                date={plannedOn}
                leader={leader}
                isAlone={only !== undefined}
              />
            ))
        : null}
    </Dialog>
  );
}

interface DisturbanceProps {
  readonly enterprise: ChosenEnterprise;
  readonly date: string;
  readonly leader: VisitLeader;
  readonly isAlone: boolean;
}

function Disturbance({ enterprise, date, leader, isAlone }: DisturbanceProps): ReactNode {
  const context = useCall(
    'visit.context',
    { enterpriseId: enterprise.id, date },
    { keepPrevious: true },
  ).data;
  if (context === undefined) return null;
  return (
    <>
      <QuietNotice context={context} {...(isAlone ? {} : { name: enterprise.name })} />
      {isAlone ? <JoinNotice context={context} leader={leader} /> : null}
    </>
  );
}
