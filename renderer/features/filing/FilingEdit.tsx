import { Button, Input } from 'antd';
import { type ReactNode, useDeferredValue, useState } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { isDate, localDate } from '../../../shared/clock.ts';
import type { OutputOf } from '../../../shared/contract.ts';
import { workdayAfter } from '../../../shared/calendar/workdays.ts';
import { type Filing, filingFields } from '../../../shared/filing/contract.ts';
import { filingForm } from '../../../shared/filing/form.ts';
import { type GivenReason, givenReason } from '../../../shared/filing/case-contract.ts';
import { verdictText } from '../../../shared/filing/rules.ts';
import { filingWarningNames, type FilingWarning } from '../../../shared/filing/warnings.ts';
import type { SeenHeads } from '../../../shared/record/contract.ts';
import { seenByEdit } from '../../../shared/record/seen.ts';
import { CallError } from '../../api.ts';
import { useCall } from '../../queries.ts';
import { useSave } from '../../save.ts';
import { DraftNotice } from '../../ui/DraftNotice.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { FailedPage } from '../../ui/FailedPage.tsx';
import { FormActions } from '../../ui/FormActions.tsx';
import { FormView } from '../../ui/FormView.tsx';
import { checkForm, type FieldErrors } from '../../ui/formErrors.ts';
import { LengthNote } from '../../ui/LengthNote.tsx';
import { Page, PageHeader, Panel } from '../../ui/Page.tsx';
import { UnsavedGuard } from '../../ui/UnsavedGuard.tsx';
import { type Draft, useDraft } from '../../ui/useDraft.ts';
import { StandingNotice } from './StandingNotice.tsx';
import { BasisField, EnterpriseField, LeaderField, UnitField } from './fields.tsx';
import { WarningList } from './WarningList.tsx';

const widgets = { enterprise: EnterpriseField, leader: LeaderField, unit: UnitField, basis: BasisField };

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
            values={draft.values}
            onPatch={draft.patch}
            errors={errors}
            schema={filingFields}
            onSave={onSave}
            autoFocus
            widgets={widgets}
          />
          <Reminders
            values={draft.values}
            id={filing?.id}
            onReason={(code, reason) => draft.patch({ reasons: { ...draft.values.reasons, [code]: reason } })}
          />
        </>
      )}
    </Page>
  );
}

type Values = ReturnType<typeof initialValues>;

/** The leader is looked up for the date and written with it: whoever wrote the date anew had seen that date's leader. */
function seenOf(draft: Draft<Values, SeenHeads>): SeenHeads {
  const { touched } = draft;
  return seenByEdit({
    ...draft,
    touched: 'inspectionDate' in touched ? { ...touched, cityLeader: null } : touched,
  });
}

interface CheckedForm {
  readonly values: Values;
  /** Undefined for a new filing. */
  readonly id: string | undefined;
}

/** Always in sight: whoever writes too much is told while writing, not when it is to be printed. */
function PaperRoom(form: CheckedForm): ReactNode {
  const tooLong = useFilingCheck(form)?.warnings.filter(isOfPaper) ?? [];
  if (tooLong.length === 0) return null;
  return (
    <div className="desk-form-note" role="status">
      <WarningList warnings={tooLong} />
    </div>
  );
}

interface RemindersProps extends CheckedForm {
  readonly onReason: (code: string, reason: string) => void;
}

/** What else would be warned of, and room for why the officer goes on. */
function Reminders({ onReason, ...form }: RemindersProps): ReactNode {
  const check = useFilingCheck(form);
  if (!check) return null;
  const { reasons } = form.values;
  return (
    <div className="desk-form">
      <Panel
        title="提醒"
        extra={check.verdict.report.demand === 'ask' ? undefined : verdictText(check.verdict)}
      >
        <WarningList
          warnings={check.warnings.filter((warning) => warning.code !== 'no-leader' && !isOfPaper(warning))}
          renderBeside={({ code, tone }) =>
            tone === 'warn' ? (
              <span className="desk-given">
                <Input.TextArea
                  aria-label={`继续的理由：${filingWarningNames[code]}`}
                  placeholder="继续，因为……（可不填，记在台账中，不印在表上）"
                  autoSize={{ minRows: 1, maxRows: 4 }}
                  value={reasons[code] ?? ''}
                  onChange={(event) => onReason(code, event.target.value)}
                />
                <LengthNote text={reasons[code] ?? ''} limit={longestReason} />
              </span>
            ) : null
          }
        />
      </Panel>
    </div>
  );
}

const longestReason = 500;

/** Those that were written, of warnings that there are. */
function reasonsOf(reasons: Readonly<Record<string, string>>): GivenReason[] {
  return Object.entries(reasons).flatMap(([warning, reason]) => {
    const given = givenReason.safeParse({ warning, reason });
    return given.success ? [given.data] : [];
  });
}

const isOfPaper = ({ code }: FilingWarning): boolean => code === 'paper-too-long';

/** As the form now stands; undefined until enterprise and date are known. */
function useFilingCheck(form: CheckedForm): OutputOf<'filing.check'> | undefined {
  const values = useDeferredValue(form.values);
  const isKnown = values.enterpriseId !== '' && isDate(values.inspectionDate);
  const { inspectingUnit, inspectionDate, trigger, triggerReference, domain } = values;
  const { basisAndReason, findings, conclusion, thisConclusion, firstDiscovered } = values;
  const check = useCall(
    'filing.check',
    {
      ...(form.id === undefined ? {} : { id: form.id }),
      enterpriseId: values.enterpriseId,
      fields: {
        inspectingUnit,
        inspectionDate,
        trigger,
        triggerReference,
        domain,
        basisAndReason,
        findings,
        conclusion,
        thisConclusion,
        firstDiscovered,
        rectificationDueDate: isDate(values.rectificationDueDate) ? values.rectificationDueDate : '',
      },
    },
    { enabled: isKnown, keepPrevious: true },
  );
  return isKnown ? check.data : undefined;
}

function initialValues(
  filing: Filing | undefined,
  enterprise: FilingFormProps['enterprise'],
  copied: Filing | undefined,
) {
  const like = filing ?? copied;
  return {
    enterpriseId: filing?.enterpriseId ?? enterprise?.id ?? '',
    enterpriseName: filing?.enterpriseName ?? enterprise?.name ?? '',
    inspectingUnit: like?.inspectingUnit ?? '',
    inspectionDate: filing?.inspectionDate ?? workdayAfter(localDate(Date.now())),
    trigger: like?.trigger ?? ('ordinary' as const),
    triggerReference: like?.triggerReference ?? '',
    domain: like?.domain ?? ('safety' as const),
    basisAndReason: like?.basisAndReason ?? '',
    findings: filing?.findings ?? '',
    conclusion: filing?.conclusion ?? '',
    firstDiscovered: filing?.firstDiscovered ?? ('' as const),
    thisConclusion: filing?.thisConclusion ?? '',
    rectificationDueDate: filing?.rectificationDueDate ?? '',
    note: filing?.note ?? '',
    /** Warning → why the officer goes on. */
    reasons: {} as Readonly<Record<string, string>>,
  };
}
