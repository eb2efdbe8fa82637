/** The form that links a person to an enterprise, or ends or corrects a link. */
import { Alert, Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useNavigate } from 'react-router';
import { type Link, linkFields } from '../../../shared/person/contract.ts';
import { linkForm } from '../../../shared/person/form.ts';
import { seenByEdit } from '../../../shared/record/seen.ts';
import { useCall } from '../../queries.ts';
import { useSave } from '../../save.ts';
import { DraftNotice } from '../../ui/DraftNotice.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { FormActions } from '../../ui/FormActions.tsx';
import { FormView } from '../../ui/FormView.tsx';
import { checkForm, type FieldErrors } from '../../ui/formErrors.ts';
import { useOpenForm } from '../../ui/openForm.ts';
import { useDraft } from '../../ui/useDraft.ts';

interface LinkEditorProps {
  readonly enterpriseId: string;
  /** Chosen from the start, for a new link. */
  readonly personId?: string;
  readonly link?: Link;
  readonly onDone: () => void;
}

export function LinkEditor({ enterpriseId, personId = '', link, onDone }: LinkEditorProps): ReactNode {
  const navigate = useNavigate();
  const [, setForm] = useOpenForm();
  const newPerson = (): void => {
    // Back, once the link is saved, must not open it again.
    setForm('');
    void navigate(`/people/new?enterprise=${encodeURIComponent(enterpriseId)}`);
  };
  const side = useCall('session.state', {}).data?.side ?? 'town';
  const people = useCall('person.list', { includeFormer: link !== undefined });
  const initial = {
    personId: link?.personId ?? personId,
    fromDate: link?.fromDate ?? '',
    toDate: link?.toDate ?? '',
    note: link?.note ?? '',
  };
  const draft = useDraft(`link:${link?.id ?? `new:${enterpriseId}`}`, initial, link?.heads ?? {});
  const [errors, setErrors] = useState<FieldErrors>({});
  const { save, busy } = useSave(draft, { doneText: '已保存' });
  const choices = (people.data ?? []).filter((person) =>
    link ? person.category === link.kind : side === 'city' || person.category !== 'city-leader',
  );
  const person = choices.find((choice) => choice.id === draft.values.personId);
  const entered = { ...draft.values, kind: link?.kind ?? person?.category ?? 'department' };
  const fields = linkFields.safeParse(entered);
  const warnings = useCall(
    'link.check',
    {
      enterpriseId,
      ...(link ? { id: link.id } : {}),
      fields: fields.data ?? { personId: '', kind: 'department', fromDate: '', toDate: '', note: '' },
    },
    { enabled: fields.success },
  );
  const form = linkForm(choices);
  const onSave = (): void => {
    const found = checkForm(form, entered, linkFields);
    setErrors(found);
    if (!fields.success) return;
    if (link) save('link.update', { id: link.id, fields: fields.data, seen: seenByEdit(draft) }, onDone);
    else save('link.create', { enterpriseId, fields: fields.data }, onDone);
  };
  if (people.data && choices.length === 0) {
    return (
      <EmptyState
        title="还没有可以挂钩的人员"
        explanation={
          side === 'city'
            ? '先录入市领导、镇区主要领导或重点责任部门。'
            : '先录入镇区主要领导或重点责任部门；挂钩联系市领导由市发改委确定，随数据包下发。'
        }
        actions={<Button onClick={newPerson}>新建人员</Button>}
      />
    );
  }
  return (
    <>
      <DraftNotice draft={draft} explanation={link ? '表单将回到已保存的内容。' : '表单将清空。'} />
      {draft.ready && (
        <FormView
          spec={form}
          values={entered}
          onPatch={draft.patch}
          errors={errors}
          schema={linkFields}
          onSave={onSave}
          labels="top"
          autoFocus
        />
      )}
      {fields.success
        ? warnings.data?.map((warning) => (
            <Alert key={warning} className="desk-form-alert" type="warning" showIcon title={warning} />
          ))
        : null}
      <FormActions saveLabel="保存挂钩" onSave={onSave} saving={busy} draft={draft.status}>
        {link === undefined ? <Button onClick={newPerson}>新建人员</Button> : null}
      </FormActions>
    </>
  );
}
