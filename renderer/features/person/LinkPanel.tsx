/** 挂钩联系 of one enterprise: who is linked now and was before, and the form to link or to end. */
import { Alert, Button, Drawer } from 'antd';
import { type ReactNode, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { type Link, linkFields } from '../../../shared/person/contract.ts';
import { linkForm } from '../../../shared/person/form.ts';
import { linkKindLabels } from '../../../shared/person/rules.ts';
import { seenByEdit } from '../../../shared/record/seen.ts';
import { useCall, useCommand } from '../../queries.ts';
import { DraftNotice } from '../../ui/DraftNotice.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { FormActions } from '../../ui/FormActions.tsx';
import { FormView } from '../../ui/FormView.tsx';
import { checkForm, type FieldErrors } from '../../ui/formErrors.ts';
import { Panel } from '../../ui/Page.tsx';
import { RowActions } from '../../ui/RowActions.tsx';
import { StatusTag } from '../../ui/StatusTag.tsx';
import { useDraft } from '../../ui/useDraft.ts';

export function LinkPanel({ enterpriseId }: { readonly enterpriseId: string }): ReactNode {
  const links = useCall('link.byEnterprise', { enterpriseId });
  // Back from 新建人员: the drawer stands open again, with the new person in it.
  const [search, setSearch] = useSearchParams();
  const personId = search.get('person') ?? '';
  const [editing, setEditing] = useState<Link | 'new' | null>(personId === '' ? null : 'new');
  const remove = useCommand('link.remove', { quiet: true, doneText: '已删除，变更记录保留' });
  const close = (): void => {
    setEditing(null);
    if (personId !== '') setSearch({ section: 'links' }, { replace: true });
  };
  const add = (
    <Button type="primary" size="small" onClick={() => setEditing('new')}>
      建立挂钩
    </Button>
  );
  return (
    <Panel title="挂钩联系" extra={add}>
      {links.error ? <ErrorNotice error={links.error} onRetry={() => void links.refetch()} /> : null}
      {links.data?.length === 0 ? (
        <EmptyState title="还没有挂钩联系人" explanation="检查处置报备需要挂钩联系市领导，请先建立。" />
      ) : (
        <ul className="desk-links">
          {links.data?.map((link) => (
            <li key={link.id}>
              <StatusTag tone={link.toDate === '' ? 'info' : 'plain'}>{linkKindLabels[link.kind]}</StatusTag>
              <strong>{link.personName}</strong>
              <span>
                {link.personUnit}
                {link.personPost}
              </span>
              <span className="desk-none">
                {link.fromDate} 至 {link.toDate || '今'}
              </span>
              <span>{link.note}</span>
              {link.editable ? (
                <RowActions
                  onEdit={() => setEditing(link)}
                  question={`删除与${link.personName}的挂钩？`}
                  explanation="登记有误时才删除；交接或离任请在“修改”中填写结束日期。变更记录会保留。"
                  onRemove={() => remove.mutateAsync({ id: link.id }).then(() => undefined)}
                />
              ) : null}
            </li>
          ))}
        </ul>
      )}
      <Drawer open={editing !== null} onClose={close} title="挂钩联系" size={520} destroyOnHidden>
        {editing === null ? null : (
          <LinkEditor
            key={editing === 'new' ? 'new' : editing.id}
            enterpriseId={enterpriseId}
            personId={personId}
            {...(editing === 'new' ? {} : { link: editing })}
            onDone={close}
          />
        )}
      </Drawer>
    </Panel>
  );
}

interface LinkEditorProps {
  readonly enterpriseId: string;
  /** Chosen from the start, for a new link. */
  readonly personId?: string;
  readonly link?: Link;
  readonly onDone: () => void;
}

function LinkEditor({ enterpriseId, personId = '', link, onDone }: LinkEditorProps): ReactNode {
  const navigate = useNavigate();
  const newPerson = (): void => void navigate(`/people/new?enterprise=${encodeURIComponent(enterpriseId)}`);
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
  const finish = {
    doneText: '已保存',
    onDone: () => void draft.finish().then(onDone),
  };
  const create = useCommand('link.create', finish);
  const update = useCommand('link.update', finish);
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
  const save = (): void => {
    const found = checkForm(form, entered, linkFields);
    setErrors(found);
    if (!fields.success) return;
    if (link) update.mutate({ id: link.id, fields: fields.data, seen: seenByEdit(draft) });
    else create.mutate({ enterpriseId, fields: fields.data });
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
          onSave={save}
          labels="top"
          autoFocus
        />
      )}
      {fields.success
        ? warnings.data?.map((warning) => (
            <Alert key={warning} className="desk-form-alert" type="warning" showIcon title={warning} />
          ))
        : null}
      <FormActions
        saveLabel="保存挂钩"
        onSave={save}
        saving={create.isPending || update.isPending}
        draft={draft.status}
      >
        {link === undefined ? <Button onClick={newPerson}>新建人员</Button> : null}
      </FormActions>
    </>
  );
}
