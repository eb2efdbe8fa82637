/** What every export asks and shows: how its files are carried, and how far it is. */
import { Form, Radio } from 'antd';
import type { ReactNode } from 'react';
import type { Medium } from '../shared/exchange/parts.ts';
import { useCommand } from './commands.ts';
import { ProgressPanel, useProgress } from './ui/ProgressPanel.tsx';

export function MediumChoice(props: {
  readonly medium: Medium;
  readonly onMedium: (medium: Medium) => void;
}): ReactNode {
  return (
    <Form.Item label="怎样交给对方">
      <Radio.Group
        aria-label="怎样交给对方"
        value={props.medium}
        onChange={(event) => props.onMedium(event.target.value as Medium)}
        vertical
        options={[
          { value: 'stick', label: 'U盘（或先存在本机）' },
          { value: 'mail', label: '邮件：每个文件不超过 15 MB，附件多时自动分包' },
        ]}
      />
    </Form.Item>
  );
}

export function ExportProgress(): ReactNode {
  const progress = useProgress('export');
  const cancel = useCommand('task.cancel');
  return (
    <ProgressPanel
      title="正在导出"
      progress={progress}
      onCancel={() => cancel.mutate({ taskId: 'export' })}
      cancelling={cancel.isPending || cancel.data?.cancelling === true}
    />
  );
}
