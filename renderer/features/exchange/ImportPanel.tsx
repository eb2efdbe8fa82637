/** The preview of a bundle before anything is written, and the button that takes it in. */
import { Alert, Button, Checkbox, Collapse } from 'antd';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import { localDateTime } from '../../../shared/clock.ts';
import type { ImportPreview } from '../../../shared/exchange/contract.ts';
import { useCommand } from '../../queries.ts';
import { DescriptionGrid } from '../../ui/DescriptionGrid.tsx';
import { Panel } from '../../ui/Page.tsx';
import { StatusTag } from '../../ui/StatusTag.tsx';
import { useNotice } from '../../ui/useNotice.tsx';

interface ImportPanelProps {
  readonly preview: ImportPreview;
  readonly onPreview: (preview: ImportPreview) => void;
  readonly onClose: () => void;
}

export function ImportPanel({ preview, onPreview, onClose }: ImportPanelProps): ReactNode {
  const notice = useNotice();
  const [acceptRetiring, setAcceptRetiring] = useState(false);
  const confirm = useCommand('exchange.confirmDevice', { onDone: onPreview, doneText: '已确认这台电脑' });
  const again = useCommand('exchange.preview', { onDone: onPreview });
  const take = useCommand('exchange.import', {
    onDone: (report) => {
      notice.done(
        `导入完成：新增 ${report.added} 条，已有 ${report.duplicates} 条` +
          (report.conflicts > 0 ? `，待定冲突 ${report.conflicts} 处` : ''),
      );
      onClose();
    },
  });
  const { from } = preview;
  return (
    <Panel title="导入预览" extra={<StatusTag tone="info">尚未写入任何内容</StatusTag>}>
      <DescriptionGrid
        columns={3}
        facts={[
          { label: '来自', value: from.name },
          { label: '经办人', value: `${from.officer}（${from.deviceName}）` },
          { label: '月份', value: preview.month },
          { label: '制作时间', value: localDateTime(preview.createdAtMs) },
          { label: '新内容', value: `${preview.added} 条` },
          { label: '已有内容', value: `${preview.duplicates} 条` },
          { label: '新增冲突', value: `${preview.newConflicts} 处` },
          { label: '暂存待定', value: `${preview.held} 条` },
          { label: '附件', value: `${preview.attachments} 个` },
          {
            label: '电脑指纹',
            value: <code className="desk-fingerprint">{from.fingerprint}</code>,
            wide: true,
          },
        ]}
      />
      <div className="desk-rows">
        {preview.importedAtMs === null ? null : (
          <Alert
            type="info"
            showIcon
            title={`这个数据包已于 ${localDateTime(preview.importedAtMs)} 导入过，再次导入不会改变任何内容。`}
          />
        )}
        {preview.unconfirmed ? (
          <Alert
            type="warning"
            showIcon
            title="这台电脑第一次报送，需要市里确认"
            description="请打电话与经办人逐组核对上面的指纹；对方在“设置—本机信息”中可以看到同样的数字。核对一致后点“确认这台电脑”。"
            action={
              <Button loading={confirm.isPending} onClick={() => confirm.mutate({ token: preview.token })}>
                确认这台电脑
              </Button>
            }
          />
        ) : null}
        {preview.pending > 0 ? (
          <Alert
            type="info"
            showIcon
            title={`有 ${preview.pending} 条由新版本程序写成，先原样保存，待升级后可见。`}
          />
        ) : null}
        {preview.retiring.length > 0 ? (
          <Alert
            type="warning"
            showIcon
            title={`导入后有 ${preview.retiring.length} 家企业不再由本机管理：${preview.retiring.slice(0, 5).join('、')}`}
            description={
              <Checkbox
                checked={acceptRetiring}
                onChange={(event) => setAcceptRetiring(event.target.checked)}
              >
                已核对，确认导入
              </Checkbox>
            }
          />
        ) : null}
      </div>
      <Collapse
        size="small"
        items={preview.partitions.map((partition) => ({
          key: partition.partition,
          label: (
            <>
              {partition.title}　<span className="desk-none">{partition.operations} 条</span>{' '}
              {partition.isNew ? <StatusTag tone="info">新收到</StatusTag> : null}
              {partition.conflicts > 0 ? (
                <StatusTag tone="warn">冲突 {partition.conflicts} 处</StatusTag>
              ) : null}
            </>
          ),
          children: (
            <ul className="desk-changes">
              {partition.changes.map((change) => (
                <li key={`${change.entityId}/${change.field}/${change.writtenAtMs}`}>
                  <span className="desk-none">
                    {change.entityLabel}·{change.fieldLabel}
                  </span>
                  <span>
                    {change.oldText === '' ? '' : `${change.oldText} → `}
                    {change.newText || '空'}
                  </span>
                  {change.state === 'held' ? <StatusTag tone="warn">暂存待定</StatusTag> : null}
                </li>
              ))}
              {partition.changes.length < partition.operations ? (
                <li className="desk-none">其余内容导入后可在变更记录中查看</li>
              ) : null}
            </ul>
          ),
        }))}
      />
      <div className="desk-form-actions">
        <Button
          type="primary"
          loading={take.isPending}
          disabled={preview.unconfirmed || (preview.retiring.length > 0 && !acceptRetiring)}
          onClick={() => take.mutate({ token: preview.token, acceptRetiring })}
        >
          导入
        </Button>
        <Button onClick={onClose}>暂不导入</Button>
        <Button loading={again.isPending} onClick={() => again.mutate({ token: preview.token })}>
          重新预览
        </Button>
        {preview.newConflicts > 0 ? (
          <span className="desk-none">
            冲突不妨碍导入，导入后在<Link to="/conflicts">待定冲突</Link>中定
          </span>
        ) : null}
      </div>
    </Panel>
  );
}
