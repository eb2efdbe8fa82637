/** 导出给各镇区: one folder, one bundle a town, and what came of each. */
import { Alert, Button, Form } from 'antd';
import { type ReactNode, useState } from 'react';
import { useNavigate } from 'react-router';
import type { ExportedTown, TownMonth } from '../../../shared/month/contract.ts';
import { closedMonthText } from '../../../shared/month/rules.ts';
import type { Medium } from '../../../shared/exchange/parts.ts';
import { useCommand } from '../../commands.ts';
import { ExportProgress, MediumChoice } from '../../export-form.tsx';
import { spellMonth } from '../../ui/dateText.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { errorSentence } from '../../ui/errorSentence.ts';
import { SmallTable } from '../../ui/SmallTable.tsx';
import { StatusTag } from '../../ui/StatusTag.tsx';
import type { DataColumn } from '../../ui/tableColumns.tsx';

export interface ExportAllDialogProps {
  /** YYYY-MM */
  readonly month: string;
  readonly isClosed: boolean;
  readonly towns: readonly TownMonth[];
  readonly onClose: () => void;
}

/** Mounted while it is open. */
export function ExportAllDialog({ month, isClosed, towns, onClose }: ExportAllDialogProps): ReactNode {
  const [medium, setMedium] = useState<Medium>('stick');
  const write = useCommand('month.exportAll', { quiet: true });
  const reachable = towns.filter((town) => town.reachable);
  const left = towns.filter((town) => !town.reachable).map((town) => town.name);
  return (
    <Dialog
      typed
      title={`导出${spellMonth(month)}的数据包给各镇区`}
      width={680}
      footer={null}
      onCancel={onClose}
      closable={!write.isPending}
      keyboard={!write.isPending}
    >
      {write.isPending ? <ExportProgress /> : null}
      {write.data ? (
        <Exported month={month} folder={write.data.folder} towns={write.data.towns} onClose={onClose} />
      ) : null}
      <div hidden={write.isPending || Boolean(write.data)}>
        <Form layout="vertical" onFinish={() => write.mutate({ month, medium })}>
          <p>
            为 {reachable.length} 个镇区各写一个数据包，放进同一个文件夹；只有该镇区的电脑能打开自己的那一个。
            {left.length === 0 ? '' : `未邀请、不能导出：${left.join('、')}。`}
          </p>
          {isClosed ? <p className="desk-none">{closedMonthText(month)}</p> : null}
          <MediumChoice medium={medium} onMedium={setMedium} />
          {write.error ? <Alert type="error" showIcon title={errorSentence(write.error)} /> : null}
          <div className="desk-dialog-actions">
            <Button onClick={onClose}>取消</Button>
            <Button type="primary" htmlType="submit" disabled={reachable.length === 0}>
              选择文件夹并导出
            </Button>
          </div>
        </Form>
      </div>
    </Dialog>
  );
}

const baseColumns: readonly DataColumn<ExportedTown>[] = [
  { key: 'name', title: '镇（区、街道）', width: 120, value: (row) => row.name },
  {
    key: 'state',
    title: '结果',
    width: 90,
    value: (row) => (row.obstacle === '' ? '已导出' : '未导出'),
    render: (row) => (
      <StatusTag tone={row.obstacle === '' ? 'good' : 'bad'}>
        {row.obstacle === '' ? '已导出' : '未导出'}
      </StatusTag>
    ),
  },
  {
    key: 'content',
    title: '内容',
    width: 110,
    value: (row) => (row.obstacle === '' ? `${row.operations} 条记录` : ''),
  },
  {
    key: 'files',
    title: '文件',
    width: 190,
    grow: true,
    value: (row) => (row.obstacle === '' ? row.files.join('、') : row.obstacle),
  },
];

function Exported(props: {
  readonly month: string;
  readonly folder: string;
  readonly towns: readonly ExportedTown[];
  readonly onClose: () => void;
}): ReactNode {
  const navigate = useNavigate();
  const print = useCommand('month.receiptPrint');
  const printing = print.isPending ? print.variables.bundleId : '';
  const columns: readonly DataColumn<ExportedTown>[] = [
    ...baseColumns,
    {
      key: 'receipt',
      title: '交接单',
      width: 110,
      value: () => '',
      render: ({ name, bundleId }) =>
        bundleId === '' ? null : (
          <span className="desk-month-receipts">
            <Button
              type="link"
              size="small"
              aria-label={`查看${name}的交接单`}
              onClick={() => void navigate(`/month/receipt/${bundleId}?month=${props.month}`)}
            >
              查看
            </Button>
            <Button
              type="link"
              size="small"
              aria-label={`打印${name}的交接单`}
              loading={printing === bundleId}
              disabled={print.isPending && printing !== bundleId}
              onClick={() => print.mutate({ bundleId })}
            >
              打印
            </Button>
          </span>
        ),
    },
  ];
  return (
    <>
      <p>文件夹：{props.folder}</p>
      <SmallTable label="导出结果" columns={columns} rowKey={(row) => row.townId} rows={props.towns} />
      {props.towns.some(({ obstacle }) => obstacle === '') ? (
        <p className="desk-panel-note">
          已导出的都已读回核对。交接单以后也可在“各镇区交换情况”的“交接单”一栏点“下发”查看和打印。
        </p>
      ) : null}
      <div className="desk-dialog-actions">
        <Button type="primary" onClick={props.onClose}>
          完成
        </Button>
      </div>
    </>
  );
}
