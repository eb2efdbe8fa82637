/** 添加附件 of several files: how far it is while it lasts, and what was not added once it has ended. */
import { Alert } from 'antd';
import type { ReactNode } from 'react';
import type { AttachingMany, AttachMany, LeftOut } from './attach-many.ts';
import { Dialog } from './ui/Dialog.tsx';
import { LeaveGuard } from './ui/LeaveGuard.tsx';
import { ProgressPanel } from './ui/ProgressPanel.tsx';

export function AttachManyDialog({ many }: { readonly many: AttachMany }): ReactNode {
  const { state } = many;
  if (state === null) return null;
  const isWorking = state.phase !== 'ended';
  const doubts = state.doubtful.length;
  return (
    <Dialog
      title="添加附件"
      width={608}
      closable={!isWorking}
      keyboard={!isWorking}
      okText={doubts === 0 ? '知道了' : `仍要添加这 ${doubts} 个`}
      cancelText="不添加"
      cancelButtonProps={{ hidden: doubts === 0 }}
      onOk={doubts === 0 ? many.close : many.confirm}
      onCancel={many.close}
      {...(isWorking ? { footer: null } : {})}
    >
      <LeaveGuard
        when={isWorking}
        title="附件还没有添加完，离开这一页吗？"
        explanation="已经添加的都在，其余的不再添加。"
        leaveLabel="停止并离开"
        stayLabel="继续添加"
      />
      {isWorking ? <Working state={state} onStop={many.stop} /> : <Summary state={state} />}
      <LeftOutFiles label="没有添加的文件" files={state.refused} />
      {doubts === 0 ? null : (
        <>
          <p className="desk-dialog-text">{`下面 ${doubts} 个请先看说明，确认后才会添加：`}</p>
          <LeftOutFiles label="需要确认的文件" files={state.doubtful} />
        </>
      )}
    </Dialog>
  );
}

interface WorkingProps {
  readonly state: AttachingMany;
  readonly onStop: () => void;
}

function Working({ state: { files, done, phase }, onStop }: WorkingProps): ReactNode {
  const current = files[done] ?? files.at(-1);
  return (
    <ProgressPanel
      title={`正在添加第 ${Math.min(done + 1, files.length)} 个，共 ${files.length} 个`}
      progress={{ label: current?.name ?? '', fraction: done / files.length }}
      onCancel={onStop}
      cancelText="停止"
      cancelling={phase === 'stopping'}
    />
  );
}

function Summary({ state }: { readonly state: AttachingMany }): ReactNode {
  const { added, refused, doubtful, untouched, failure } = state;
  const leftOut = refused.length + doubtful.length + untouched;
  return (
    <>
      {failure === '' ? null : <Alert className="desk-form-alert" type="error" showIcon title={failure} />}
      <p className="desk-dialog-text" role="status">
        <strong>{`已添加 ${added} 个，${leftOut} 个没有添加。`}</strong>
        {untouched === 0 ? '' : `其中 ${untouched} 个还没有轮到，可以再次选择。`}
      </p>
    </>
  );
}

interface LeftOutFilesProps {
  readonly label: string;
  readonly files: readonly LeftOut[];
}

function LeftOutFiles({ label, files }: LeftOutFilesProps): ReactNode {
  if (files.length === 0) return null;
  return (
    <ul className="desk-changes desk-left-out" aria-label={label}>
      {files.map(({ token, name, reason }) => (
        <li key={token}>
          <span>{name}</span>
          <span className="desk-none">{reason}</span>
        </li>
      ))}
    </ul>
  );
}
