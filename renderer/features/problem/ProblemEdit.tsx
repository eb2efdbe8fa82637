import { Alert } from 'antd';
import { type ReactNode, useDeferredValue, useState } from 'react';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import { localDate } from '../../../shared/clock.ts';
import { newProblemFields, type Problem, problemFields } from '../../../shared/problem/contract.ts';
import { newProblemForm, problemForm } from '../../../shared/problem/form.ts';
import { seenByEdit } from '../../../shared/record/seen.ts';
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
import { useDraft } from '../../ui/useDraft.ts';

const widgets = { enterprise: EnterpriseField };

/** New at /problems/new?enterprise=…, change at /problems/:problemId/edit. */
export function ProblemEdit(): ReactNode {
  const { problemId } = useParams();
  const [search] = useSearchParams();
  const enterpriseId = search.get('enterprise');
  if (problemId !== undefined) return <LoadedForm key={problemId} problemId={problemId} />;
  return enterpriseId === null ? <ProblemForm /> : <FormForEnterprise key={enterpriseId} id={enterpriseId} />;
}

function LoadedForm({ problemId }: { readonly problemId: string }): ReactNode {
  const problem = useCall('problem.get', { id: problemId });
  if (problem.error)
    return (
      <FailedPage
        back={{ to: '/problems', label: '问题诉求' }}
        title="修改问题"
        error={problem.error}
        onRetry={() => void problem.refetch()}
      />
    );
  return problem.data ? <ProblemForm problem={problem.data} /> : null;
}

function FormForEnterprise({ id }: { readonly id: string }): ReactNode {
  const enterprise = useCall('enterprise.get', { id });
  if (enterprise.error)
    return (
      <FailedPage
        back={{ to: '/problems', label: '问题诉求' }}
        title="登记问题"
        error={enterprise.error}
        onRetry={() => void enterprise.refetch()}
      />
    );
  if (!enterprise.data) return null;
  const { name, contactName, contactPhone } = enterprise.data;
  return <ProblemForm enterprise={{ id, name, contactName, contactPhone }} />;
}

interface ProblemFormProps {
  readonly problem?: Problem;
  readonly enterprise?: {
    readonly id: string;
    readonly name: string;
    readonly contactName: string;
    readonly contactPhone: string;
  };
}

function ProblemForm({ problem, enterprise }: ProblemFormProps): ReactNode {
  const navigate = useNavigate();
  const [today] = useState(() => localDate(Date.now()));
  const draftKey = problem?.id ?? (enterprise ? `new:${enterprise.id}` : 'new');
  const draft = useDraft(
    `problem:${draftKey}`,
    {
      enterpriseId: problem?.enterpriseId ?? enterprise?.id ?? '',
      enterpriseName: problem?.enterpriseName ?? enterprise?.name ?? '',
      title: problem?.title ?? '',
      detail: problem?.detail ?? '',
      category: problem?.category ?? '',
      source: problem?.source ?? ('call' as const),
      raisedOn: problem?.raisedOn ?? today,
      raisedBy: problem?.raisedBy ?? enterprise?.contactName ?? '',
      phone: problem?.phone ?? enterprise?.contactPhone ?? '',
      hostDueOn: '',
    },
    problem?.heads ?? {},
  );
  const [errors, setErrors] = useState<FieldErrors>({});
  const { save, busy } = useSave(draft, { doneText: problem ? '已保存' : '问题已登记' });
  const form = problem ? problemForm : newProblemForm;
  const schema = problem ? problemFields : newProblemFields;
  const onSave = (): void => {
    const { values } = draft;
    const found = checkForm(form, values, schema);
    setErrors(found);
    if (Object.keys(found).length > 0) return;
    const fields = problemFields.parse(values);
    const onDone = (id: string) => (): void => void navigate(`/problems/${id}`, { replace: true });
    if (problem)
      save('problem.update', { id: problem.id, fields, seen: seenByEdit(draft) }, onDone(problem.id));
    else
      save(
        'problem.create',
        { enterpriseId: values.enterpriseId, fields, hostDueOn: values.hostDueOn },
        ({ id }) => onDone(id)(),
      );
  };
  return (
    <Page
      header={
        <PageHeader
          back={
            problem
              ? { to: `/problems/${problem.id}`, label: '问题' }
              : { to: '/problems', label: '问题诉求' }
          }
          title={problem ? '修改问题' : '登记问题'}
          subtitle={problem ? problem.enterpriseName : '不得录入涉密信息'}
        />
      }
      footer={<FormActions saveLabel="保存" onSave={onSave} saving={busy} draft={draft.status} />}
    >
      <UnsavedGuard status={draft.status} flush={draft.flush} />
      <DraftNotice draft={draft} explanation={problem ? '表单将回到已保存的内容。' : '表单将清空。'} />
      {draft.ready ? (
        <>
          <SimilarNotice
            enterpriseId={draft.values.enterpriseId}
            title={draft.values.title}
            exceptId={problem?.id}
          />
          <FormView
            spec={form}
            values={draft.values}
            onPatch={draft.patch}
            errors={errors}
            schema={schema}
            onSave={onSave}
            autoFocus
            widgets={widgets}
          />
        </>
      ) : null}
    </Page>
  );
}

/** Raised twice, a problem has two deadlines and two answers: said while it is typed, and never a bar. */
function SimilarNotice(props: {
  readonly enterpriseId: string;
  readonly title: string;
  readonly exceptId: string | undefined;
}): ReactNode {
  const title = useDeferredValue(props.title);
  const similar = useCall(
    'problem.similar',
    {
      enterpriseId: props.enterpriseId,
      title: title.slice(0, 1000),
      ...(props.exceptId === undefined ? {} : { exceptId: props.exceptId }),
    },
    { enabled: props.enterpriseId !== '' && title.trim() !== '', keepPrevious: true },
  );
  const found = props.enterpriseId === '' || title.trim() === '' ? [] : (similar.data ?? []);
  if (found.length === 0) return null;
  return (
    <Alert
      className="desk-form-alert"
      type="info"
      showIcon
      title={
        <>
          该企业已有相近的在办问题：
          {found.map(({ id, title: text, raisedOn }) => (
            <Link key={id} to={`/problems/${id}`} className="desk-similar">
              {raisedOn} {text}
            </Link>
          ))}
          。同一问题不必重复登记，可在原问题中补充。
        </>
      }
    />
  );
}
