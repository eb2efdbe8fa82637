import { App } from 'antd';
import { useMemo } from 'react';
import { errorSentence } from './errorSentence.ts';
import { showFailure } from './failures.ts';

export interface Notice {
  /** A short line that goes away by itself: 已保存. */
  done(text: string): void;
  /** A refusal: in the page, until it is closed, tried again or left. */
  failure(error: unknown): void;
}

/** Messages over the page. Must be used below `Kit`. */
export function useNotice(): Notice {
  const { message, notification } = App.useApp();
  return useMemo(
    () => ({
      done: (text) => void message.open({ type: 'success', content: text, duration: 2.5, key: text }),
      failure: (error) => {
        const sentence = errorSentence(error);
        if (showFailure(sentence)) return;
        // A screen without a frame, such as the lock screen, has no buttons that this could bury.
        notification.error({ key: sentence, title: '没有完成', description: sentence, duration: 0 });
      },
    }),
    [message, notification],
  );
}
