/** 不采纳 asks for the reason: the town reads it. */
import { Input } from 'antd';
import { type ReactNode, useState } from 'react';
import { useCommand } from '../../commands.ts';
import { Dialog } from '../../ui/Dialog.tsx';

interface DeclineDialogProps {
  readonly opIds: readonly string[];
  readonly onClose: () => void;
  readonly onDone: () => void;
  /** What is declined. */
  readonly children: ReactNode;
}

export function DeclineDialog({ opIds, onClose, onDone, children }: DeclineDialogProps): ReactNode {
  const [reason, setReason] = useState('');
  const decline = useCommand('suggestion.decline', { doneText: '已答复，理由随下次数据包告知镇区', onDone });
  return (
    <Dialog
      typed
      width={640}
      title={`不采纳 ${opIds.length} 条建议`}
      okText="不采纳"
      confirmLoading={decline.isPending}
      okButtonProps={{ disabled: reason.trim() === '' }}
      onOk={() => decline.mutate({ opIds: [...opIds], reason })}
      onCancel={onClose}
    >
      {children}
      <label className="desk-decline-reason">
        理由（镇区可见）
        <Input.TextArea
          autoFocus
          autoSize={{ minRows: 2, maxRows: 6 }}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </label>
    </Dialog>
  );
}
