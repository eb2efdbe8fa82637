/** A paper as it will be printed, with what can be made of it. */
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { Page, PageHeader, type PageHeaderProps } from './Page.tsx';
import { PaperPreview, type PaperPreviewProps } from './PaperPreview.tsx';

export interface PaperPageProps extends Omit<PaperPreviewProps, 'label'> {
  readonly title: string;
  readonly subtitle?: ReactNode;
  readonly back: NonNullable<PageHeaderProps['back']>;
  readonly onSave: (format: 'docx' | 'pdf') => void;
  readonly saving: boolean;
  readonly onPrint: () => void;
  readonly printing: boolean;
}

export function PaperPage(props: PaperPageProps): ReactNode {
  const { title, subtitle, back, onSave, saving, onPrint, printing, ...preview } = props;
  return (
    <Page
      header={
        <PageHeader
          back={back}
          title={title}
          subtitle={subtitle}
          actions={
            <>
              <Button loading={saving} onClick={() => onSave('docx')}>
                导出 Word
              </Button>
              <Button loading={saving} onClick={() => onSave('pdf')}>
                导出 PDF
              </Button>
              <Button type="primary" loading={printing} onClick={onPrint}>
                打印
              </Button>
            </>
          }
        />
      }
    >
      <div className={preview.isLandscape === true ? 'desk-paper-page-wide' : 'desk-paper-page'}>
        <PaperPreview {...preview} label={`${title}预览`} />
      </div>
    </Page>
  );
}
