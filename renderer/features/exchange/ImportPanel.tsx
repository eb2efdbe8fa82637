/** The preview of a bundle before anything is written, and the button that takes it in. */
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import { localDateTime } from '../../../shared/clock.ts';
import type { AnswerPreview, ImportPreview, ImportReport } from '../../../shared/exchange/contract.ts';
import { useCommand } from '../../commands.ts';
import { DescriptionGrid } from '../../ui/DescriptionGrid.tsx';
import { Fingerprint } from '../../ui/Fingerprint.tsx';
import { Panel } from '../../ui/Page.tsx';
import { StatusTag } from '../../ui/StatusTag.tsx';
import { countSettled, PreviewChanges } from './PreviewChanges.tsx';
import { PreviewWarnings } from './PreviewWarnings.tsx';

interface ImportPanelProps {
  readonly preview: ImportPreview;
  readonly onPreview: (preview: ImportPreview) => void;
  readonly onImported: (preview: ImportPreview, report: ImportReport) => void;
  readonly onClose: () => void;
}

export function ImportPanel({ preview, onPreview, onImported, onClose }: ImportPanelProps): ReactNode {
  const [acceptRetiring, setAcceptRetiring] = useState(false);
  const confirm = useCommand('exchange.confirmDevice', { onDone: onPreview, doneText: '已确认这台电脑' });
  const again = useCommand('exchange.preview', { onDone: onPreview });
  const discard = useCommand('exchange.discard', {
    onDone: onClose,
    doneText: '已从收件箱移除，原文件不受影响',
  });
  const take = useCommand('exchange.import', {
    onDone: (report) => {
      onImported(preview, report);
      onClose();
    },
  });
  // Imported before, and nothing of it is gone from here: there is nothing to take in.
  const isDone = preview.importedAtMs !== null && preview.added === 0;
  const needsAnswer = preview.retiring.length > 0 && !acceptRetiring;
  return (
    <Panel title="导入预览" extra={<StatusTag tone="info">尚未写入任何内容</StatusTag>}>
      <DescriptionGrid columns={3} facts={factsOf(preview)} />
      <PreviewWarnings
        preview={preview}
        acceptRetiring={acceptRetiring}
        onAcceptRetiring={setAcceptRetiring}
        confirming={confirm.isPending}
        onConfirm={() => confirm.mutate({ token: preview.token })}
      />
      <PreviewChanges partitions={preview.partitions} />
      <div className="desk-form-actions">
        {isDone ? null : (
          <Button
            type="primary"
            loading={take.isPending}
            disabled={preview.unconfirmed || preview.waitingFor !== '' || needsAnswer}
            onClick={() => take.mutate({ token: preview.token, acceptRetiring })}
          >
            导入
          </Button>
        )}
        <Button onClick={onClose}>{isDone ? '关闭' : '暂不导入'}</Button>
        <Button loading={again.isPending} onClick={() => again.mutate({ token: preview.token })}>
          重新预览
        </Button>
        <Button
          type="text"
          loading={discard.isPending}
          onClick={() => discard.mutate({ name: preview.token.slice(0, 32) })}
        >
          从收件箱移除
        </Button>
        {preview.conflicts > 0 ? (
          <span className="desk-none">
            冲突不妨碍导入，导入后在<Link to="/conflicts">待定冲突</Link>中定
          </span>
        ) : null}
      </div>
    </Panel>
  );
}

function factsOf(preview: ImportPreview) {
  const { from, part } = preview;
  const answers = preview.partitions.flatMap((partition) => partition.answers);
  const settled = countSettled(preview.partitions.flatMap((partition) => partition.records));
  const facts = [
    { label: '来自', value: from.name },
    { label: '经办人', value: `${from.officer}（${from.deviceName}）` },
    {
      label: '月份',
      value: part.count > 1 ? `${preview.month}（第 ${part.index} 包，共 ${part.count} 包）` : preview.month,
    },
    { label: '制作时间', value: localDateTime(preview.createdAtMs) },
    { label: '新内容', value: `${preview.added} 条` },
    { label: '已有内容', value: `${preview.duplicates} 条` },
    ...(answers.length > 0 ? [{ label: '建议答复', value: answersText(answers) }] : []),
    ...(settled > 0 ? [{ label: '冲突已定', value: `${settled} 处` }] : []),
    ...(preview.suggestions > 0 ? [{ label: '修改建议', value: `${preview.suggestions} 条` }] : []),
    { label: '带来冲突', value: `${preview.conflicts} 处` },
    { label: '附件', value: `${preview.attachments} 个` },
    ...(preview.held > 0 ? [{ label: '暂存待定', value: `${preview.held} 条` }] : []),
    {
      label: '对方电脑识别码',
      // Compared before the laptop is confirmed; afterwards only to be read.
      value: preview.unconfirmed ? (
        <Fingerprint value={from.fingerprint} />
      ) : (
        <code className="desk-fingerprint">{from.fingerprint}</code>
      ),
      wide: true,
    },
  ];
  return facts;
}

function answersText(answers: readonly AnswerPreview[]): string {
  const accepted = answers.filter(({ outcome }) => outcome === 'accepted').length;
  const parts = [
    ...(accepted > 0 ? [`采纳 ${accepted} 条`] : []),
    ...(answers.length > accepted ? [`不采纳 ${answers.length - accepted} 条`] : []),
  ];
  return parts.join('，');
}
