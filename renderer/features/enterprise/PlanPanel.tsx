/** 申报计划: 附件7, adjusted by the city as it goes (动态调整). A plan, never a title. */
import { Button, Drawer, Table } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { annex7Note } from '../../../shared/annex7/plan.ts';
import type { Dossier } from '../../../shared/enterprise/contract.ts';
import { planForm } from '../../../shared/enterprise/form.ts';
import { levelOf } from '../../../shared/enterprise/levels.ts';
import { planFields } from '../../../shared/enterprise/schema.ts';
import type { PlanRecordView } from '../../../shared/enterprise/title-contract.ts';
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
import { useDraft } from '../../ui/useDraft.ts';
import { proposedText } from './proposed-text.ts';

export function PlanPanel(props: { readonly dossier: Dossier; readonly isCity: boolean }): ReactNode {
  const { dossier, isCity } = props;
  // By the key of its draft, so that two records' texts never mix.
  const keyOf = (record: string): string => `${isCity ? '' : 'suggestion:'}plan:${record}`;
  const fresh = keyOf(`new:${dossier.id}`);
  const [form, setForm] = useOpenForm();
  const record = dossier.planEntries.find(({ id }) => form === keyOf(id));
  const isOpen = (isCity || dossier.editable) && (record !== undefined || form === fresh);
  const remove = useCommand('plan.remove', { quiet: true, doneText: '已删除，变更记录保留' });
  const close = (): void => setForm('');
  const add = (
    <Button type="primary" size="small" onClick={() => setForm(fresh)}>
      增加计划
    </Button>
  );
  return (
    <Panel
      title="申报计划"
      extra={
        isCity ? (
          add
        ) : (
          <>
            由市发改委维护
            {dossier.editable ? (
              <Button size="small" onClick={() => setForm(fresh)}>
                提出增加建议
              </Button>
            ) : null}
          </>
        )
      }
    >
      {dossier.planEntries.length === 0 ? (
        <EmptyState title="没有申报计划" explanation={annex7Note} />
      ) : (
        <>
          <Table<PlanRecordView>
            size="small"
            pagination={false}
            rowKey="id"
            dataSource={[...dossier.planEntries]}
            columns={[
              { title: '计划年度', width: 110, render: (_, row) => `${row.year} 年` },
              { title: '申报级别', render: (_, row) => levelOf(row.level).label },
              { title: '来源', render: (_, row) => row.source },
              { title: '附件7序号', width: 110, render: (_, row) => row.row ?? '' },
              ...(isCity
                ? [
                    {
                      title: '',
                      width: 150,
                      render: (_: unknown, row: PlanRecordView) => (
                        <RowActions
                          onEdit={() => setForm(keyOf(row.id))}
                          question={`删除 ${row.year} 年${levelOf(row.level).shortLabel}的申报计划？`}
                          explanation="表示名单调整，不再按此计划申报。变更记录会保留。"
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
                        render: (_: unknown, row: PlanRecordView) => (
                          <Button type="link" size="small" onClick={() => setForm(keyOf(row.id))}>
                            提修改建议
                          </Button>
                        ),
                      },
                    ]
                  : []),
            ]}
          />
          <p className="desk-panel-note">{annex7Note}计划不等于已获称号。</p>
        </>
      )}
      <Drawer
        open={isOpen}
        onClose={close}
        title={`${isCity ? '' : '建议'}${record === undefined ? '增加申报计划' : '修改申报计划'}`}
        size={560}
        destroyOnHidden
      >
        {isOpen ? (
          <PlanEditor
            key={form}
            formKey={form}
            enterpriseId={dossier.id}
            isCity={isCity}
            {...(record === undefined ? {} : { plan: record })}
            onDone={close}
          />
        ) : null}
      </Drawer>
    </Panel>
  );
}

interface PlanEditorProps {
  readonly formKey: string;
  readonly enterpriseId: string;
  /** A town proposes what the city would enter. */
  readonly isCity: boolean;
  readonly plan?: PlanRecordView;
  readonly onDone: () => void;
}

function PlanEditor({ formKey, enterpriseId, isCity, plan, onDone }: PlanEditorProps): ReactNode {
  const initial = {
    level: plan?.level ?? '',
    year: plan?.year ?? null,
    source: plan?.source ?? '',
    // Of a suggestion.
    reason: '',
  };
  const draft = useDraft(formKey, initial, plan?.heads ?? {});
  const [errors, setErrors] = useState<FieldErrors>({});
  // With the drawer goes what was refused in it.
  useEffect(() => clearFailures, []);
  const { save, busy } = useSave(draft, { doneText: isCity ? '已保存' : proposedText });
  const onSave = (): void => {
    const found = checkForm(planForm, draft.values, planFields);
    setErrors(found);
    const fields = planFields.safeParse(draft.values);
    if (Object.keys(found).length > 0 || !fields.success) return;
    if (!isCity) {
      const about = plan ? { planId: plan.id } : {};
      const proposal = { entityType: 'plan', enterpriseId, ...about, fields: fields.data } as const;
      const { reason } = draft.values;
      save('suggestion.propose', { ...proposal, reason, seen: seenByEdit(draft) }, onDone);
    } else if (plan) {
      save('plan.update', { id: plan.id, fields: fields.data, seen: seenByEdit(draft) }, onDone);
    } else save('plan.create', { enterpriseId, fields: fields.data }, onDone);
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
        explanation={plan ? '表单将回到已登记的内容。' : '表单将清空。'}
      />
      {isCity ? null : (
        <p className="desk-panel-note desk-suggestion-note">将作为修改建议报市发改委，采纳后才生效。</p>
      )}
      {draft.ready && (
        <FormView
          spec={planForm}
          values={draft.values}
          onPatch={(change) => {
            // What was refused is not what stands there now.
            clearFailures();
            draft.patch(change);
          }}
          errors={errors}
          schema={planFields}
          onSave={onSave}
          labels="top"
          autoFocus
        />
      )}
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
