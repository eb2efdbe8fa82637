/** 附件: add, look at photos, save elsewhere, take away and bring back. Nothing else is ever opened inside the program. */
import { PaperClipOutlined } from '@ant-design/icons';
import { Alert, Button, Checkbox, Input, Space, Table } from 'antd';
import { type ReactNode, useRef, useState } from 'react';
import { z } from 'zod';
import { localDateTime } from '../shared/clock.ts';
import { markOfSet } from '../shared/draft/place.ts';
import { type Attachment, attachmentNoteLength } from '../shared/enterprise/attachment-contract.ts';
import { sizeText } from '../shared/record/readable.ts';
import { call } from './api.ts';
import { AttachManyDialog } from './attach-many-dialog.tsx';
import { brokenPicture, useAttachMany } from './attach-many.ts';
import { isShownPicture, PictureView, Thumbnail } from './attached-picture.tsx';
import { type AttachmentPlace, prepareFile, type PreparedFile } from './attachment-file.ts';
import { useCommand } from './commands.ts';
import { useDrafts } from './drafts.ts';
import { useOutcome } from './outcome.ts';
import { useCall } from './queries.ts';
import { useSave } from './save.ts';
import { useSavedFile } from './saved-file.ts';
import { Dialog } from './ui/Dialog.tsx';
import { DraftNotice } from './ui/DraftNotice.tsx';
import { EmptyState } from './ui/EmptyState.tsx';
import { ErrorNotice } from './ui/ErrorNotice.tsx';
import { LengthNote } from './ui/LengthNote.tsx';
import { lengthProblem } from './ui/typedLength.ts';
import { useOpenForm, useShownForm } from './ui/openForm.ts';
import { useDraft } from './ui/useDraft.ts';
import { useNotice } from './ui/useNotice.tsx';
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
  explanation = '营业执照、证书、照片等，可一次选择多个，每个不超过 20 MB，随月度数据包交换。JPG、PNG 照片自动压缩并去除拍摄地点。不得录入涉密信息。',
}: AttachmentPanelProps): ReactNode {
  const place: AttachmentPlace = { enterpriseId, ...(of === undefined ? {} : { aboutId: of.id }) };
  const prefix = notePrefix(enterpriseId, of);
  const [includeRemoved, setIncludeRemoved] = useState(false);
  const [openPicture, setOpenPicture] = useState('');
  const [chosen, setChosen] = useState<PreparedFile | null>(null);
  const [form, setForm] = useOpenForm();
  const notes = useDrafts(prefix);
  const isNoteLeft = editable && chosen === null && notes?.some(({ key }) => key === form) === true;
  const left = useCall('draft.get', { key: form }, { enabled: isNoteLeft }).data;
  const leftOf = noteDraft.safeParse(left?.value).data?.values.file ?? '';
  useShownForm(isNoteLeft ? form : '');
  const list = useCall('attachment.list', { ...place, includeRemoved });
  const rows = of === undefined ? list.data : list.data?.toSorted(firstAddedFirst);
  const notice = useNotice();
  const many = useAttachMany(place, (count) => notice.done(`已添加 ${count} 个附件`));
  const choosing = useOutcome(false, {});
  // The second click of a double click may come before the first is drawn.
  const begun = useRef(false);
  const [busy, setBusy] = useState(false);
  const choose = async (): Promise<void> => {
    if (begun.current) return;
    begun.current = true;
    setBusy(true);
    choosing.begin();
    try {
      const files = await call('attachment.choose', {});
      const [first, ...others] = files;
      if (others.length > 0) await many.start(files);
      else if (first !== undefined) setChosen(await prepareFile(place, first));
    } catch (error) {
      choosing.refused(error);
    } finally {
      begun.current = false;
      setBusy(false);
    }
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
          loading={busy}
          onClick={() => void choose()}
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
            <Button size="small" onClick={() => void choose()}>
              选择文件
            </Button>
          }
        />
      ) : null}
      {many.missing === 0 ? null : (
        <Alert
          className="desk-form-alert"
          type="info"
          showIcon
          title={`上次所选的文件还有 ${many.missing} 个没有添加。可以重新选择全部文件，已有的不会重复添加。`}
          closable={{ onClose: many.forget, 'aria-label': '关闭' }}
        />
      )}
      {list.error ? <ErrorNotice error={list.error} onRetry={() => void list.refetch()} /> : null}
      {list.data?.length === 0 ? (
        <EmptyState title="还没有附件" explanation={explanation} />
      ) : (
        <Table<Attachment>
          size="small"
          pagination={false}
          rowKey="id"
          loading={rows === undefined}
          dataSource={rows ?? []}
          columns={[
            {
              title: '文件名',
              render: (_, row) => (
                <span className="desk-attached">
                  {isShownPicture(row) ? <Thumbnail row={row} onOpen={() => setOpenPicture(row.id)} /> : null}
                  <FileName row={row} />
                </span>
              ),
            },
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
      <PictureView
        pictures={rows?.filter(isShownPicture) ?? []}
        openId={openPicture}
        onOpen={setOpenPicture}
      />
      <AttachManyDialog many={many} />
      {chosen === null ? null : (
        <AddDialog
          formKey={prefix + markOfSet([chosen.name])}
          place={place}
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

/** Of one record: in the order in which they were chosen, those taken away last. */
function firstAddedFirst(a: Attachment, b: Attachment): number {
  return Number(a.removed) - Number(b.removed) || a.addedAtMs - b.addedAtMs;
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

function pictureNote({ picture, originalBytes, sizeBytes }: PreparedFile): string {
  if (picture === null) return '';
  const isSmaller = sizeBytes < originalBytes;
  const smaller = isSmaller ? `已由 ${sizeText(originalBytes)} 压缩为 ${sizeText(sizeBytes)}，` : '';
  return `${smaller}拍摄地点、时间等信息已去除。`;
}

interface AddDialogProps {
  readonly formKey: string;
  readonly place: AttachmentPlace;
  readonly chosen: PreparedFile;
  readonly onClose: () => void;
  readonly onAdded: (formKey: string) => void;
}

function AddDialog({ formKey, place, chosen, onClose, onAdded }: AddDialogProps): ReactNode {
  const draft = useDraft(formKey, { note: '', file: chosen.name });
  const { note } = draft.values;
  const { save, busy } = useSave(draft, { doneText: '已添加' });
  const isDuplicate = chosen.sameContentAs !== '';
  const isTooLong = lengthProblem(note, attachmentNoteLength) !== null;
  const add = (): void => {
    if (!isTooLong) {
      save('attachment.add', { ...place, token: chosen.token, note }, () => onAdded(formKey));
    }
  };
  return (
    <Dialog
      typed
      draft={draft}
      title="添加附件"
      okText={chosen.warning === '' ? '添加' : '确认来源可靠，添加'}
      okButtonProps={{ disabled: isDuplicate || isTooLong || !draft.ready }}
      confirmLoading={busy}
      onCancel={onClose}
      onOk={add}
    >
      <DraftNotice draft={draft} explanation="说明将清空。" />
      <p className="desk-dialog-text">
        <strong>{chosen.name}</strong>　{sizeText(chosen.sizeBytes)}
      </p>
      {chosen.isBroken ? (
        <Alert
          type="warning"
          showIcon
          title={`这张${brokenPicture}。可以按原样添加，也可以取消后换一个文件。`}
        />
      ) : (
        <p className="desk-none">{pictureNote(chosen)}</p>
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
            placeholder={`说明（可不填），例如：${place.aboutId === undefined ? '2024 年省级认定证书' : '签字盖章的扫描件'}`}
            onChange={(event) => draft.patch({ note: event.target.value, file: chosen.name })}
            onPressEnter={add}
          />
          <LengthNote text={note} limit={attachmentNoteLength} />
        </>
      )}
    </Dialog>
  );
}
