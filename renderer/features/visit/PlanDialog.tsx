/** 安排走访: one leader, one day, one enterprise or several on the way. */
import { type ReactNode, useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import { isDate, localDate } from '../../../shared/clock.ts';
import { visitPlanForm, visitPlanValues } from '../../../shared/visit/form.ts';
import type { VisitLeader } from '../../../shared/visit/rules.ts';
import { useCall } from '../../queries.ts';
import { useSave } from '../../save.ts';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { checkForm } from '../../ui/formErrors.ts';
import { useDraft } from '../../ui/useDraft.ts';
import { LeaderField, nobody } from './LeaderField.tsx';
import { PlannedDayHint } from './PlannedDayHint.tsx';
import { JoinNotice, type JoinTripProps, QuietNotice } from './QuietNotice.tsx';

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
  const navigate = useNavigate();
  /** Nobody calls there apart from that trip any more: the plan is about the others, or comes to its end. */
  const joined = async (enterpriseId: string, planId: string): Promise<void> => {
    const others = enterprises.filter(({ id }) => id !== enterpriseId);
    if (others.length > 0) return draft.patch({ ...draft.values, leader, enterprises: others });
    await draft.finish();
    await navigate(`/visits/${planId}`);
  };
  return (
    <FormDialog
      draft={draft}
      form={visitPlanForm}
      schema={schema}
      widgets={{ leader: LeaderField }}
      values={values}
      // With what it is about: a draft knows its enterprises itself.
      onPatch={(change) => draft.patch({ enterprises, leader: draft.values.leader, ...change })}
      autoFocus="plannedOn"
      title={`安排走访：${only?.name ?? `${enterprises.length} 家企业`}`}
      okText="安排走访"
      busy={busy}
      disabled={enterprises.length === 0}
      check={() => {
        const now = localDate(Date.now());
        setToday(now);
        return checkForm(visitPlanForm, values, visitPlanValues(now));
      }}
      onSave={() => {
        const enterpriseIds = enterprises.map(({ id }) => id);
        save(
          'visit.plan',
          { enterpriseIds, ...visitPlanValues(localDate(Date.now())).parse(values) },
          onDone,
        );
      }}
      onClose={onClose}
      below={
        isDate(plannedOn) ? (
          <>
            <PlannedDayHint day={plannedOn} today={today} />
            {enterprises.slice(0, mostWarned).map((each) => (
              <Disturbance
                key={each.id}
                enterprise={each}
                date={plannedOn}
                leader={leader}
                isAlone={only !== undefined}
                lost={only !== undefined && draft.values.purpose.trim() !== '' ? '走访事由' : ''}
                onJoined={(planId) => joined(each.id, planId)}
              />
            ))}
          </>
        ) : null
      }
    >
      {only === undefined ? (
        <p className="desk-dialog-text">{enterprises.map(({ name }) => name).join('、')}</p>
      ) : null}
    </FormDialog>
  );
}

interface DisturbanceProps extends Required<Pick<JoinTripProps, 'lost' | 'onJoined'>> {
  readonly enterprise: ChosenEnterprise;
  readonly date: string;
  readonly leader: VisitLeader;
  readonly isAlone: boolean;
}

function Disturbance({ enterprise, date, leader, isAlone, ...join }: DisturbanceProps): ReactNode {
  const context = useCall(
    'visit.context',
    { enterpriseId: enterprise.id, date },
    { keepPrevious: true },
  ).data;
  if (context === undefined) return null;
  const named = isAlone ? {} : { name: enterprise.name };
  return (
    <>
      <QuietNotice context={context} {...named} />
      <JoinNotice context={context} leader={leader} {...named} {...join} />
    </>
  );
}
