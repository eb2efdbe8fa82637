import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { type Filing, filingFields } from '../../../shared/filing/contract.ts';
import { filingForm } from '../../../shared/filing/form.ts';
import type { SeenHeads } from '../../../shared/record/contract.ts';
import { seenByEdit } from '../../../shared/record/seen.ts';
import { CallError } from '../../api.ts';
import { EnterpriseField } from '../../enterprise-field.tsx';
import { useCall } from '../../queries.ts';
import { useSave } from '../../save.ts';
import { DraftNotice } from '../../ui/DraftNotice.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { FailedPage } from '../../ui/FailedPage.tsx';
import { FormActions } from '../../ui/FormActions.tsx';
import { FormView } from '../../ui/FormView.tsx';
import { checkForm, type FieldErrors } from '../../ui/formErrors.ts';
import { Page, PageHeader } from '../../ui/Page.tsx';
import { UnsavedGuard } from '../../ui/UnsavedGuard.tsx';
import { type Draft, useDraft } from '../../ui/useDraft.ts';
import { FormReminders, PaperRoom, reasonsOf, VerdictField } from './FormCheck.tsx';
import { type FilingValues, initialValues, takenOver } from './formValues.ts';
import { StandingNotice } from './StandingNotice.tsx';
import { BasisField, LeaderField, UnitField } from './fields.tsx';

const widgets = {
  enterprise: EnterpriseField,
  leader: LeaderField,
  verdict: VerdictField,
  unit: UnitField,
  basis: BasisField,
};

/** New at /filings/new?enterprise=…, change at /filings/:filingId/edit. */
export function FilingEdit(): ReactNode {
  const { filingId } = useParams();
  const [search] = useSearchParams();
  const enterpriseId = search.get('enterprise');
  if (filingId !== undefined) return <LoadedFilingForm key={filingId} filingId={filingId} />;
  const copied = search.get('copy');
  if (copied !== null) return <CopiedFilingForm key={copied} filingId={copied} />;
  if (enterpriseId !== null) return <FormForEnterprise key={enterpriseId} enterpriseId={enterpriseId} />;
  return <FilingForm />;
}

function LoadedFilingForm({ filingId }: { readonly filingId: string }): ReactNode {
  const filing = useCall('filing.get', { id: filingId });
  if (filing.error) {
    return <FailedForm title="修改报备" error={filing.error} onRetry={() => void filing.refetch()} />;
  }
  return filing.data ? <FilingForm filing={filing.data} /> : null;
}

function FailedForm(props: {
  readonly title: string;
  readonly error: Error;
  readonly onRetry: () => void;
}): ReactNode {
  return <FailedPage back={{ to: '/filings', label: '检查处置报备' }} {...props} />;
}

/** A new one with what the next inspection of the same unit shares with it. */
function CopiedFilingForm({ filingId }: { readonly filingId: string }): ReactNode {
  const filing = useCall('filing.get', { id: filingId });
  if (filing.error) {
    return <FailedForm title="新建检查处置报备" error={filing.error} onRetry={() => void filing.refetch()} />;
  }
  if (!filing.data) return null;
  const { enterpriseId, enterpriseName } = filing.data;
  return <FilingForm enterprise={{ id: enterpriseId, name: enterpriseName }} copied={filing.data} />;
}

function FormForEnterprise({ enterpriseId }: { readonly enterpriseId: string }): ReactNode {
  const enterprise = useCall('enterprise.get', { id: enterpriseId });
  if (enterprise.error instanceof CallError && enterprise.error.code === 'record.not-found') {
    return <NoSuchEnterprise />;
  }
  if (enterprise.error) {
    return (
      <FailedForm
        title="新建检查处置报备"
        error={enterprise.error}
        onRetry={() => void enterprise.refetch()}
      />
    );
  }
  return enterprise.data ? <FilingForm enterprise={enterprise.data} /> : null;
}

