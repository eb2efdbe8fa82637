/** 办结本月: what is open is named, and either dealt with first or carried over on purpose. */
import { Alert, Checkbox, Form, Input } from 'antd';
import type { ReactNode } from 'react';
import type { MonthBoard } from '../../../shared/month/contract.ts';
import { closingNoteLength } from '../../../shared/month/entity.ts';
import { useCommand } from '../../commands.ts';
import { useSave } from '../../save.ts';
import { ConfirmAction } from '../../ui/ConfirmAction.tsx';
import { spellMonth } from '../../ui/dateText.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { DraftNotice } from '../../ui/DraftNotice.tsx';
import { errorSentence } from '../../ui/errorSentence.ts';
import { LengthNote } from '../../ui/LengthNote.tsx';
import { useTicks } from '../../ui/returning.ts';
import { lengthProblem } from '../../ui/typedLength.ts';
import { useDraft } from '../../ui/useDraft.ts';

export interface CloseMonthDialogProps {
  readonly board: MonthBoard;
  /** The month was not closed: what it was closed upon may have changed. */
  readonly onRefused: () => void;
  readonly onClose: () => void;
}

export const closeKey = (month: string): string => `month:${month}`;

/** Mounted while it is open. */
export function CloseMonthDialog({ board, onRefused, onClose }: CloseMonthDialogProps): ReactNode {
  const draft = useDraft(closeKey(board.month), { note: '' });
  const { note } = draft.values;
  const isTooLong = lengthProblem(note, closingNoteLength) !== null;
  // What was accepted, by name: a list that changed under the tick has to be ticked anew. Nothing is written by a tick.
  const [accepted, setAccepted] = useTicks(closeKey(board.month));
  const close = useSave(draft, { quiet: true, doneText: '已办结', onFailed: onRefused });
  const acceptOpen = accepted.includes(board.openState);
  const open = openLines(board.open);
  const isReady = draft.ready && !isTooLong && (open.length === 0 || acceptOpen);
  const onSave = (): void => {
    if (!isReady) return;
    const { month, openState } = board;
    close.save('month.close', { month, acceptOpen: open.length > 0 && acceptOpen, openState, note }, onClose);
  };
  return (
    <Dialog
      draft={draft}
      title={`办结${spellMonth(board.month)}的数据交换`}
      width={560}
      okText="办结"
      okButtonProps={{ disabled: !isReady, loading: close.busy }}
      onOk={onSave}
      onCancel={onClose}
    >
      <DraftNotice draft={draft} explanation="说明将清空。" />
      <Form layout="vertical" onFinish={onSave}>
        {open.length === 0 ? (
          <p>
            {board.absent.length === 0 ? '各镇区' : '已邀请的镇区'}
            都已交齐，没有冲突、待答复的建议和未导入的数据包。
          </p>
        ) : (
          <>
            <p>还有这些没有处理完：</p>
            <ul className="desk-changes" aria-label="未处理完的事项">
              {open.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
            <Form.Item>
              <Checkbox
                checked={acceptOpen}
                disabled={!draft.ready}
                onChange={(event) => setAccepted(event.target.checked ? [board.openState] : [])}
              >
                确认结转到下月处理
              </Checkbox>
            </Form.Item>
          </>
        )}
        {board.absent.length === 0 ? null : (
          <p className="desk-none">
            另有 {board.absent.length} 个镇区未邀请，不计未交：{board.absent.join('、')}
          </p>
        )}
        <Form.Item label="说明" htmlFor="closing-note">
          <Input.TextArea
            id="closing-note"
            disabled={!draft.ready}
            value={note}
            autoSize={{ minRows: 2, maxRows: 5 }}
            onChange={(event) => draft.patch({ note: event.target.value })}
          />
          <LengthNote text={note} limit={closingNoteLength} />
        </Form.Item>
        {close.error !== null ? <Alert type="error" showIcon title={errorSentence(close.error)} /> : null}
        <button type="submit" hidden />
      </Form>
    </Dialog>
  );
}

function openLines({ conflicts, suggestions, inbox, missing }: MonthBoard['open']): string[] {
  return [
    ...(missing.length > 0 ? [`${missing.length} 个镇区未交：${missing.join('、')}`] : []),
    ...(inbox > 0 ? [`收件箱有 ${inbox} 个数据包没有导入`] : []),
    ...(conflicts > 0 ? [`${conflicts} 处冲突没有处理`] : []),
    ...(suggestions > 0 ? [`${suggestions} 条修改建议没有答复`] : []),
  ];
}

export function ReopenMonth({ month }: { readonly month: string }): ReactNode {
  const reopen = useCommand('month.reopen', { doneText: '已取消办结' });
  return (
    <ConfirmAction
      title="取消办结？"
      explanation="本月重新变为未办结；办结和取消都留有记录。"
      confirmLabel="取消办结"
      cancelLabel="返回"
      onConfirm={() => reopen.mutateAsync({ month }).then(() => undefined)}
    >
      取消办结
    </ConfirmAction>
  );
}
