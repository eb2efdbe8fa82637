import { Alert } from 'antd';
import { type ReactNode, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { z } from 'zod';
import { addMonths, isMonth, localDate, localMonth } from '../../../shared/clock.ts';
import {
  type DecisionDraft,
  decisionDraft,
  type Meeting,
  meetingFields,
  type MeetingTopic,
} from '../../../shared/meeting/contract.ts';
import { noneDueBefore, typedRows } from '../../../shared/form-rows.ts';
import { meetingForm } from '../../../shared/meeting/form.ts';
import type { SeenHeads } from '../../../shared/record/contract.ts';
import { headsOf, seenByEdit } from '../../../shared/record/seen.ts';
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
import { PackButton } from './PackDialog.tsx';
import { DecisionRows, TopicRows } from './rows.tsx';

const formSchema = noneDueBefore(
  meetingFields
    .extend({
      topics: typedRows(meetingFields.shape.topics, isEmptyTopic),
      decisions: typedRows(z.array(decisionDraft), isEmptyDecision),
    })
    .refine(({ month, heldOn }) => heldOn.slice(0, 7) >= month && heldOn.slice(0, 7) <= addMonths(month, 1), {
      path: ['heldOn'],
      message: '会议日期与会议月份不符，应在当月或次月',
      when: ({ value }) => meetingFields.pick({ month: true, heldOn: true }).safeParse(value).success,
    }),
  { day: 'heldOn', dayLabel: '会议日期', rows: 'decisions', noun: '议定事项' },
);

function isEmptyTopic({ title, summary }: MeetingTopic): boolean {
  return title.trim() === '' && summary.trim() === '';
}

function isEmptyDecision({ id, what, who, dueDate }: DecisionDraft): boolean {
  return id === undefined && what.trim() === '' && who.trim() === '' && dueDate === '';
}

/** New note at /meetings/new, change at /meetings/:meetingId/edit. */
export function MeetingEdit(): ReactNode {
  const { meetingId } = useParams();
  if (meetingId === undefined) return <MeetingForm />;
  return <LoadedMeetingForm key={meetingId} meetingId={meetingId} />;
}

function LoadedMeetingForm({ meetingId }: { readonly meetingId: string }): ReactNode {
  const meeting = useCall('meeting.get', { id: meetingId });
  if (meeting.error) {
    return (
      <FailedPage
        back={{ to: '/meetings', label: '月度联席会议' }}
        title="修改会议纪要"
        error={meeting.error}
        onRetry={() => void meeting.refetch()}
      />
    );
  }
  return meeting.data ? <MeetingForm meeting={meeting.data} /> : null;
}

function MeetingForm({ meeting }: { readonly meeting?: Meeting }): ReactNode {
  const navigate = useNavigate();
  const officer = useCall('session.state', {}).data?.officer ?? '';
  // What the officer saw when the typing began: later changes by others become conflicts, not losses.
  const draft = useDraft(`meeting:${meeting?.id ?? 'new'}`, initialValues(meeting, officer), {
    heads: meeting?.heads ?? {},
    decisions: Object.fromEntries(
      (meeting?.decisions ?? []).map((decision) => [decision.id, decision.heads]),
    ),
  });
  const [errors, setErrors] = useState<FieldErrors>({});
  const { save, busy } = useSave(draft, { doneText: '会议纪要已保存' });
  const submit = (): void => {
    const found = checkForm(meetingForm, draft.values, formSchema);
    setErrors(found);
    if (Object.keys(found).length > 0) return;
    const { decisions, ...fields } = formSchema.parse(draft.values);
    const record = meeting ? { id: meeting.id, ...seenOf(draft) } : {};
    save(
      'meeting.save',
      { ...record, fields, decisions },
      ({ id }) => void navigate(`/meetings/${id}`, { replace: true }),
    );
  };
  return (
    <Page
      header={
        <PageHeader
          back={{ to: meeting ? `/meetings/${meeting.id}` : '/meetings', label: '月度联席会议' }}
          title={meeting ? '修改会议纪要' : '新建会议纪要'}
          subtitle="不得录入涉密信息"
          actions={
            draft.ready && isMonth(draft.values.month) ? (
              <PackButton
                month={draft.values.month}
                topics={draft.values.topics}
                onTopics={(topics) => draft.patch({ topics: [...topics] })}
              />
            ) : null
          }
        />
      }
      footer={<FormActions saveLabel="保存会议纪要" onSave={submit} saving={busy} draft={draft.status} />}
    >
      <UnsavedGuard status={draft.status} flush={draft.flush} />
      <DraftNotice draft={draft} explanation={meeting ? '表单将回到已保存的内容。' : '表单将清空。'} />
      {draft.ready && isOutsideMonth(draft.values) ? (
        <Alert type="warning" showIcon title="会议日期不在会议月份之内，会议纪要上两处都会印出，请核对。" />
      ) : null}
      {draft.ready && (
        <FormView
          spec={meetingForm}
          values={draft.values}
          onPatch={draft.patch}
          errors={errors}
          schema={formSchema}
          onSave={submit}
          autoFocus
          widgets={{ topics: TopicRows, decisions: DecisionRows }}
        />
      )}
    </Page>
  );
}

type Values = ReturnType<typeof initialValues>;

/** Both are printed; a meeting may be held late, so it is no error. */
function isOutsideMonth({ month, heldOn }: Values): boolean {
  return month !== '' && heldOn !== '' && !heldOn.startsWith(month);
}

interface SeenOfMeeting {
  readonly heads: SeenHeads;
  readonly decisions: Readonly<Record<string, SeenHeads>>;
}

/** 议定事项 are one field of the form: once typed in, they count as they were seen then. */
function seenOf({ typedSeen, seenAtOpening }: Draft<Values, SeenOfMeeting>): {
  seen: SeenHeads;
  seenDecisions: Record<string, SeenHeads>;
} {
  const { decisions } = typedSeen['decisions'] ?? seenAtOpening;
  return {
    seen: seenByEdit({ typedSeen: headsOf(typedSeen), seenAtOpening: seenAtOpening.heads }),
    seenDecisions: { ...decisions },
  };
}

function initialValues(meeting: Meeting | undefined, officer: string) {
  const now = Date.now();
  return {
    month: meeting?.month ?? localMonth(now),
    heldOn: meeting?.heldOn ?? localDate(now),
    place: meeting?.place ?? '',
    chair: meeting?.chair ?? '',
    chairRole: meeting?.chairRole ?? '',
    recorder: meeting?.recorder ?? officer,
    departments: meeting?.departments ?? [],
    topics: meeting?.topics ?? [{ title: '', summary: '' }],
    decisions: (meeting?.decisions ?? []).map(
      ({ id, what, who, dueDate, done, doneOn }): DecisionDraft => ({ id, what, who, dueDate, done, doneOn }),
    ),
  };
}
