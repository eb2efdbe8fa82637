import type { ReactNode } from 'react';
import { ErrorNotice } from './ErrorNotice.tsx';
import { Page, PageHeader } from './Page.tsx';

export interface FailedPageProps {
  readonly back: { readonly to: string; readonly label: string };
  readonly title: string;
  readonly error: unknown;
  readonly onRetry: () => void;
}

/** A record that could not be opened, in the frame of its screen, with the way back. */
export function FailedPage({ back, title, error, onRetry }: FailedPageProps): ReactNode {
  return (
    <Page header={<PageHeader back={back} title={title} />}>
      <ErrorNotice error={error} onRetry={onRetry} />
    </Page>
  );
}
