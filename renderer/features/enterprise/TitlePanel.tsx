/** 级别与称号: entered by the city with dates and validity; an expired one stays, marked. */
import { Alert, Button, Drawer, Table } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { localDate } from '../../../shared/clock.ts';
import type { Dossier } from '../../../shared/enterprise/contract.ts';
import { titleForm } from '../../../shared/enterprise/form.ts';
import { levelOf } from '../../../shared/enterprise/levels.ts';
import { titleFields } from '../../../shared/enterprise/schema.ts';
import type { TitleRecordView } from '../../../shared/enterprise/title-contract.ts';
import { seenByEdit } from '../../../shared/record/seen.ts';
import { useCommand } from '../../commands.ts';
import { useSave } from '../../save.ts';
import { DraftNotice } from '../../ui/DraftNotice.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { clearFailures } from '../../ui/failures.ts';
import { FormActions } from '../../ui/FormActions.tsx';
import { FormView } from '../../ui/FormView.tsx';
import { checkForm, type FieldErrors } from '../../ui/formErrors.ts';
import { Panel } from '../../ui/Page.tsx';
import { useOpenForm } from '../../ui/openForm.ts';
import { ReasonInput } from '../../ui/ReasonInput.tsx';
import { RowActions } from '../../ui/RowActions.tsx';
import { StatusTag } from '../../ui/StatusTag.tsx';
import { useDraft } from '../../ui/useDraft.ts';
import { proposedText } from './proposed-text.ts';

const states = {
  valid: { tone: 'good', label: '有效' },
  expired: { tone: 'warn', label: '已过期' },
  future: { tone: 'plain', label: '尚未生效' },
} as const;

export function TitlePanel(props: { readonly dossier: Dossier; readonly isCity: boolean }): ReactNode {
  const { dossier, isCity } = props;
  // By the key of its draft, so that two records' texts never mix.
  const keyOf = (record: string): string => `${isCity ? '' : 'suggestion:'}title:${record}`;
  const fresh = keyOf(`new:${dossier.id}`);
  const [form, setForm] = useOpenForm();
  const record = dossier.titles.find(({ id }) => form === keyOf(id));
  const isOpen = (isCity || dossier.editable) && (record !== undefined || form === fresh);
  const remove = useCommand('title.remove', { quiet: true, doneText: '已删除，变更记录保留' });
  const close = (): void => setForm('');
  const add = (
    <Button type="primary" size="small" onClick={() => setForm(fresh)}>
      登记级别
    </Button>
  );
  return (
    <Panel
      title="级别与称号"
      extra={
        isCity ? (
          add
        ) : (
          <>
            由市发改委维护
            {dossier.editable ? (
              <Button size="small" onClick={() => setForm(fresh)}>
                提出登记建议
              </Button>
            ) : null}
          </>
        )
      }
    >
      {dossier.titles.length === 0 ? (
        <EmptyState
          title="还没有登记级别和称号"
          explanation="附件7 的申报计划不是称号；获得认定后由市发改委按证书登记。"
        />
      ) : (
        <Table<TitleRecordView>
          size="small"
          pagination={false}
          rowKey="id"
          dataSource={[...dossier.titles]}
          columns={[
            { title: '级别', render: (_, row) => levelOf(row.level).label },
            { title: '状态', width: 100, render: (_, row) => <State state={row.state} /> },
            { title: '认定日期', width: 120, render: (_, row) => row.grantedOn || <Blank /> },
            { title: '有效期至', width: 120, render: (_, row) => row.validUntil || <Blank text="未载明" /> },
            { title: '证书编号', width: 180, render: (_, row) => row.certificateNumber || <Blank /> },
            { title: '备注', render: (_, row) => row.note },
            ...(isCity
              ? [
                  {
                    title: '',
                    width: 150,
                    render: (_: unknown, row: TitleRecordView) => (
                      <RowActions
                        onEdit={() => setForm(keyOf(row.id))}
                        question={`删除“${levelOf(row.level).label}”？`}
                        explanation="登记有误时才删除；到期的称号请保留，程序会自动标为已过期。变更记录会保留。"
                        onRemove={() => remove.mutateAsync({ id: row.id }).then(() => undefined)}
                      />
                    ),
                  },
                ]
              : dossier.editable
                ? [
                    {
                      title: '',
                      width: 130,
                      render: (_: unknown, row: TitleRecordView) => (
                        <Button type="link" size="small" onClick={() => setForm(keyOf(row.id))}>
                          提修改建议
                        </Button>
                      ),
                    },
                  ]
                : []),
          ]}
        />
      )}
      <Drawer
        open={isOpen}
        onClose={close}
        title={`${isCity ? '' : '建议'}${record === undefined ? '登记级别与称号' : '修改级别与称号'}`}
        size={560}
        destroyOnHidden
      >
        {isOpen ? (
          <TitleEditor
            key={form}
            formKey={form}
            enterpriseId={dossier.id}
            isCity={isCity}
            {...(record === undefined ? {} : { title: record })}
            onDone={close}
          />
        ) : null}
      </Drawer>
    </Panel>
  );
}

