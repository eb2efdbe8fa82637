/** 改写建议: one click takes the old wording back and puts the new one in its place. */
import { type ReactNode, useMemo } from 'react';
import type { Rewritable, Suggestion } from '../../../shared/suggestion/contract.ts';
import { rewriteForm, rewrittenProposal, seenByRewrite } from '../../../shared/suggestion/rewrite.ts';
import { useCall } from '../../queries.ts';
import { useSave } from '../../save.ts';
import { FormDialog } from '../../ui/FormDialog.tsx';
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
  const { save, busy } = useSave(draft, { doneText: '已改写，原建议已撤回；随下次数据包交市发改委' });
  const title = titleOf(suggestion);
  return (
    <FormDialog
      draft={draft}
      form={form.spec}
      schema={form.schema}
      labels="top"
      width={560}
      title={`改写建议：${[enterpriseName, title].filter(Boolean).join(' ')}`}
      okText="提出改写后的建议"
      discarded="表单将回到原建议的内容。"
      busy={busy}
      onSave={() => {
        const proposal = rewrittenProposal({ ...target, seen: seenByRewrite(draft) }, draft.values, {
          enterpriseId: partition,
          replaces: opId,
          reason: draft.values.reason,
        });
        if (proposal) save('suggestion.propose', proposal, onClose);
      }}
      onClose={onClose}
      below={<ReasonInput value={draft.values.reason} onChange={(reason) => draft.patch({ reason })} />}
    >
      <p className="desk-panel-note">将作为修改建议报市发改委，采纳后才生效；原建议同时撤回。</p>
    </FormDialog>
  );
}
