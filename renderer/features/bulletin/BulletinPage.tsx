import { Button } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { bulletinCharts } from '../../../shared/bulletin/charts.ts';
import { quarterText } from '../../../shared/bulletin/quarter.ts';
import { ChartPanel, ChartTable } from '../../chart-panel.tsx';
import { useCommand } from '../../commands.ts';
import { useCall } from '../../queries.ts';
import { RecordHistory } from '../../record-history.tsx';
import { useSavedFile } from '../../saved-file.ts';
import { chartPng } from '../../ui/chartPicture.ts';
import { useConfirm } from '../../ui/ConfirmAction.tsx';
import { DescriptionGrid } from '../../ui/DescriptionGrid.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { FailedPage } from '../../ui/FailedPage.tsx';
import { MoreMenu } from '../../ui/MoreMenu.tsx';
import { Page, PageHeader, Panel } from '../../ui/Page.tsx';
import { PaperPreview } from '../../ui/PaperPreview.tsx';
import { useNotice } from '../../ui/useNotice.tsx';
import { IssueState } from './IssueState.tsx';

/** One bulletin as it will be printed, and its charts one by one. */
export function BulletinPage(): ReactNode {
  const { bulletinId = '' } = useParams();
  const navigate = useNavigate();
  const notice = useNotice();
  const saved = useSavedFile();
  const bulletin = useCall('bulletin.get', { id: bulletinId });
  const preview = useCall('bulletin.preview', { id: bulletinId });
  const [isDrawing, setDrawing] = useState(false);
  const figures = bulletin.data?.figures;
  const charts = useMemo(() => (figures ? bulletinCharts(figures) : []), [figures]);
  const remove = useCommand('bulletin.remove', {
    doneText: '已删除',
    onDone: () => void navigate('/bulletins', { replace: true }),
  });
  const exported = useCommand('bulletin.exportPaper', {
    onDone: (file) => {
      if (file) saved('已保存', file.path);
    },
  });
  const askRemove = useConfirm({
    title: '删除这份季度通报？',
    explanation: '季度通报不再显示，变更记录会保留。已经印发的，各镇区收到数据包后也不再显示。',
    confirmLabel: '删除',
    danger: true,
    onConfirm: () => remove.mutateAsync({ id: bulletinId }).then(() => undefined),
  });
  const print = useCommand('bulletin.print');
  /** Word takes pictures: the window makes them of the same charts that the page shows. */
  const exportWord = async (): Promise<void> => {
    setDrawing(true);
    try {
      const pictures = await Promise.all(
        charts.map(async ({ key, spec }) => ({ key, png: await chartPng(spec) })),
      );
      exported.mutate({ id: bulletinId, format: 'docx', pictures });
    } catch (error) {
      notice.failure(error);
    } finally {
      setDrawing(false);
    }
  };
  if (bulletin.error) {
    return (
      <FailedPage
        back={{ to: '/bulletins', label: '季度通报' }}
        title="季度通报"
        error={bulletin.error}
        onRetry={() => void bulletin.refetch()}
      />
    );
  }
  if (!bulletin.data) return null;
  const { title, unit, quarter, issue, editable } = bulletin.data;
  return (
    <Page
      header={
        <PageHeader
          back={{ to: '/bulletins', label: '季度通报' }}
          title={`${quarterText(quarter)}通报`}
          subtitle={`第${issue}期`}
          actions={
            <>
              {editable ? (
                <>
                  <MoreMenu items={[{ key: 'remove', label: '删除', danger: true, onClick: askRemove }]} />
                  <Button onClick={() => void navigate(`/bulletins/${bulletinId}/edit`)}>修改</Button>
                </>
              ) : null}
              <Button loading={isDrawing || exported.isPending} onClick={() => void exportWord()}>
                导出 Word
              </Button>
              <Button
                loading={exported.isPending}
                onClick={() => exported.mutate({ id: bulletinId, format: 'pdf', pictures: [] })}
              >
                导出 PDF
              </Button>
              <Button
                type="primary"
                loading={print.isPending}
                onClick={() => print.mutate({ id: bulletinId })}
              >
                打印
              </Button>
            </>
          }
        />
      }
    >
      <Panel title={title}>
        <DescriptionGrid
          columns={3}
          facts={[
            { label: '编发单位', value: unit },
            {
              label: '状态',
              value: (
                <IssueState
                  bulletin={{ ...bulletin.data, countedOn: figures?.countedOn ?? '' }}
                  isWriter={editable}
                />
              ),
            },
            { label: '取数日期', value: figures?.countedOn ?? '' },
          ]}
        />
      </Panel>
      <Panel title="打印预览">
        {preview.error ? <ErrorNotice error={preview.error} onRetry={() => void preview.refetch()} /> : null}
        {preview.error ? null : (
          <div className="desk-paper-page">
            <PaperPreview html={preview.data?.html} label="季度通报预览" sheets={5} />
          </div>
        )}
      </Panel>
      {charts.length === 0 ? null : (
        <div className="desk-charts">
          {charts.map(({ key, spec }) => (
            <ChartPanel
              key={key}
              spec={spec}
              note={quarterText(quarter)}
              table={<ChartTable spec={spec} />}
            />
          ))}
        </div>
      )}
      <RecordHistory entityId={bulletinId} />
    </Page>
  );
}
