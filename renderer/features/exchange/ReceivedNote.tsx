/** What became of a folder that was taken in: what was received, what was not and why, and what was passed over. */
import type { ReactNode } from 'react';
import type { OutputOf } from '../../../shared/contract.ts';

type Received = NonNullable<OutputOf<'exchange.receive'>>;

export function ReceivedNote({ received, refused, skipped, ignored }: Received): ReactNode {
  return (
    <div className="desk-received" role="status">
      <p>{receivedText(received, refused.length)}</p>
      {refused.length === 0 ? null : <NamedFiles label="没有收下的文件" files={refused} />}
      {skipped.length === 0 ? null : (
        <details>
          <summary>跳过 {skipped.length} 个，查看是哪些</summary>
          <NamedFiles label="跳过的文件" files={skipped} />
        </details>
      )}
      {ignored === 0 ? null : <p className="desk-none">另有 {ignored} 个系统文件或隐藏文件，不用处理。</p>}
    </div>
  );
}

function receivedText(received: number, refused: number): string {
  if (received === 0 && refused === 0) return '文件夹里没有数据包。';
  return `收下 ${received} 个数据包${refused === 0 ? '' : `，${refused} 个没有收下：`}`;
}

function NamedFiles(props: { readonly label: string; readonly files: Received['refused'] }): ReactNode {
  return (
    <ul className="desk-changes" aria-label={props.label}>
      {props.files.map(({ fileName, reason }) => (
        <li key={fileName}>
          <span>
            {fileName}：{reason}
          </span>
        </li>
      ))}
    </ul>
  );
}