function State({ state }: { readonly state: TitleRecordView['state'] }): ReactNode {
  return <StatusTag tone={states[state].tone}>{states[state].label}</StatusTag>;
}

function Blank({ text = '未填写' }: { readonly text?: string }): ReactNode {
  return <span className="desk-none">{text}</span>;
}

interface TitleEditorProps {
  readonly formKey: string;
  readonly enterpriseId: string;
  /** A town proposes what the city would enter. */
  readonly isCity: boolean;
  readonly title?: TitleRecordView;
  readonly onDone: () => void;
}

function TitleEditor({ formKey, enterpriseId, isCity, title, onDone }: TitleEditorProps): ReactNode {
  const initial = {
    level: title?.level ?? '',
    certificateNumber: title?.certificateNumber ?? '',
    grantedOn: title?.grantedOn ?? '',
    validUntil: title?.validUntil ?? '',
    note: title?.note ?? '',
    // Of a suggestion.
    reason: '',
  };
  const draft = useDraft(formKey, initial, title?.heads ?? {});
  const [errors, setErrors] = useState<FieldErrors>({});
  // With the drawer goes what was refused in it.
  useEffect(() => clearFailures, []);
  const [today] = useState(() => localDate(Date.now()));
  const { save, busy } = useSave(draft, { doneText: isCity ? '已登记' : proposedText });
  const onSave = (): void => {
    const found = checkForm(titleForm, draft.values, titleFields);
    setErrors(found);
    const fields = titleFields.safeParse(draft.values);
    if (Object.keys(found).length > 0 || !fields.success) return;
    if (!isCity) {
      const about = title ? { titleId: title.id } : {};
      const proposal = { entityType: 'title', enterpriseId, ...about, fields: fields.data } as const;
      const { reason } = draft.values;
      save('suggestion.propose', { ...proposal, reason, seen: seenByEdit(draft) }, onDone);
    } else if (title) {
      save('title.update', { id: title.id, fields: fields.data, seen: seenByEdit(draft) }, onDone);
    } else save('title.create', { enterpriseId, fields: fields.data }, onDone);
  };
  return (
    <>
      <DraftNotice
        draft={{
          ...draft,
          discard: async () => {
            setErrors({});
            clearFailures();
            await draft.discard();
          },
        }}
        explanation={title ? '表单将回到已登记的内容。' : '表单将清空。'}
      />
      {isCity ? null : (
        <p className="desk-panel-note desk-suggestion-note">将作为修改建议报市发改委，采纳后才生效。</p>
      )}
      {draft.ready && (
        <FormView
          spec={titleForm}
          values={draft.values}
          onPatch={(change) => {
            // What was refused is not what stands there now.
            clearFailures();
            draft.patch(change);
          }}
          errors={errors}
          schema={titleFields}
          onSave={onSave}
          labels="top"
          autoFocus
        />
      )}
      {/* A certificate may name a coming day; more often the year is mistyped. */}
      {draft.ready && draft.values.grantedOn > today ? (
        <Alert
          className="desk-form-alert"
          type="warning"
          showIcon
          title="认定日期晚于今天，请与证书核对。确是以后生效的，照常填写即可，届时之前显示“尚未生效”。"
        />
      ) : null}
      {draft.ready && !isCity ? (
        <ReasonInput value={draft.values.reason} onChange={(reason) => draft.patch({ reason })} />
      ) : null}
      <FormActions
        saveLabel={isCity ? '保存' : '提出建议'}
        onSave={onSave}
        saving={busy}
        draft={draft.status}
      />
    </>
  );
}
