/** 导出数据包: with what it is carried, how far it is, and where the files lie. */
import { Alert, Button, Checkbox, Form, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import type { ExchangePeer, ExportedFiles } from '../../../shared/exchange/contract.ts';
import { monthChoice } from '../../../shared/exchange/month-choice.ts';
import { closedMonthText } from '../../../shared/month/rules.ts';
import type { Medium } from '../../../shared/exchange/parts.ts';
import { sizeText } from '../../../shared/record/readable.ts';
import { useCommand } from '../../commands.ts';
import { ExportProgress, MediumChoice } from '../../export-form.tsx';
import { useClosedMonths } from './closed-months.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { idOf } from '../../../shared/exchange/peer-id.ts';
import { errorSentence } from '../../ui/errorSentence.ts';
import { StatusTag } from '../../ui/StatusTag.tsx';

export interface ExportDialogProps {
  readonly peer: ExchangePeer;
  readonly onClose: () => void;
}

/** Mounted while it is open. */
export function ExportDialog({ peer, onClose }: ExportDialogProps): ReactNode {
  const [exported, setExported] = useState<ExportedFiles | null>(null);
  // As it stood before: once exported, nothing is new any more.
  const [fresh, setFresh] = useState(0);
  const write = useCommand('exchange.export', { quiet: true, onDone: setExported });
  return (
    <Dialog
      typed
      title={exported ? `已导出给${peer.name}` : `导出给${peer.name}`}
      width={560}
      footer={null}
      closable={!write.isPending}
      keyboard={!write.isPending}
      onCancel={onClose}
    >
      {exported ? <ExportedNote exported={exported} fresh={fresh} onClose={onClose} /> : null}
      {write.isPending ? <ExportProgress /> : null}
      {/* Stays mounted: what was chosen is still there after a refusal. */}
      <div hidden={exported !== null || write.isPending}>
        <ExportForm
          peer={peer}
          error={write.error}
          onExport={(choice) => {
            setFresh(peer.unsent);
            write.mutate({ to: idOf(peer), ...choice });
          }}
          onClose={onClose}
        />
      </div>
    </Dialog>
  );
}

interface Choice {
  readonly month: string;
  readonly medium: Medium;
  readonly mode: 'auto' | 'full';
}

function ExportForm(props: {
  readonly peer: ExchangePeer;
  readonly error: unknown;
  readonly onExport: (choice: Choice) => void;
  readonly onClose: () => void;
}): ReactNode {
  const { peer, error } = props;
  const [{ months, usual }] = useState(() => monthChoice(Date.now()));
  const [choice, setChoice] = useState<Choice>({ month: usual, medium: 'stick', mode: 'auto' });
  const closed = useClosedMonths();
  const change = (patch: Partial<Choice>): void => setChoice((before) => ({ ...before, ...patch }));
  return (
    <Form layout="vertical" onFinish={() => props.onExport(choice)}>
      <Form.Item
        label="月份"
        htmlFor="export-month"
        extra={usual === months[0] ? undefined : '每月前 10 天默认交上月的；要交本月的，请改选。'}
      >
        <Select
          id="export-month"
          value={choice.month}
          onChange={(month: string) => change({ month })}
          options={months.map((month) => ({ value: month, label: month }))}
          style={{ width: 160 }}
        />
      </Form.Item>
      {closed.includes(choice.month) ? <p className="desk-none">{closedMonthText(choice.month)}</p> : null}
      <MediumChoice medium={choice.medium} onMedium={(medium) => change({ medium })} />
      <Checkbox
        checked={choice.mode === 'full'}
        onChange={(event) => change({ mode: event.target.checked ? 'full' : 'auto' })}
      >
        不论对方已有多少，带上全部内容
      </Checkbox>
      <p className="desk-none">
        平时不用勾选：记录不多时本来就带全部，多了才只带对方还没有的。对方提示缺少前面的数据包时再勾选。
      </p>
      <p className="desk-none">
        待导出 {peer.unsent} 条，已导出待回执 {peer.awaiting} 条。写完自动读回核对。
      </p>
      {error ? (
        <Alert type={isCancelled(error) ? 'info' : 'error'} showIcon title={errorSentence(error)} />
      ) : null}
      <div className="desk-dialog-actions">
        <Button onClick={props.onClose}>取消</Button>
        <Button type="primary" htmlType="submit" autoFocus>
          选择位置并导出
        </Button>
      </div>
    </Form>
  );
}

/** What is in the file, and what of it was waiting to go: the two numbers differ, and are said as what they are. */
function contentText({ operations, isDelta }: ExportedFiles, fresh: number): string {
  if (isDelta) return `数据包只含对方还没有的内容，共 ${operations} 条记录`;
  const news = fresh === 0 ? '没有新的' : `其中 ${fresh} 条是新的`;
  return `数据包带了全部 ${operations} 条记录，${news}；对方已有的不会重复记入`;
}

function ExportedNote({
  exported,
  fresh,
  onClose,
}: {
  readonly exported: ExportedFiles;
  readonly fresh: number;
  readonly onClose: () => void;
}): ReactNode {
  const show = useCommand('exchange.showExported');
  const { files, folder } = exported;
  return (
    <>
      <p>
        {contentText(exported, fresh)}
        {exported.attachments > 0 ? `，${exported.attachments} 个附件` : ''}。已读回核对。
      </p>
      <ul className="desk-changes" aria-label="导出的文件">
        {files.map((file) => (
          <li key={file.name}>
            <strong>{file.name}</strong>
            <span className="desk-none">{sizeText(file.sizeBytes)}</span>
            {file.isOversized ? <StatusTag tone="warn">超过邮件限额，请用U盘带</StatusTag> : null}
          </li>
        ))}
      </ul>
      <p className="desk-none">
        位置：{folder}
        {files.length > 1 ? `　共 ${files.length} 包，请全部交给对方，先后不限。` : ''}
      </p>
      <div className="desk-dialog-actions">
        <Button onClick={() => show.mutate({})}>打开所在文件夹</Button>
        <Button type="primary" autoFocus onClick={onClose}>
          完成
        </Button>
      </div>
    </>
  );
}

function isCancelled(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'bundle.cancelled';
}
