import { Button } from 'antd';
import type { ReactNode } from 'react';
import { localDateTime } from '../../../shared/clock.ts';
import { useCommand } from '../../commands.ts';
import { useCall } from '../../queries.ts';

/** 本机提示: what the program has to say without having been asked; each line stays until it was read. */
export function NoticeBar(): ReactNode {
  const notices = useCall('notice.list', {});
  const dismiss = useCommand('notice.dismiss');
  if (notices.data === undefined || notices.data.length === 0) return null;
  return (
    <ul className="desk-notices" aria-label="本机提示">
      {notices.data.map(({ n, text, atMs }) => (
        <li key={n}>
          <time>{localDateTime(atMs)}</time>
          <span>{text}</span>
          <Button size="small" disabled={dismiss.isPending} onClick={() => dismiss.mutate({ n })}>
            知道了
          </Button>
        </li>
      ))}
    </ul>
  );
}
