/** 附件: add, save elsewhere, take away and bring back. Nothing is ever opened inside the program. */
import { PaperClipOutlined } from '@ant-design/icons';
import { Alert, Button, Checkbox, Input, Space, Table } from 'antd';
import { type ReactNode, useState } from 'react';
import { z } from 'zod';
import { localDateTime } from '../shared/clock.ts';
import { markOfSet } from '../shared/draft/place.ts';
import {
  type Attachment,
  attachmentNoteLength,
  type ChosenFile,
} from '../shared/enterprise/attachment-contract.ts';
import { sizeText } from '../shared/record/readable.ts';
import type { PictureType } from '../shared/enterprise/file-content.ts';
import { useCommand } from './commands.ts';
import { useDrafts } from './drafts.ts';
import { useCall } from './queries.ts';
import { keptPicture } from './picture.ts';
import { useSave } from './save.ts';
import { useSavedFile } from './saved-file.ts';
import { Dialog } from './ui/Dialog.tsx';
import { DraftNotice } from './ui/DraftNotice.tsx';
import { DraftNote } from './ui/FormActions.tsx';
import { EmptyState } from './ui/EmptyState.tsx';
import { ErrorNotice } from './ui/ErrorNotice.tsx';
import { LengthNote } from './ui/LengthNote.tsx';
import { lengthProblem } from './ui/typedLength.ts';
import { useOpenForm, useShownForm } from './ui/openForm.ts';
import { useDraft } from './ui/useDraft.ts';
import { Panel } from './ui/Page.tsx';
import { StatusTag } from './ui/StatusTag.tsx';

/** What an attachment may belong to. The kind says where its note is gone on with. */
export interface AttachedRecord {
  readonly kind: 'filing' | 'problem' | 'visit';
  readonly id: string;
}

export interface AttachmentPanelProps {
  readonly enterpriseId: string;
  /** Of one record of the enterprise alone; all of the enterprise when left out. */
  readonly of?: AttachedRecord;
  readonly editable: boolean;
  /** What it is for, while there are none. */
  readonly explanation?: string;
}

