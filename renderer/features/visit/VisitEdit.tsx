import { type ReactNode, useMemo, useState } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { isDate, localDate } from '../../../shared/clock.ts';
import { headsOf, seenByEdit } from '../../../shared/record/seen.ts';
import type { SeenHeads } from '../../../shared/record/contract.ts';
import type { PlannedCall, Visit } from '../../../shared/visit/contract.ts';
import {
  ownTrip,
  type ProblemLine,
  type PromiseLine,
  visitForm,
  visitFormValues,
} from '../../../shared/visit/form.ts';
import { isSameLeader } from '../../../shared/visit/rules.ts';
import { EnterpriseField } from '../../enterprise-field.tsx';
import { useCall } from '../../queries.ts';
import { useSave } from '../../save.ts';
import { DraftNotice } from '../../ui/DraftNotice.tsx';
import { FailedPage } from '../../ui/FailedPage.tsx';
import { FormActions } from '../../ui/FormActions.tsx';
import { FormView } from '../../ui/FormView.tsx';
import { checkForm, type FieldErrors } from '../../ui/formErrors.ts';
import { Page, PageHeader } from '../../ui/Page.tsx';
import { UnsavedGuard } from '../../ui/UnsavedGuard.tsx';
import { type Draft, useDraft } from '../../ui/useDraft.ts';
import { LastVisit } from './LastVisit.tsx';
import { LeaderField, nobody } from './LeaderField.tsx';
import { nothingPlanned, PlanField, plansAround } from './PlanField.tsx';
import { QuietNotice } from './QuietNotice.tsx';
import { ProblemRows, PromiseRows } from './rows.tsx';

const widgets = {
  enterprise: EnterpriseField,
  leader: LeaderField,
  plan: PlanField,
  promises: PromiseRows,
  problems: ProblemRows,
};
const back = { to: '/visits', label: '走访服务' };

/** New at /visits/new?enterprise=…; a planned visit is written down, and one that was is changed, at /visits/:visitId/edit. */
export function VisitEdit(): ReactNode {
  const { visitId } = useParams();
  const [search] = useSearchParams();
  const enterpriseId = search.get('enterprise');
  if (visitId !== undefined) return <LoadedForm key={visitId} visitId={visitId} />;
  return enterpriseId === null ? <VisitForm /> : <FormForEnterprise key={enterpriseId} id={enterpriseId} />;
}

function LoadedForm({ visitId }: { readonly visitId: string }): ReactNode {
  const visit = useCall('visit.get', { id: visitId });
  if (visit.error)
    return (
      <FailedPage back={back} title="走访记录" error={visit.error} onRetry={() => void visit.refetch()} />
    );
  return visit.data ? <VisitForm visit={visit.data} /> : null;
}

function FormForEnterprise({ id }: { readonly id: string }): ReactNode {
  const enterprise = useCall('enterprise.get', { id });
  if (enterprise.error)
    return (
      <FailedPage
        back={back}
        title="记录走访"
        error={enterprise.error}
        onRetry={() => void enterprise.refetch()}
      />
    );
  return enterprise.data ? <VisitForm enterprise={{ id, name: enterprise.data.name }} /> : null;
}

interface VisitFormProps {
  readonly visit?: Visit;
  readonly enterprise?: { readonly id: string; readonly name: string };
}

