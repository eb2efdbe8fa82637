import { Alert, Button } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import {
  type Bulletin,
  bulletinFields,
  type BulletinFields,
  type BulletinSummary,
} from '../../../shared/bulletin/contract.ts';
import type { BulletinFigures } from '../../../shared/bulletin/figures.ts';
import {
  bulletinForm,
  bulletinRecipients,
  bulletinTitle,
  bulletinUnit,
} from '../../../shared/bulletin/form.ts';
import {
  isQuarter,
  issueOf,
  quarterSpan,
  quarterText,
  quarterToReport,
} from '../../../shared/bulletin/quarter.ts';
import { isDate, localDate } from '../../../shared/clock.ts';
import { seenByEdit } from '../../../shared/record/seen.ts';
import { useCall } from '../../queries.ts';
import { useSave } from '../../save.ts';
import { DraftNotice } from '../../ui/DraftNotice.tsx';
import { FailedPage } from '../../ui/FailedPage.tsx';
import { FormActions } from '../../ui/FormActions.tsx';
import { FormView } from '../../ui/FormView.tsx';
import { checkForm, type FieldErrors } from '../../ui/formErrors.ts';
import { Page, PageHeader } from '../../ui/Page.tsx';
import { UnsavedGuard } from '../../ui/UnsavedGuard.tsx';
import { useDraft } from '../../ui/useDraft.ts';
import { FiguresField, HighlightRows, QuarterContext, QuarterField } from './fields.tsx';

const widgets = { quarter: QuarterField, figures: FiguresField, highlights: HighlightRows };

/** New bulletin at /bulletins/new, change at /bulletins/:bulletinId/edit. */
export function BulletinEdit(): ReactNode {
  const { bulletinId } = useParams();
  const list = useCall('bulletin.list', {});
  const bulletin = useCall(
    'bulletin.get',
    { id: bulletinId ?? 'new' },
    { enabled: bulletinId !== undefined },
  );
  const error = list.error ?? bulletin.error;
  if (error) {
    return (
      <FailedPage
        back={{ to: '/bulletins', label: '季度通报' }}
        title="修改季度通报"
        error={error}
        onRetry={() => void Promise.all([list.refetch(), bulletin.refetch()])}
      />
    );
  }
  if (!list.data) return null;
  if (bulletinId === undefined) return <BulletinForm list={list.data} />;
  return bulletin.data ? <BulletinForm key={bulletinId} list={list.data} bulletin={bulletin.data} /> : null;
}

interface BulletinFormProps {
  readonly list: readonly BulletinSummary[];
  readonly bulletin?: Bulletin;
}

function BulletinForm({ list, bulletin }: BulletinFormProps): ReactNode {
  const navigate = useNavigate();
  const draft = useDraft(`bulletin:${bulletin?.id ?? 'new'}`, initialValues(bulletin), bulletin?.heads ?? {});
  const [errors, setErrors] = useState<FieldErrors>({});
  const { save, busy } = useSave(draft, { doneText: '季度通报已保存' });
  const { quarter } = draft.values;
  const counted = useCall('bulletin.figures', { quarter }, { enabled: draft.ready });
  const now = useMemo(
    () => ({
      counted: counted.data,
      error: counted.error,
      onRetry: () => void counted.refetch(),
      isFixed: bulletin !== undefined,
    }),
    [bulletin, counted],
  );
  const other = list.find((each) => each.quarter === quarter && each.id !== bulletin?.id);
  const submit = (): void => {
    const values = {
      ...draft.values,
      highlights: draft.values.highlights.filter(({ text }) => text.trim() !== ''),
      // Of a new one: as the records say at this moment, which is what the form shows.
      figures: draft.values.figures ?? counted.data?.figures ?? null,
    };
    const found = { ...issueDayProblem(values), ...checkForm(bulletinForm, values, bulletinFields) };
    setErrors(found);
    if (Object.keys(found).length > 0) return;
    const record = bulletin ? { id: bulletin.id, seen: seenByEdit(draft) } : {};
    save(
      'bulletin.save',
      { ...record, fields: bulletinFields.parse(values) },
      ({ id }) => void navigate(`/bulletins/${id}`, { replace: true }),
    );
  };
  return (
    <Page
      header={
        <PageHeader
          back={{ to: bulletin ? `/bulletins/${bulletin.id}` : '/bulletins', label: '季度通报' }}
          title={bulletin ? '修改季度通报' : '编写季度通报'}
          subtitle="不得录入涉密信息"
        />
      }
      footer={
        <FormActions
          saveLabel="保存季度通报"
          onSave={submit}
          saving={busy}
          disabled={other !== undefined || (draft.values.figures === null && counted.data === undefined)}
          draft={draft.status}
        />
      }
    >
      <UnsavedGuard status={draft.status} flush={draft.flush} />
      <DraftNotice draft={draft} explanation={bulletin ? '表单将回到已保存的内容。' : '表单将清空。'} />
      {other ? (
        <Alert
          type="warning"
          showIcon
          title={`${quarterText(quarter)}已经有一份季度通报（第${other.issue}期），一个季度编写一份。`}
          action={<Button onClick={() => void navigate(`/bulletins/${other.id}`)}>打开已有的通报</Button>}
        />
      ) : null}
      {draft.ready && (
        <QuarterContext value={now}>
          <FormView
            spec={bulletinForm}
            values={draft.values}
            onPatch={draft.patch}
            errors={errors}
            schema={bulletinFields}
            onSave={submit}
            widgets={widgets}
          />
        </QuarterContext>
      )}
    </Page>
  );
}

/** Figures null: as the records say when it is saved. */
type Values = Omit<BulletinFields, 'figures'> & { readonly figures: BulletinFigures | null };

function initialValues(bulletin: Bulletin | undefined): Values {
  const quarter = bulletin?.quarter ?? quarterToReport(localDate(Date.now()));
  return {
    quarter,
    issue: bulletin?.issue ?? issueOf(quarter),
    title: bulletin?.title ?? bulletinTitle,
    unit: bulletin?.unit ?? bulletinUnit,
    issuedOn: bulletin?.issuedOn ?? '',
    highlights: bulletin?.highlights ?? [],
    closing: bulletin?.closing ?? '',
    recipients: bulletin?.recipients ?? bulletinRecipients,
    figures: bulletin?.figures ?? null,
  };
}

/** Of a quarter that has not begun nothing can be told. */
function issueDayProblem({
  quarter,
  issuedOn,
}: {
  readonly quarter: string;
  readonly issuedOn: string;
}): FieldErrors {
  const isBefore = isDate(issuedOn) && isQuarter(quarter) && issuedOn < quarterSpan(quarter).fromDate;
  return isBefore ? { issuedOn: '印发日期早于这个季度，请核对' } : {};
}
