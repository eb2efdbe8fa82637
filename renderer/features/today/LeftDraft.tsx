/** What was typed about an enterprise that has left this desk: to be read, copied, and thrown away on purpose. */
import { Button, Input } from 'antd';
import { type ReactNode, useState } from 'react';
import { ConfirmAction } from '../../ui/ConfirmAction.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { removeDraft } from '../../ui/draftKeeper.ts';
import { useKitServices } from '../../ui/kitServices.tsx';

interface LeftDraftProps {
  readonly formKey: string;
  readonly about: string;
  readonly label: string;
  readonly text: string;
}

export function LeftDraft({ formKey, about, label, text }: LeftDraftProps): ReactNode {
  const { drafts } = useKitServices();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button type="link" size="small" className="desk-inline" onClick={() => setOpen(true)}>
        查看、复制：{label}
      </Button>
      {open ? (
        <Dialog
          title={about === '' ? label : `${label}　${about}`}
          width={680}
          footer={null}
          onCancel={() => setOpen(false)}
        >
          <p className="desk-panel-note">
            这家企业已移交，记录已从本机清除，表单不能再打开；当时填写、没有保存的文字都在下面。点一下文字即全部选中，按
            Ctrl+C 复制。
          </p>
          <Input.TextArea
            aria-label="当时填写的文字"
            readOnly
            value={text === '' ? '没有填写文字' : text}
            autoSize={{ minRows: 4, maxRows: 16 }}
            onFocus={(event) => event.target.select()}
          />
          <div className="desk-dialog-actions">
            <ConfirmAction
              title="删除这份草稿？"
              explanation="删除后不能恢复；还要用的文字请先复制。"
              confirmLabel="删除"
              danger
              onConfirm={async () => {
                await removeDraft(drafts, formKey);
                setOpen(false);
              }}
            >
              删除
            </ConfirmAction>
            <Button type="primary" onClick={() => setOpen(false)}>
              关闭
            </Button>
          </div>
        </Dialog>
      ) : null}
    </>
  );
}
