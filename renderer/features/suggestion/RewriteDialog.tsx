/** 改写建议: one click takes the old wording back and puts the new one in its place. */
import { type ReactNode, useMemo, useState } from 'react';
import type { Rewritable, Suggestion } from '../../../shared/suggestion/contract.ts';
import { rewriteForm, rewrittenProposal, seenByRewrite } from '../../../shared/suggestion/rewrite.ts';
import { useCall } from '../../queries.ts';
import { useSave } from '../../save.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { DraftNotice } from '../../ui/DraftNotice.tsx';
import { FormView } from '../../ui/FormView.tsx';
import { checkForm, type FieldErrors } from '../../ui/formErrors.ts';
import { ReasonInput } from '../../ui/ReasonInput.tsx';
import { useDraft } from '../../ui/useDraft.ts';
import { titleOf } from './SuggestionItem.tsx';

interface RewriteDialogProps {
  readonly formKey: string;
  readonly suggestion: Suggestion;
  readonly target: Rewritable;
  readonly onClose: () => void;
}

/** Mounted while it is open. */
export function RewriteDialog({ formKey, suggestion, target, onClose }: RewriteDialogProps): ReactNode {
  const { opId, partition, enterpriseName } = suggestion;
  const towns = useCall('town.list', {}).data;
  const form = useMemo(() => rewriteForm(target, towns ?? []), [target, towns]);
  const draft = useDraft(formKey, { ...form.values, reason: suggestion.reason }, target.seen);
  const [errors, setErrors] = useState<FieldErrors>({});
  const { save, busy } = useSave(draft, { doneText: '已改写，原建议已撤回；随下次数据包交市发改委' });
  const onSave = (): void => {
    const found = checkForm(form.spec, draft.values, form.schema);
    setErrors(found);
    const proposal = rewrittenProposal({ ...target, seen: seenByRewrite(draft) }, draft.values, {
      enterpriseId: partition,
      replaces: opId,
      reason: draft.values.reason,
    });
    if (Object.keys(found).length === 0 && proposal) save('suggestion.propose', proposal, onClose);
  };
  const title = titleOf(suggestion);
  return (
    <Dialog
      draft={draft}
      width={560}
      title={`改写建议：${[enterpriseName, title].filter(Boolean).join(' ')}`}
      okText="提出改写后的建议"
      confirmLoading={busy}
      okButtonProps={{ disabled: !draft.ready }}
      onOk={onSave}
      onCancel={onClose}
    >
      <p className="desk-panel-note">将作为修改建议报市发改委，采纳后才生效；原建议同时撤回。</p>
      <DraftNotice draft={draft} explanation="表单将回到原建议的内容。" />
      <div className="desk-rewrite">
        {draft.ready ? (
          <FormView
            spec={form.spec}
            values={draft.values}
            onPatch={draft.patch}
            errors={errors}
            schema={form.schema}
            onSave={onSave}
            labels="top"
            autoFocus
          />
        ) : null}
        {draft.ready ? (
          <ReasonInput value={draft.values.reason} onChange={(reason) => draft.patch({ reason })} />
        ) : null}
      </div>
    </Dialog>
  );
}
