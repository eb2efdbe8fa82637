import { App } from 'antd';
import { useMemo } from 'react';
import { errorSentence } from './errorSentence.ts';

export interface Notice {
  /** A short line that goes away by itself: 已保存. */
  done(text: string): void;
  /** A refusal: stays until it is read and closed. */
  failure(error: unknown): void;
}

/** Messages over the page. Must be used below antd's `<App>`, which main.tsx provides. */
export function useNotice(): Notice {
  const { message, notification } = App.useApp();
  return useMemo(
    () => ({
      done: (text) => void message.success(text, 2.5),
      failure: (error) => {
        const sentence = errorSentence(error);
        // The same sentence twice is one notice: a second press must not pile them up.
        notification.error({ key: sentence, title: '没有完成', description: sentence, duration: 0 });
      },
    }),
    [message, notification],
  );
}
