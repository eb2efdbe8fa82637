/** What can be done with a filing as a whole: print, hand out, change, put right, void, copy, delete. */
import { Button, Dropdown, Input } from 'antd';
import { type ReactNode, useId, useState } from 'react';
import { useNavigate } from 'react-router';
import { isDate, localDate } from '../../../shared/clock.ts';
import type { Filing } from '../../../shared/filing/contract.ts';
import { isUntouched } from '../../../shared/filing/progress.ts';
import { useCommand } from '../../commands.ts';
import { useCall } from '../../queries.ts';
import { useSave } from '../../save.ts';
import { useSavedFile } from '../../saved-file.ts';
import { ConfirmAction, useConfirm } from '../../ui/ConfirmAction.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { DraftNotice } from '../../ui/DraftNotice.tsx';
import { DateInput } from '../../ui/formInputs.tsx';
import { LengthNote } from '../../ui/LengthNote.tsx';
import { MoreMenu } from '../../ui/MoreMenu.tsx';
import { useOpenForm } from '../../ui/openForm.ts';
import { lengthProblem } from '../../ui/typedLength.ts';
import { useDraft } from '../../ui/useDraft.ts';

export const voidKey = (filingId: string): string => `void:${filingId}`;

export function FilingActions({ filing }: { readonly filing: Filing }): ReactNode {
  const { id } = filing;
  const saved = useSavedFile();
  const exported = useCommand('filing.exportPaper', {
    onDone: (file) => {
      if (file) saved('已保存', file.path);
    },
  });
  const print = useCommand('filing.print');
  return (
    <>
      {filing.editable ? <OfficeActions filing={filing} /> : null}
      <WordButton id={id} />
      <Button loading={exported.isPending} onClick={() => exported.mutate({ id, format: 'pdf' })}>
        导出 PDF
      </Button>
      <Button type="primary" loading={print.isPending} onClick={() => print.mutate({ id })}>
        打印
      </Button>
    </>
  );
}

/** The official form; where the office has a template of its own, either. */
function WordButton({ id }: { readonly id: string }): ReactNode {
  const saved = useSavedFile();
  const template = useCall('template.get', {}).data;
  const onDone = (file: { readonly path: string } | null): void => {
    if (file) saved('已保存', file.path);
  };
  const official = useCommand('filing.exportPaper', { onDone });
  const own = useCommand('filing.exportOwnPaper', { onDone });
  const saveOfficial = (): void => official.mutate({ id, format: 'docx' });
  const busy = official.isPending || own.isPending;
  if (!template)
    return (
      <Button loading={busy} onClick={saveOfficial}>
        导出 Word
      </Button>
    );
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          { key: 'own', label: `本单位模板（${template.name}）` },
          { key: 'official', label: '官方式样（附件6）' },
        ],
        onClick: ({ key }) => (key === 'own' ? own.mutate({ id }) : saveOfficial()),
      }}
    >
      <Button loading={busy}>导出 Word</Button>
    </Dropdown>
  );
}

function OfficeActions({ filing }: { readonly filing: Filing }): ReactNode {
  const { id, standing, progress } = filing;
  const navigate = useNavigate();
  const [form, setForm] = useOpenForm();
  const isSent = progress.status === 'sent';
  const remove = useRemoval(id);
  const { deliveries, versions } = filing.case;
  const told = deliveries.filter(({ atMs }) => atMs !== null).length;
  const mayGo = isUntouched({ progress, told, versions: versions.length });
  return (
    <>
      <MoreMenu
        items={[
          {
            key: 'copy',
            label: '复制为新报备',
            onClick: () => void navigate(`/filings/new?copy=${id}`),
          },
          ...(mayGo
            ? [{ key: 'remove', label: '删除', danger: true, onClick: remove }]
            : standing === 'counts'
              ? [{ key: 'void', label: '作废', onClick: () => setForm(voidKey(id)) }]
              : []),
        ]}
      />
      {standing !== 'counts' ? null : isSent ? (
        <CorrectButton id={id} />
      ) : (
        <Button onClick={() => void navigate(`/filings/${id}/edit`)}>修改</Button>
      )}
      {form === voidKey(id) && standing === 'counts' ? (
        <VoidDialog filingId={id} formKey={form} onClose={() => setForm('')} />
      ) : null}
    </>
  );
}

function useRemoval(id: string): () => void {
  const navigate = useNavigate();
  const remove = useCommand('filing.remove', {
    doneText: '已删除',
    onDone: () => void navigate('/filings', { replace: true }),
  });
  return useConfirm({
    title: '删除这份报备？',
    explanation: '报备不再显示，编号不再使用，变更记录会保留。',
    confirmLabel: '删除',
    danger: true,
    onConfirm: () => remove.mutateAsync({ id }).then(() => undefined),
  });
}

function CorrectButton({ id }: { readonly id: string }): ReactNode {
  const navigate = useNavigate();
  const correct = useCommand('filing.correct', {
    doneText: '已另立一份更正的报备，请修改后重新报送',
    onDone: (corrected) => void navigate(`/filings/${corrected.id}/edit`),
  });
  return (
    <ConfirmAction
      title="更正这份报备？"
      explanation="这份已经报送，原样保留并注明已更正；另立一份内容相同、编号新的报备，改好后重新报送。"
      confirmLabel="更正"
      onConfirm={() => correct.mutateAsync({ id }).then(() => undefined)}
    >
      更正
    </ConfirmAction>
  );
}

const longest = 500;

function VoidDialog(props: {
  readonly filingId: string;
  readonly formKey: string;
  readonly onClose: () => void;
}): ReactNode {
  const id = useId();
  const [today] = useState(() => localDate(Date.now()));
  const draft = useDraft(props.formKey, { reason: '', voidedOn: today });
  const { reason, voidedOn } = draft.values;
  const { save, busy } = useSave(draft, { doneText: '已作废，原件和编号保留' });
  const isDay = isDate(voidedOn) && voidedOn <= today;
  const isReady = draft.ready && isDay && reason.trim() !== '' && lengthProblem(reason, longest) === null;
  return (
    <Dialog
      draft={draft}
      title="作废这份报备"
      okText="作废"
      okButtonProps={{ disabled: !isReady, loading: busy, danger: true }}
      onOk={() => save('filing.void', { id: props.filingId, reason, voidedOn }, props.onClose)}
      onCancel={props.onClose}
    >
      <p className="desk-dialog-text">
        原件和编号保留，注明已作废，时限不再计算，不计入统计；作废以后还可以恢复。
      </p>
      <DraftNotice draft={draft} explanation="原因将清空。" />
      {draft.ready ? (
        <div className="desk-how">
          <label htmlFor={`${id}-day`}>作废日期</label>
          <div>
            <DateInput
              id={`${id}-day`}
              value={voidedOn}
              onChange={(next) => draft.patch({ voidedOn: String(next), reason })}
              invalid={!isDay}
              required
              disabled={false}
              describedBy={`${id}-wrong`}
            />
            <p id={`${id}-wrong`} className="desk-when-wrong" role="status">
              {isDay ? '' : '请填写今天或以前的日期，如 2026-11-24'}
            </p>
          </div>
          <label htmlFor={`${id}-reason`}>作废原因</label>
          <div>
            <Input.TextArea
              id={`${id}-reason`}
              autoFocus
              autoSize={{ minRows: 2, maxRows: 6 }}
              value={reason}
              onChange={(event) => draft.patch({ reason: event.target.value, voidedOn })}
            />
            <LengthNote text={reason} limit={longest} />
          </div>
        </div>
      ) : null}
    </Dialog>
  );
}
