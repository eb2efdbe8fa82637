/** 交接单 of one bundle: looked at, printed, kept as PDF or Word. */
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { isMonth } from '../../../shared/clock.ts';
import { useCommand } from '../../commands.ts';
import { useCall } from '../../queries.ts';
import { useSavedFile } from '../../saved-file.ts';
import { FailedPage } from '../../ui/FailedPage.tsx';
import { Page, PageHeader } from '../../ui/Page.tsx';
import { PaperPreview } from '../../ui/PaperPreview.tsx';

export function ReceiptPage(): ReactNode {
  const { bundleId = '' } = useParams();
  const [search] = useSearchParams();
  const month = search.get('month') ?? '';
  // From where it was opened: a month's table, or the list of all bundles.
  const back = isMonth(month)
    ? { to: `/month?month=${month}`, label: '月度汇总' }
    : { to: '/exchange', label: '数据交换' };
  const saved = useSavedFile();
  const preview = useCall('month.receiptPreview', { bundleId });
  const print = useCommand('month.receiptPrint');
  const exported = useCommand('month.receiptExport', {
    onDone: (file) => {
      if (file) saved('已保存', file.path);
    },
  });
  if (preview.error) {
    return (
      <FailedPage
        back={back}
        title="数据交接单"
        error={preview.error}
        onRetry={() => void preview.refetch()}
      />
    );
  }
  return (
    <Page
      header={
        <PageHeader
          back={back}
          title="数据交接单"
          subtitle="一式两份，移交、接收双方签字后各存一份"
          actions={
            <>
              <Button
                loading={exported.isPending}
                onClick={() => exported.mutate({ bundleId, format: 'docx' })}
              >
                导出 Word
              </Button>
              <Button
                loading={exported.isPending}
                onClick={() => exported.mutate({ bundleId, format: 'pdf' })}
              >
                导出 PDF
              </Button>
              <Button type="primary" loading={print.isPending} onClick={() => print.mutate({ bundleId })}>
                打印
              </Button>
            </>
          }
        />
      }
    >
      <div className="desk-paper-page">
        <PaperPreview html={preview.data?.html} label="数据交接单预览" />
      </div>
    </Page>
  );
}
