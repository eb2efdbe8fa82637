/** 改写建议: one click takes the old wording back and puts the new one in its place. */
import { Modal } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import type { Rewritable, Suggestion } from '../../../shared/suggestion/contract.ts';
import { rewriteForm, rewrittenProposal } from '../../../shared/suggestion/rewrite.ts';
import { useCommand } from '../../commands.ts';
import { useCall } from '../../queries.ts';
import { FormView } from '../../ui/FormView.tsx';
import { checkForm, type FieldErrors } from '../../ui/formErrors.ts';
import { titleOf } from './SuggestionItem.tsx';

interface RewriteDialogProps {
  readonly suggestion: Suggestion;
  readonly target: Rewritable;
  readonly onClose: () => void;
}

/** Mounted while it is open. */
export function RewriteDialog({ suggestion, target, onClose }: RewriteDialogProps): ReactNode {
  const { opId, partition, enterpriseName } = suggestion;
  const towns = useCall('town.list', {}).data;
  const form = useMemo(() => rewriteForm(target, towns ?? []), [target, towns]);
  const [changes, setChanges] = useState({});
  const [errors, setErrors] = useState<FieldErrors>({});
  const propose = useCommand('suggestion.propose', {
    doneText: '已改写，原建议已撤回；随下次数据包交市发改委',
    onDone: onClose,
  });
  const values = { ...form.values, ...changes };
  const save = (): void => {
    const found = checkForm(form.spec, values, form.schema);
    setErrors(found);
    const proposal = rewrittenProposal(target, values, { enterpriseId: partition, replaces: opId });
    if (Object.keys(found).length === 0 && proposal) propose.mutate(proposal);
  };
  const title = titleOf(suggestion);
  return (
    <Modal
      open
      centered
      width={560}
      title={`改写建议：${[enterpriseName, title].filter(Boolean).join(' ')}`}
      okText="提出改写后的建议"
      cancelText="取消"
      // What was typed is not thrown away by a stray click beside the dialog.
      mask={{ closable: false }}
      confirmLoading={propose.isPending}
      onOk={save}
      onCancel={onClose}
    >
      <p className="desk-panel-note">
        提出后，原建议同时撤回；市里采纳前，现有内容不变。
        {target.entityType === 'enterprise' ? '不改的项目留空。' : ''}
      </p>
      <div className="desk-rewrite">
        <FormView
          spec={form.spec}
          values={values}
          onPatch={(change) => setChanges({ ...changes, ...change })}
          errors={errors}
          schema={form.schema}
          onSave={save}
          labels="top"
          autoFocus
        />
      </div>
    </Modal>
  );
}
