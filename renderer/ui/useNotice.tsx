import { App, Button } from 'antd';
import { useMemo } from 'react';
import { errorSentence } from './errorSentence.ts';
import { showFailure } from './failures.ts';

export interface Notice {
  /** A short line that goes away by itself: 已保存. */
  done(text: string): void;
  /** A file was written: its name, its folder and the way there stay long enough to be read. */
  saved(text: string, path: string, onShow: () => void): void;
  /** A refusal: in the page, until it is closed, tried again or left. */
  failure(error: unknown): void;
}

/** Messages over the page. Must be used below `Kit`. */
export function useNotice(): Notice {
  const { message, notification } = App.useApp();
  return useMemo(
    () => ({
      done: (text) => void message.open({ type: 'success', content: text, duration: 2.5, key: text }),
      saved: (text, path, onShow) => {
        const { name, folder } = fileParts(path);
        void message.open({
          type: 'success',
          className: 'desk-saved',
          duration: 10,
          key: path,
          content: (
            <span className="desk-saved-text">
              <span>
                {text}：{name}
                {folder === '' ? null : <span className="desk-saved-folder">位置：{folder}</span>}
              </span>
              <Button
                size="small"
                onClick={() => {
                  message.destroy(path);
                  onShow();
                }}
              >
                打开所在文件夹
              </Button>
            </span>
          ),
        });
      },
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

/** Of a path as Windows or as Linux writes it. */
function fileParts(path: string): { readonly name: string; readonly folder: string } {
  const end = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
  return { name: path.slice(end + 1), folder: path.slice(0, Math.max(end, 0)) };
}
