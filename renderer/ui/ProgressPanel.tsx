import { Button } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import type { Progress } from '../../shared/rpc.ts';

/** The latest progress of one task of the main process, or null before its first word. */
export function useProgress(taskId: string | null): Progress | null {
  const [progress, setProgress] = useState<Progress | null>(null);
  useEffect(() => {
    if (taskId === null) return;
    return window.desk.onProgress((next) => {
      if (next.taskId === taskId) setProgress(next);
    });
  }, [taskId]);
  return progress?.taskId === taskId ? progress : null;
}

export interface ProgressPanelProps {
  /** What is being done: 正在生成交换包. */
  readonly title: string;
  readonly progress: Pick<Progress, 'label' | 'fraction'> | null;
  /** Absent when the work cannot be cancelled any more. */
  readonly onCancel?: () => void;
  /** 取消 when left out: what was done so far is undone. */
  readonly cancelText?: string;
  readonly cancelling?: boolean;
}

/** Long work: what it is doing, how far it is, and a way to stop it that leaves nothing behind. */
export function ProgressPanel({
  title,
  progress,
  onCancel,
  cancelText = '取消',
  cancelling,
}: ProgressPanelProps): ReactNode {
  const fraction = progress?.fraction ?? null;
  return (
    <div className="desk-progress" role="status">
      <div className="desk-progress-title">{title}</div>
      <div
        className={fraction === null ? 'desk-progress-bar desk-progress-unknown' : 'desk-progress-bar'}
        role="progressbar"
        aria-label={title}
        {...(fraction === null ? {} : { 'aria-valuenow': Math.round(fraction * 100) })}
      >
        <span style={fraction === null ? undefined : { width: `${fraction * 100}%` }} />
      </div>
      <div className="desk-progress-foot">
        <span>
          {progress?.label ?? '正在准备…'}
          {fraction === null ? '' : `　${Math.round(fraction * 100)}%`}
        </span>
        {onCancel === undefined ? null : (
          <Button size="small" onClick={onCancel} loading={cancelling ?? false}>
            {cancelText}
          </Button>
        )}
      </div>
    </div>
  );
}