/** Asking again would not help: the ledger says which enterprises are here. */
function NoSuchEnterprise(): ReactNode {
  const navigate = useNavigate();
  return (
    <Page header={<PageHeader back={{ to: '/filings', label: '检查处置报备' }} title="新建检查处置报备" />}>
      <EmptyState
        title="本机没有这家企业"
        explanation="可能已改派到其他镇（区、街道）、已从台账中删除，或链接有误。没有内容丢失。请在企业台账中核对，或另选企业报备。"
        actions={
          <>
            <Button type="primary" onClick={() => void navigate('/enterprises')}>
              打开企业台账
            </Button>
            <Button onClick={() => void navigate('/filings/new', { replace: true })}>另选企业报备</Button>
          </>
        }
      />
    </Page>
  );
}

interface FilingFormProps {
  readonly filing?: Filing;
  readonly enterprise?: { readonly id: string; readonly name: string };
  /** Another filing whose unit, kind and basis are taken over. */
  readonly copied?: Filing;
}

function FilingForm({ filing, enterprise, copied }: FilingFormProps): ReactNode {
  const navigate = useNavigate();
  const draftKey = filing?.id ?? (enterprise ? `new:${enterprise.id}` : 'new');
  // What the officer saw when the typing began: later changes by others become conflicts, not losses.
  const draft = useDraft(
    `filing:${draftKey}`,
    initialValues(filing, enterprise, copied),
    filing?.heads ?? {},
  );
  const patch = (change: Partial<FilingValues>): void =>
    draft.patch(copied ? { ...takenOver(draft.values), ...change } : change);
  const [errors, setErrors] = useState<FieldErrors>({});
  const { save, busy } = useSave(draft, { doneText: '报备已保存' });
  const onDone = ({ id }: { id: string }): void => void navigate(`/filings/${id}`, { replace: true });
  const onSave = (): void => {
    const found = checkForm(filingForm, draft.values, filingFields);
    setErrors(found);
    if (Object.keys(found).length > 0) return;
    const { enterpriseId } = draft.values;
    const fields = filingFields.parse(draft.values);
    const reasons = reasonsOf(draft.values.reasons);
    if (filing)
      save('filing.update', { id: filing.id, enterpriseId, fields, reasons, seen: seenOf(draft) }, onDone);
    else save('filing.create', { enterpriseId, fields, reasons }, onDone);
  };
  return (
    <Page
      header={
        <PageHeader
          back={{
            to: filing ? `/filings/${filing.id}` : '/filings',
            label: filing ? '报备' : '检查处置报备',
          }}
          title={filing ? '修改报备' : '新建检查处置报备'}
          subtitle="不得录入涉密信息"
        />
      }
      footer={
        <>
          <PaperRoom values={draft.values} id={filing?.id} />
          <FormActions saveLabel="保存报备" onSave={onSave} saving={busy} draft={draft.status} />
        </>
      }
    >
      <UnsavedGuard status={draft.status} flush={draft.flush} />
      <DraftNotice draft={draft} explanation={filing ? '表单将回到已保存的报备。' : '表单将清空。'} />
      {draft.ready && (
        <>
          <StandingNotice enterpriseId={draft.values.enterpriseId} before={filing?.enterpriseId ?? ''} />
          <FormView
            spec={filingForm}
            values={{ ...draft.values, filingId: filing?.id }}
            onPatch={patch}
            errors={errors}
            schema={filingFields}
            onSave={onSave}
            autoFocus={filing && filing.progress.inspectedOn !== '' ? 'findings' : true}
            widgets={widgets}
          />
          <FormReminders
            values={draft.values}
            id={filing?.id}
            onReason={(code, reason) => patch({ reasons: { ...draft.values.reasons, [code]: reason } })}
          />
        </>
      )}
    </Page>
  );
}

/** The leader is looked up for the date and written with it: whoever wrote the date anew had seen that date's leader. */
function seenOf({ typedSeen, seenAtOpening }: Draft<FilingValues, SeenHeads>): SeenHeads {
  const { inspectionDate } = typedSeen;
  return seenByEdit({
    typedSeen: inspectionDate === undefined ? typedSeen : { ...typedSeen, cityLeader: inspectionDate },
    seenAtOpening,
  });
}
