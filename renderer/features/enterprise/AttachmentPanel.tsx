/** 附件: add, save elsewhere, take away and bring back. Nothing is ever opened inside the program. */
import { PaperClipOutlined } from '@ant-design/icons';
import { Alert, Button, Checkbox, Input, Table } from 'antd';
import { type ReactNode, useState } from 'react';
import { localDateTime } from '../../../shared/clock.ts';
import type { Attachment, ChosenFile } from '../../../shared/enterprise/attachment-contract.ts';
import { sizeText } from '../../../shared/record/readable.ts';
import { useCommand } from '../../commands.ts';
import { useCall } from '../../queries.ts';
import { useSavedFile } from '../../saved-file.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { DraftNotice } from '../../ui/DraftNotice.tsx';
import { DraftNote } from '../../ui/FormActions.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { useOpenForm, useShownForm } from '../../ui/openForm.ts';
import { useDraft } from '../../ui/useDraft.ts';
import { Panel } from '../../ui/Page.tsx';
import { StatusTag } from '../../ui/StatusTag.tsx';

export interface AttachmentPanelProps {
  readonly enterpriseId: string;
  readonly editable: boolean;
}

export function AttachmentPanel({ enterpriseId, editable }: AttachmentPanelProps): ReactNode {
  const [includeRemoved, setIncludeRemoved] = useState(false);
  const [chosen, setChosen] = useState<ChosenFile | null>(null);
  const [form] = useOpenForm();
  const isNoteLeft = editable && chosen === null && form === noteKey(enterpriseId);
  useShownForm(isNoteLeft ? noteKey(enterpriseId) : '');
  const list = useCall('attachment.list', { enterpriseId, includeRemoved });
  const choose = useCommand('attachment.choose', { onDone: setChosen });
  const saved = useSavedFile();
  const saveAs = useCommand('attachment.saveAs', {
    onDone: (file) => {
      if (file) saved('已保存', file.path);
    },
  });
  const remove = useCommand('attachment.remove', { doneText: '已移除，可在“包括已移除”中恢复' });
  const restore = useCommand('attachment.restore', { doneText: '已恢复' });
  const add = (
    <>
      <Checkbox checked={includeRemoved} onChange={(event) => setIncludeRemoved(event.target.checked)}>
        包括已移除
      </Checkbox>
      {editable ? (
        <Button
          type="primary"
          size="small"
          icon={<PaperClipOutlined />}
          loading={choose.isPending}
          onClick={() => choose.mutate({ enterpriseId })}
        >
          添加附件
        </Button>
      ) : null}
    </>
  );
  return (
    <Panel title="附件" extra={add}>
      {isNoteLeft ? (
        <Alert
          className="desk-form-alert"
          type="info"
          showIcon
          title="附件的说明还在，文件请重新选择。"
          action={
            <Button size="small" onClick={() => choose.mutate({ enterpriseId })}>
              选择文件
            </Button>
          }
        />
      ) : null}
      {list.error ? <ErrorNotice error={list.error} onRetry={() => void list.refetch()} /> : null}
      {list.data?.length === 0 ? (
        <EmptyState
          title="还没有附件"
          explanation="营业执照、证书、照片等，每个不超过 20 MB，随月度数据包交换。不得录入涉密信息。"
        />
      ) : (
        <Table<Attachment>
          size="small"
          pagination={false}
          rowKey="id"
          loading={list.data === undefined}
          dataSource={list.data ?? []}
          columns={[
            { title: '文件名', render: (_, row) => <FileName row={row} /> },
            { title: '大小', width: 100, align: 'right', render: (_, row) => sizeText(row.sizeBytes) },
            { title: '说明', render: (_, row) => row.note },
            { title: '添加时间', width: 150, render: (_, row) => localDateTime(row.addedAtMs) },
            {
              title: '',
              width: 150,
              render: (_, row) => (
                <>
                  <Button
                    type="link"
                    size="small"
                    disabled={!row.available}
                    onClick={() => saveAs.mutate({ id: row.id })}
                  >
                    另存为
                  </Button>
                  {editable ? (
                    <Button
                      type="link"
                      size="small"
                      onClick={() => (row.removed ? restore : remove).mutate({ id: row.id })}
                    >
                      {row.removed ? '恢复' : '移除'}
                    </Button>
                  ) : null}
                </>
              ),
            },
          ]}
        />
      )}
      {chosen === null ? null : (
        <AddDialog enterpriseId={enterpriseId} chosen={chosen} onClose={() => setChosen(null)} />
      )}
    </Panel>
  );
}

function FileName({ row }: { readonly row: Attachment }): ReactNode {
  return (
    <span className="desk-cell-tags">
      <span className={row.removed ? 'desk-history-old' : undefined}>{row.name}</span>
      {row.available ? null : <StatusTag tone="plain">内容未到本机</StatusTag>}
      {row.warning === '' ? null : (
        <span title={row.warning}>
          <StatusTag tone="warn">慎开</StatusTag>
        </span>
      )}
    </span>
  );
}

/** A file that was chosen goes with the open desk; what was typed about it stays. */
const noteKey = (enterpriseId: string): string => `attachment:new:${enterpriseId}`;

interface AddDialogProps {
  readonly enterpriseId: string;
  readonly chosen: ChosenFile;
  readonly onClose: () => void;
}

function AddDialog({ enterpriseId, chosen, onClose }: AddDialogProps): ReactNode {
  const draft = useDraft(noteKey(enterpriseId), { note: '' });
  const { note } = draft.values;
  const add = useCommand('attachment.add', {
    doneText: '已添加',
    onDone: () => void draft.finish().then(onClose),
  });
  const isDuplicate = chosen.sameContentAs !== '';
  const busy = add.isPending || add.isSuccess;
  const save = (): void => {
    if (draft.ready && !busy) add.mutate({ enterpriseId, token: chosen.token, note });
  };
  return (
    <Dialog
      typed
      title="添加附件"
      okText={chosen.warning === '' ? '添加' : '确认来源可靠，添加'}
      okButtonProps={{ disabled: isDuplicate || !draft.ready }}
      // Until it is closed: a second click has nothing more to say.
      confirmLoading={busy}
      note={<DraftNote status={draft.status} />}
      onCancel={onClose}
      onOk={save}
    >
      <DraftNotice draft={draft} explanation="说明将清空。" />
      <p className="desk-dialog-text">
        <strong>{chosen.name}</strong>　{sizeText(chosen.sizeBytes)}
      </p>
      {chosen.warning === '' ? null : <Alert type="warning" showIcon title={chosen.warning} />}
      {isDuplicate ? (
        <Alert type="info" showIcon title={`内容与已有附件“${chosen.sameContentAs}”完全相同，不必再添加。`} />
      ) : (
        <Input
          className="desk-dialog-input"
          autoFocus
          disabled={!draft.ready}
          value={note}
          maxLength={500}
          placeholder="说明（可不填），例如：2024 年省级认定证书"
          onChange={(event) => draft.patch({ note: event.target.value })}
          onPressEnter={save}
        />
      )}
    </Dialog>
  );
}
