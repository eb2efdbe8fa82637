/** What an import brought, until it is closed or the page is left, and what is to be done next. */
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { ExchangePeer, ImportReport } from '../../../shared/exchange/contract.ts';
import { outcomeText } from '../../../shared/exchange/outcome.ts';
import { useOwnDesk } from '../../own-desk.ts';
import { Panel } from '../../ui/Page.tsx';

/** One that was taken in. `peer` is whom it came from, where this desk can write to them. */
export interface Imported {
  readonly from: string;
  readonly month: string;
  readonly report: ImportReport;
  readonly peer: ExchangePeer | undefined;
}

export interface ImportedPanelProps {
  readonly imported: readonly Imported[];
  /** What stays in the inbox, and why. */
  readonly left: readonly string[];
  readonly onExport: (peer: ExchangePeer) => void;
  readonly onClose: () => void;
}

export function ImportedPanel({ imported, left, onExport, onClose }: ImportedPanelProps): ReactNode {
  const { side, isLeader } = useOwnDesk();
  const isCity = side === 'city' && !isLeader;
  const some = (what: 'suggestions' | 'conflicts'): boolean =>
    imported.some(({ report }) => report[what] > 0);
  // The city answers each town; a town exports once a month, for the month.
  const answered = new Map(
    isCity ? imported.flatMap(({ peer }) => (peer?.side === 'town' ? [[peer.name, peer] as const] : [])) : [],
  );
  return (
    <Panel
      title="导入完成"
      extra={
        <Button size="small" onClick={onClose}>
          关闭
        </Button>
      }
    >
      <ul className="desk-changes" role="status">
        {imported.map(({ from, month, report }, index) => (
          <li key={index}>
            <strong>{from}</strong>
            <span>
              {month}：{reportText(report)}
            </span>
          </li>
        ))}
        {left.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <div className="desk-imported-next">
        {isCity && some('suggestions') ? <Link to="/suggestions">去答复建议</Link> : null}
        {!isLeader && some('conflicts') ? <Link to="/conflicts">去定冲突</Link> : null}
        {[...answered.values()].map((peer) => (
          <Button key={peer.name} type="link" size="small" onClick={() => onExport(peer)}>
            导出回给{peer.name}
          </Button>
        ))}
      </div>
    </Panel>
  );
}

function reportText({ cleared, attachments, ...outcome }: ImportReport): string {
  const parts = [outcomeText(outcome)];
  if (attachments > 0) parts.push(`附件 ${attachments} 个`);
  if (cleared.length > 0)
    parts.push(`市里已全部收到，本机清除 ${cleared.length} 家企业：${cleared.join('、')}`);
  return parts.join('；');
}