function VisitForm({ visit, enterprise }: VisitFormProps): ReactNode {
  const navigate = useNavigate();
  // As it was when the form was opened, and judged anew when it is saved.
  const [today, setToday] = useState(() => localDate(Date.now()));
  const formKey = `visit:${visit?.id ?? (enterprise ? `new:${enterprise.id}` : 'new')}`;
  const draft = useDraft(formKey, initialValues({ visit, enterprise }, today), {
    heads: visit?.heads ?? {},
    promises: Object.fromEntries((visit?.promises ?? []).map(({ id, heads }) => [id, heads])),
  });
  const [errors, setErrors] = useState<FieldErrors>({});
  const { save, busy } = useSave(draft, { doneText: '走访已记录' });
  const { enterpriseId, visitedOn } = draft.values;
  const day = isDate(visitedOn) ? visitedOn : today;
  const read = useCall(
    'visit.context',
    { enterpriseId, date: day, ...(visit ? { exceptId: visit.id } : {}) },
    { enabled: enterpriseId !== '', keepPrevious: true },
  ).data;
  // Kept while another day is typed, never shown of another enterprise.
  const context = read?.enterpriseId === enterpriseId ? read : undefined;
  const isMade = visit?.timing.status === 'made';
  const { plannedId: saidPlan } = draft.values;
  const meant = context?.planned.concat(context.unrecorded).find(({ id }) => id === saidPlan);
  // Who is linked goes in by itself, until somebody is typed.
  const leader = draft.values.leader ?? meant?.leader ?? context?.leader ?? nobody;
  const plans = visit || !context ? nothingPlanned : plansAround(context, { leader, day, chosen: saidPlan });
  // It was recorded, cancelled or put off elsewhere, or another day was typed: it is asked anew.
  const isPlanLost = !visit && context !== undefined && !meant && saidPlan !== null && saidPlan !== ownTrip;
  const isPlanned = isPlanLost || plans.asked.some((plan) => isSameLeader(plan.leader, leader));
  const values = {
    ...draft.values,
    ...(meant ? { ...factsOf(meant), ...draft.touched } : {}),
    leader,
    plannedId: saidPlan === ownTrip ? ownTrip : (meant?.id ?? null),
    plans,
    isPlanned,
    isPlanLost,
    hasPlans: plans.asked.length + plans.told.length > 0,
    today,
    isOpen: !visit && !enterprise,
    isMade,
  };
  const schema = useMemo(() => visitFormValues(today, isPlanned), [today, isPlanned]);
  const patch = (change: Partial<Values>): void =>
    // With the day that is shown, which is not the day on which a draft is taken up again.
    draft.patch(isMade ? change : { visitedOn, ...change });
  const submit = (): void => {
    const now = localDate(Date.now());
    setToday(now);
    const found = checkForm(visitForm, values, visitFormValues(now, isPlanned));
    setErrors(found);
    if (Object.keys(found).length > 0) return;
    const { promises, problems, enterpriseId: id, plannedId, ...fields } = visitFormValues(now).parse(values);
    const standing = visit
      ? { id: visit.id, ...seenOf(draft) }
      : plannedId === null || plannedId === ownTrip
        ? {}
        : { plannedId, seen: meant?.heads };
    save(
      'visit.save',
      { enterpriseId: id, fields, promises, problems, ...standing },
      (saved) =>
        void navigate(`/visits/${saved.id}`, { replace: true, state: isMade ? null : { justSaved: true } }),
    );
  };
  const name = visit?.enterpriseName ?? (enterpriseId === '' ? '' : draft.values.enterpriseName);
  return (
    <Page
      large
      header={
        <PageHeader
          back={visit ? { to: `/visits/${visit.id}`, label: '走访记录' } : back}
          title={isMade ? '修改走访记录' : '记录走访'}
          subtitle={name === '' ? '不得录入涉密信息' : name}
        />
      }
      footer={<FormActions saveLabel="保存" onSave={submit} saving={busy} draft={draft.status} />}
    >
      <UnsavedGuard status={draft.status} flush={draft.flush} />
      <div className="desk-visit">
        <DraftNotice draft={draft} explanation={visit ? '表单将回到已保存的内容。' : '表单将清空。'} />
        {draft.ready && context ? (
          <>
            {isMade ? null : <QuietNotice context={context} />}
            <LastVisit key={enterpriseId} context={context} />
          </>
        ) : null}
        {draft.ready ? (
          <FormView
            spec={visitForm}
            values={values}
            onPatch={patch}
            errors={errors}
            schema={schema}
            onSave={submit}
            columns={1}
            autoFocus
            widgets={widgets}
          />
        ) : null}
      </div>
    </Page>
  );
}

/** What was written of the plan goes into the form. */
function factsOf({ participants, purpose }: PlannedCall): Pick<Values, 'participants' | 'purpose'> {
  return { participants, purpose };
}

type Values = ReturnType<typeof initialValues>;

function initialValues({ visit, enterprise }: VisitFormProps, today: string) {
  return {
    enterpriseId: visit?.enterpriseId ?? enterprise?.id ?? '',
    enterpriseName: visit?.enterpriseName ?? enterprise?.name ?? '',
    /** null until somebody is named. */
    leader: visit?.leader ?? null,
    visitedOn: visit?.timing.status === 'made' ? visit.timing.visitedOn : today,
    participants: visit?.participants ?? [],
    hosts: visit?.hosts ?? '',
    purpose: visit?.purpose ?? '',
    said: visit?.said ?? '',
    note: visit?.note ?? '',
    /** Of a new visit: the planned one that it was, `ownTrip`, or null until it is said. */
    plannedId: null as string | null,
    promises: (visit?.promises ?? []).map(
      ({ id, what, who, dueDate }): PromiseLine => ({ id, what, who, dueDate }),
    ),
    // Those raised before are changed at themselves.
    problems: [] as readonly ProblemLine[],
  };
}

/** A line that was never written in is no promise and no problem. */
interface SeenOfVisit {
  readonly heads: SeenHeads;
  readonly promises: Readonly<Record<string, SeenHeads>>;
}

/** The day is a part of 走访安排; 承诺事项 are one field of the form and count as they were seen when typed in. */
function seenOf({ typedSeen, seenAtOpening }: Draft<Values, SeenOfVisit>): {
  seen: SeenHeads;
  seenPromises: Record<string, SeenHeads>;
} {
  const { promises } = typedSeen['promises'] ?? seenAtOpening;
  return {
    seen: seenByEdit({ typedSeen: headsOf(typedSeen), seenAtOpening: seenAtOpening.heads }, (name) =>
      name === 'visitedOn' ? 'timing' : name,
    ),
    seenPromises: { ...promises },
  };
}
