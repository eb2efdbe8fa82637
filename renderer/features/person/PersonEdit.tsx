import { type ReactNode, useState } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { type Person, personFields } from '../../../shared/person/contract.ts';
import { personForm } from '../../../shared/person/form.ts';
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

/** New person at /people/new, change at /people/:personId/edit. */
export function PersonEdit(): ReactNode {
  const { personId } = useParams();
  if (personId === undefined) return <PersonForm />;
  return <LoadedPersonForm key={personId} personId={personId} />;
}

function LoadedPersonForm({ personId }: { readonly personId: string }): ReactNode {
  const person = useCall('person.get', { id: personId });
  if (person.error) {
    return (
      <FailedPage
        back={{ to: '/people', label: '挂钩联系' }}
        title="修改人员"
        error={person.error}
        onRetry={() => void person.refetch()}
      />
    );
  }
  return person.data ? <PersonForm person={person.data} /> : null;
}

function PersonForm({ person }: { readonly person?: Person }): ReactNode {
  const navigate = useNavigate();
  // Asked for from an enterprise's link drawer, which goes on with the new person.
  const forEnterprise = useSearchParams()[0].get('enterprise');
  const session = useCall('session.state', {});
  const side = session.data?.side ?? 'town';
  const initial = {
    category: person?.category ?? (side === 'city' ? 'city-leader' : 'town-leader'),
    name: person?.name ?? '',
    post: person?.post ?? '',
    unit: person?.unit ?? '',
    phone: person?.phone ?? '',
    inOfficeFrom: person?.inOfficeFrom ?? '',
    inOfficeTo: person?.inOfficeTo ?? '',
  };
  const draft = useDraft(`person:${person?.id ?? 'new'}`, initial, person?.heads ?? {});
  const [errors, setErrors] = useState<FieldErrors>({});
  const { save, busy } = useSave(draft, { doneText: '已保存' });
  const onDone = ({ id }: { id: string }): void => {
    const target =
      forEnterprise === null
        ? `/people/${id}`
        : `/enterprises/${encodeURIComponent(forEnterprise)}?section=links&form=link:new:${encodeURIComponent(forEnterprise)}&person=${id}`;
    void navigate(target, { replace: true });
  };
  const form = personForm(side);
  const onSave = (): void => {
    const found = checkForm(form, draft.values, personFields);
    setErrors(found);
    if (Object.keys(found).length > 0) return;
    const fields = personFields.parse(draft.values);
    if (person) save('person.update', { id: person.id, fields, seen: seenByEdit(draft) }, onDone);
    else save('person.create', { fields }, onDone);
  };
  return (
    <Page
      header={
        <PageHeader
          back={{ to: person ? `/people/${person.id}` : '/people', label: person?.name ?? '挂钩联系' }}
          title={person ? '修改人员' : '新建人员'}
        />
      }
      footer={<FormActions saveLabel="保存" onSave={onSave} saving={busy} draft={draft.status} />}
    >
      <UnsavedGuard status={draft.status} flush={draft.flush} />
      <DraftNotice draft={draft} explanation={person ? '表单将回到已保存的内容。' : '表单将清空。'} />
      {draft.ready && (
        <FormView
          spec={form}
          values={draft.values}
          onPatch={draft.patch}
          errors={errors}
          schema={personFields}
          onSave={onSave}
          autoFocus
        />
      )}
    </Page>
  );
}
