import { Button } from 'antd';
import type { ReactNode } from 'react';
import { localDateTime } from '../../shared/clock.ts';
import type { DraftStatus } from './draftKeeper.ts';
import { FailureStrip } from './FailureStrip.tsx';

export interface FormActionsProps {
  /** Such as 保存报备. */
  readonly saveLabel: string;
  readonly onSave: () => void;
  readonly saving?: boolean;
  readonly disabled?: boolean;
  readonly draft?: DraftStatus;
  /** More buttons, right of the main one. */
  readonly children?: ReactNode;
}

/** The bar at the foot of a form: the main button (Enter on the last field lands here), others, and the draft's state. */
export function FormActions(props: FormActionsProps): ReactNode {
  return (
    <>
      <FailureStrip kind="actions" />
      <div className="desk-form-actions">
        <Button
          type="primary"
          data-primary-action=""
          loading={props.saving ?? false}
          disabled={props.disabled ?? false}
          onClick={props.onSave}
        >
          {props.saveLabel}
        </Button>
        {props.children}
        {props.draft === undefined ? null : <DraftNote status={props.draft} />}
        <span className="desk-form-keys">Enter 下一项　Ctrl+S 保存</span>
      </div>
    </>
  );
}

/** 草稿已保存 14:32. A draft that came back without a notice above its form, because the desk was only locked, says so. */
export function DraftNote({ status }: { readonly status: DraftStatus }): ReactNode {
  return (
    <span
      className={status.kind === 'failed' ? 'desk-draft desk-draft-failed' : 'desk-draft'}
      aria-live="polite"
    >
      {draftText(status)}
    </span>
  );
}

function draftText(status: DraftStatus): string {
  switch (status.kind) {
    case 'clean':
      return '';
    case 'typing':
      return '正在保存草稿…';
    case 'restored':
      return '已恢复锁定前尚未保存的内容';
    case 'saved':
      return `草稿已保存 ${localDateTime(status.savedAtMs).slice(11)}`;
    case 'failed':
      return '草稿暂未写入磁盘，正在重试；请先不要关闭程序';
  }
}
