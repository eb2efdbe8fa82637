/** Providers around the session gate; inside it the router with the shell. */
import { App as AntdApp, ConfigProvider } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import { QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { Desk } from './Desk.tsx';
import { SessionGate } from './features/session/SessionGate.tsx';
import { listenForChanges, queryClient } from './queries.ts';
import { services } from './services.ts';
import { theme } from './theme.ts';
import { ErrorBoundary } from './ui/ErrorBoundary.tsx';
import { KitServicesProvider } from './ui/kitServices.tsx';

export function App(): ReactNode {
  useEffect(() => listenForChanges(queryClient), []);
  return (
    <ConfigProvider
      locale={zhCN}
      theme={theme}
      button={{ autoInsertSpace: false }}
      componentSize="medium"
      form={{ requiredMark: true }}
    >
      <AntdApp className="desk-app" notification={{ placement: 'topRight', top: 56, maxCount: 4 }}>
        <ErrorBoundary>
          <QueryClientProvider client={queryClient}>
            <KitServicesProvider value={services}>
              <SessionGate>{(session) => <Desk session={session} />}</SessionGate>
            </KitServicesProvider>
          </QueryClientProvider>
        </ErrorBoundary>
      </AntdApp>
    </ConfigProvider>
  );
}