export function AttachmentPanel({
  enterpriseId,
  of,
  editable,
  explanation = '营业执照、证书、照片等，每个不超过 20 MB，随月度数据包交换。JPG、PNG 照片自动压缩并去除拍摄地点。不得录入涉密信息。',
}: AttachmentPanelProps): ReactNode {
  const about = of === undefined ? {} : { aboutId: of.id };
  const prefix = notePrefix(enterpriseId, of);
  const [includeRemoved, setIncludeRemoved] = useState(false);
  const [chosen, setChosen] = useState<ChosenAttachment | null>(null);
  const [form, setForm] = useOpenForm();
  const notes = useDrafts(prefix);
  const isNoteLeft = editable && chosen === null && notes?.some(({ key }) => key === form) === true;
  const left = useCall('draft.get', { key: form }, { enabled: isNoteLeft }).data;
  const leftOf = noteDraft.safeParse(left?.value).data?.values.file ?? '';
  useShownForm(isNoteLeft ? form : '');
  const list = useCall('attachment.list', { enterpriseId, ...about, includeRemoved });
  const [compressing, setCompressing] = useState(false);
  const picture = useCommand('attachment.picture');
  const use = useCommand('attachment.usePicture');
  const choose = useCommand('attachment.choose', {
    onDone: (file) => {
      // What is refused on the way is said by the command itself; nothing was added.
      if (file?.picture) {
        setCompressing(true);
        compress(file, file.picture)
          .catch(() => undefined)
          .finally(() => setCompressing(false));
      } else setChosen(file === null ? null : { ...file, note: '' });
    },
  });
  const compress = async (file: ChosenFile, type: PictureType): Promise<void> => {
    const { bytes } = await picture.mutateAsync({ token: file.token });
    // Damaged, or too large for what draws it: as it is, then.
    const kept = await keptPicture(bytes, type).catch(() => null);
    if (kept === null) {
      setChosen({ ...file, note: brokenPicture });
      return;
    }
    const used = await use.mutateAsync({ enterpriseId, ...about, token: file.token, ...kept });
    setChosen({ ...used, note: pictureNote(file.sizeBytes, used.sizeBytes) });
  };
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
          loading={choose.isPending || compressing}
          onClick={() => choose.mutate({ enterpriseId, ...about })}
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
          title={`${leftOf === '' ? '附件' : `“${leftOf}”`}的说明还在，请重新选择这个文件。`}
          action={
            <Button size="small" onClick={() => choose.mutate({ enterpriseId, ...about })}>
              选择文件
            </Button>
          }
        />
      ) : null}
      {list.error ? <ErrorNotice error={list.error} onRetry={() => void list.refetch()} /> : null}
      {list.data?.length === 0 ? (
        <EmptyState title="还没有附件" explanation={explanation} />
      ) : (
        <Table<Attachment>
          size="small"
          pagination={false}
          rowKey="id"
          loading={list.data === undefined}
          dataSource={list.data ?? []}
          columns={[
            { title: '文件名', render: (_, row) => <FileName row={row} /> },
            { title: '大小', width: 76, align: 'right', render: (_, row) => sizeText(row.sizeBytes) },
            ...(list.data?.some(({ note }) => note !== '')
              ? [{ title: '说明', render: (_: unknown, row: Attachment) => row.note }]
              : []),
            { title: '添加时间', width: 134, render: (_, row) => localDateTime(row.addedAtMs) },
            {
              title: '',
              width: 112,
              render: (_, row) => (
                <Space size={12}>
                  <Button
                    type="link"
                    size="small"
                    className="desk-inline"
                    disabled={!row.available}
                    onClick={() => saveAs.mutate({ id: row.id })}
                  >
                    另存为
                  </Button>
                  {editable && row.editable ? (
                    <Button
                      type="link"
                      size="small"
                      className="desk-inline"
                      onClick={() => (row.removed ? restore : remove).mutate({ id: row.id })}
                    >
                      {row.removed ? '恢复' : '移除'}
                    </Button>
                  ) : null}
                </Space>
              ),
            },
          ]}
        />
      )}
      {chosen === null ? null : (
        <AddDialog
          formKey={prefix + markOfSet([chosen.name])}
          enterpriseId={enterpriseId}
          about={about}
          chosen={chosen}
          onClose={() => setChosen(null)}
          onAdded={(formKey) => {
            setChosen(null);
            if (formKey === form) setForm('');
          }}
        />
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

/** A file that was chosen goes with the open desk; what was typed about it stays, for the file of that name alone. */
const notePrefix = (enterpriseId: string, of: AttachedRecord | undefined): string =>
  of === undefined ? `attachment:new:${enterpriseId}:` : `attachment:${of.kind}:${of.id}:`;
const noteDraft = z.object({ values: z.object({ file: z.string() }) });

interface ChosenAttachment extends ChosenFile {
  /** What was done with it, in a sentence; '' for nothing. */
  readonly note: string;
}

const brokenPicture =
  '这张图片打不开，可能已经损坏，没有压缩，也没有去除拍摄地点等信息。可以按原样添加，也可以取消后换一个文件。';

function pictureNote(before: number, after: number): string {
  const smaller = after < before ? `已由 ${sizeText(before)} 压缩为 ${sizeText(after)}，` : '';
  return `${smaller}拍摄地点、时间等信息已去除。`;
}

interface AddDialogProps {
  readonly formKey: string;
  readonly enterpriseId: string;
  readonly about: { readonly aboutId?: string };
  readonly chosen: ChosenAttachment;
  readonly onClose: () => void;
  readonly onAdded: (formKey: string) => void;
}

function AddDialog({ formKey, enterpriseId, about, chosen, onClose, onAdded }: AddDialogProps): ReactNode {
  const draft = useDraft(formKey, { note: '', file: chosen.name });
  const { note } = draft.values;
  const { save, busy } = useSave(draft, { doneText: '已添加' });
  const isDuplicate = chosen.sameContentAs !== '';
  const isTooLong = lengthProblem(note, attachmentNoteLength) !== null;
  const add = (): void => {
    if (!isTooLong) {
      save('attachment.add', { enterpriseId, ...about, token: chosen.token, note }, () => onAdded(formKey));
    }
  };
  return (
    <Dialog
      typed
      title="添加附件"
      okText={chosen.warning === '' ? '添加' : '确认来源可靠，添加'}
      okButtonProps={{ disabled: isDuplicate || isTooLong || !draft.ready }}
      confirmLoading={busy}
      note={<DraftNote status={draft.status} />}
      onCancel={onClose}
      onOk={add}
    >
      <DraftNotice draft={draft} explanation="说明将清空。" />
      <p className="desk-dialog-text">
        <strong>{chosen.name}</strong>　{sizeText(chosen.sizeBytes)}
      </p>
      {chosen.note === '' ? null : chosen.note === brokenPicture ? (
        <Alert type="warning" showIcon title={chosen.note} />
      ) : (
        <p className="desk-none">{chosen.note}</p>
      )}
      {chosen.warning === '' ? null : <Alert type="warning" showIcon title={chosen.warning} />}
      {isDuplicate ? (
        <Alert type="info" showIcon title={`内容与已有附件“${chosen.sameContentAs}”完全相同，不必再添加。`} />
      ) : (
        <>
          <Input
            className="desk-dialog-input"
            autoFocus
            disabled={!draft.ready}
            value={note}
            placeholder={`说明（可不填），例如：${about.aboutId === undefined ? '2024 年省级认定证书' : '签字盖章的扫描件'}`}
            onChange={(event) => draft.patch({ note: event.target.value, file: chosen.name })}
            onPressEnter={add}
          />
          <LengthNote text={note} limit={attachmentNoteLength} />
        </>
      )}
    </Dialog>
  );
}
