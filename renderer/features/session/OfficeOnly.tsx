import type { ReactNode } from 'react';
import { errorText } from '../../../shared/errors.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';

/** On a leader's laptop, where an address leads to what the office does. */
export function OfficeOnly(): ReactNode {
  return (
    <Page>
      <EmptyState title="这台电脑只供查看" explanation={errorText('rpc.leaders-desk')} />
    </Page>
  );
}
