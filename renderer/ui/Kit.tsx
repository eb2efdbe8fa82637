/** The kit: antd in our look and language, with its notices and dialogs. Around everything behind the lock screen. */
import { App as AntdApp, ConfigProvider } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import type { ReactNode } from 'react';
import { theme } from '../theme.ts';

/** Dialogs and notices vanish with it: nothing of the desk stays in sight when it is locked. */
export function Kit({ children }: { readonly children: ReactNode }): ReactNode {
  return (
    <ConfigProvider
      locale={zhCN}
      theme={theme}
      button={{ autoInsertSpace: false }}
      componentSize="medium"
      form={{ requiredMark: true }}
      // As in Dialog: a click beside it closes none.
      modal={{ mask: { closable: false } }}
      drawer={{ mask: { closable: false } }}
    >
      <AntdApp className="desk-app" notification={{ placement: 'topRight', top: 56, maxCount: 4 }}>
        {children}
      </AntdApp>
    </ConfigProvider>
  );
}
