/** The paper as it would be printed now, and every version as it was made before. */
import { Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { localDateTime } from '../../../shared/clock.ts';
import { paperFormatLabels } from '../../../shared/filing/case.ts';
import type { Filing } from '../../../shared/filing/contract.ts';
import { useCall } from '../../queries.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Panel } from '../../ui/Page.tsx';
import { PaperPreview } from '../../ui/PaperPreview.tsx';

export function PaperVersions({ filing }: { readonly filing: Filing }): ReactNode {
  const [chosen, setChosen] = useState('');
  const { versions } = filing.case;
  const version = versions.find(({ id }) => id === chosen);
  return (
    <Panel
      title={version ? `第${version.version}版（原样）` : '打印预览'}
      extra={
        versions.length === 0 ? undefined : (
          <Select
            aria-label="版次"
            size="small"
            value={version?.id ?? ''}
            onChange={setChosen}
            popupMatchSelectWidth={false}
            style={{ minWidth: 190 }}
            options={[
              { value: '', label: '现在的内容' },
              ...versions.map(({ id, version: n, format, madeAtMs }) => ({
                value: id,
                label: `第${n}版　${localDateTime(madeAtMs)} ${formatText(format)}`,
              })),
            ]}
          />
        )
      }
    >
      <OwnTemplateNote />
      {version ? <Earlier filingId={filing.id} versionId={version.id} /> : <Now filingId={filing.id} />}
    </Panel>
  );
}

/** So that nobody looks here for the office's own paper. */
function OwnTemplateNote(): ReactNode {
  const template = useCall('template.get', {}).data;
  if (!template) return null;
  return (
    <p className="desk-none">预览、打印和 PDF 是官方式样；导出 Word 时可选本单位模板“{template.name}”。</p>
  );
}

function formatText(format: string): string {
  return (paperFormatLabels as Readonly<Record<string, string>>)[format] ?? '';
}

function Now({ filingId }: { readonly filingId: string }): ReactNode {
  const preview = useCall('filing.preview', { id: filingId });
  return preview.error ? (
    <ErrorNotice error={preview.error} onRetry={() => void preview.refetch()} />
  ) : (
    <PaperPreview html={preview.data?.html} label="报备表预览" sheets={sheetsOf(preview.data?.html)} />
  );
}

function Earlier(props: { readonly filingId: string; readonly versionId: string }): ReactNode {
  const preview = useCall('filing.previewVersion', { id: props.filingId, versionId: props.versionId });
  return preview.error ? (
    <ErrorNotice error={preview.error} onRetry={() => void preview.refetch()} />
  ) : (
    <PaperPreview html={preview.data?.html} label="报备表原样" sheets={sheetsOf(preview.data?.html)} />
  );
}

/** Room for the beginning of the 附页 of a form that has one. */
function sheetsOf(html: string | undefined): number {
  return html?.includes('class="attached"') ? 2 : 1;
}
