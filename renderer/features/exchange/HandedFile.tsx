/** A file was opened with the program (double click on a stick): asks before anything is done with it. */
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { useCommand } from '../../commands.ts';
import { useCall } from '../../queries.ts';
import { Dialog } from '../../ui/Dialog.tsx';

/** The state with which the exchange screen is asked to open the accepted bundle. */
export const openHandedState = { openHanded: true } as const;

export function HandedFile(): ReactNode {
  const navigate = useNavigate();
  const file = useCall('handed.get', {}).data;
  const dismiss = useCommand('handed.dismiss');
  const accept = useCommand('handed.accept', {
    onDone: () => void navigate('/exchange', { state: openHandedState }),
  });
  if (!file) return null;
  if (file.kind === 'invitation') {
    return (
      <Dialog
        title={`这台电脑不需要“${file.name}”`}
        okText="知道了"
        cancelButtonProps={{ hidden: true }}
        onOk={() => dismiss.mutate({})}
        onCancel={() => dismiss.mutate({})}
      >
        邀请文件只在新电脑第一次打开本程序时用来加入。这台电脑已经建立工作台，没有任何改动。
      </Dialog>
    );
  }
  return (
    <Dialog
      title={`预览数据包“${file.name}”？`}
      okText="预览"
      cancelText="不打开"
      confirmLoading={accept.isPending}
      onOk={() => accept.mutate({})}
      onCancel={() => dismiss.mutate({})}
    >
      先核对里面有什么，确认导入之前不写入任何内容。正在填写的内容已存为草稿。
    </Dialog>
  );
}
