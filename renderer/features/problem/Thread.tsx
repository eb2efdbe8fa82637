/** 办理记录: the oldest first, as it was dealt with; what was put right since stays to be read. */
import { Button, Timeline } from 'antd';
import type { ReactNode } from 'react';
import type { Problem, ProblemEntry } from '../../../shared/problem/contract.ts';
import { type EntryKind, entryKindLabels } from '../../../shared/problem/steps.ts';
import { StatusTag } from '../../ui/StatusTag.tsx';

interface ThreadProps {
  readonly problem: Problem;
  /** With the id of the entry. */
  readonly onCorrect: (entryId: string) => void;
}

export function Thread({ problem, onCorrect }: ThreadProps): ReactNode {
  const { raisedOn, raisedBy, entries } = problem;
  return (
    <Timeline
      className="desk-thread"
      items={[
        { key: 'raised', content: <Head label="企业提出" facts={[raisedOn, raisedBy]} /> },
        ...entries.map((entry) => ({
          key: entry.id,
          content: <Entry entry={entry} onCorrect={() => onCorrect(entry.id)} />,
        })),
      ]}
    />
  );
}

function Entry(props: { readonly entry: ProblemEntry; readonly onCorrect: () => void }): ReactNode {
  const { kind, on, by, text, correction, correctedBy, correctable } = props.entry;
  const label = kindLabel(kind);
  const isWrong = correctedBy !== '';
  return (
    <div className={isWrong ? 'desk-corrected' : undefined}>
      <Head label={correction ? `${label}（更正）` : label} facts={[on, by]} />{' '}
      {isWrong ? <StatusTag tone="plain">已更正</StatusTag> : null}
      {correctable ? (
        <Button type="link" size="small" aria-label={`更正${on}的${label}`} onClick={props.onCorrect}>
          更正
        </Button>
      ) : null}
      {text === '' ? null : isWrong ? (
        <p className="desk-kept-lines">
          <del>{text}</del>
        </p>
      ) : (
        <p className="desk-kept-lines">{text}</p>
      )}
      {correction ? <p className="desk-none">{correctionText(label, correction)}</p> : null}
    </div>
  );
}

function Head(props: { readonly label: string; readonly facts: readonly string[] }): ReactNode {
  return (
    <>
      <strong>{props.label}</strong>{' '}
      <span className="desk-none">{props.facts.filter((part) => part !== '').join('　')}</span>
    </>
  );
}

/** 更正 2026-11-22 的答复：日期记错, 王敏, 2026-11-24 */
function correctionText(label: string, correction: NonNullable<ProblemEntry['correction']>): string {
  const { of, by, on, reason } = correction;
  const what = `更正${of === '' ? '原来' : ` ${of} `}的${label}`;
  return [reason === '' ? what : `${what}：${reason}`, by, on].filter((part) => part !== '').join('　');
}

/** Of a newer program's step only that there was one. */
function kindLabel(kind: string): string {
  return Object.hasOwn(entryKindLabels, kind) ? entryKindLabels[kind as EntryKind] : '其他办理';
}
