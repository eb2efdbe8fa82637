/** 不采纳 asks for the reason: the town reads it. */
import { Alert, Input } from 'antd';
import type { ReactNode } from 'react';
import type { Suggestion } from '../../../shared/suggestion/contract.ts';
import { reasonLength } from '../../../shared/suggestion/reason.ts';
import { useSave } from '../../save.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { DraftNotice } from '../../ui/DraftNotice.tsx';
import { LengthNote } from '../../ui/LengthNote.tsx';
import { lengthProblem } from '../../ui/typedLength.ts';
import { useDraft } from '../../ui/useDraft.ts';
import { TitleList } from './SuggestionItem.tsx';

interface DeclineDialogProps {
  /** One to a suggestion, or to a set of them. */
  readonly formKey: string;
  /** Those that wait for an answer. */
  readonly waiting: readonly Suggestion[];
  /** Which of them are declined; a draft knows its own. */
  readonly opIds: readonly string[];
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Mounted while it is open. */
export function DeclineDialog(props: DeclineDialogProps): ReactNode {
  const { formKey, waiting, onClose, onDone } = props;
  const draft = useDraft(formKey, { reason: '', opIds: props.opIds });
  const { reason, opIds } = draft.values;
  const declined = waiting.filter(({ opId }) => opIds.includes(opId));
  const { save, busy } = useSave(draft, { doneText: '已答复，理由随下次数据包告知镇区' });
  const isReady =
    draft.ready &&
    reason.trim() !== '' &&
    lengthProblem(reason, reasonLength) === null &&
    declined.length > 0;
  return (
    <Dialog
      draft={draft}
      width={640}
      title={`不采纳 ${declined.length} 条建议`}
      okText="不采纳"
      confirmLoading={busy}
      okButtonProps={{ disabled: !isReady }}
      onOk={() => save('suggestion.decline', { opIds: declined.map(({ opId }) => opId), reason }, onDone)}
      onCancel={onClose}
    >
      <DraftNotice draft={draft} explanation="理由将清空，建议仍待答复。" />
      {draft.ready && declined.length < opIds.length ? (
        <Alert
          className="desk-form-alert"
          type="warning"
          showIcon
          title={`其中 ${opIds.length - declined.length} 条已经答复或撤回，不再列出；其答复未使用下面的理由。`}
        />
      ) : null}
      <TitleList suggestions={declined} />
      <label className="desk-decline-reason">
        <span>
          理由（镇区可见）<span className="desk-required">*</span>
        </span>
        {draft.ready ? (
          <Input.TextArea
            autoFocus
            autoSize={{ minRows: 2, maxRows: 6 }}
            value={reason}
            // With the suggestions it is about: the draft of several has to know them.
            onChange={(event) => draft.patch({ reason: event.target.value, opIds })}
            aria-required
          />
        ) : null}
        <LengthNote text={reason} limit={reasonLength} />
        {draft.ready && reason.trim() === '' ? <span className="desk-none">填写理由后才能答复</span> : null}
      </label>
    </Dialog>
  );
}
