/** Promises that are not kept yet. One that was ticked here stays, so that a wrong tick can be taken back. */
import { Checkbox } from 'antd';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import { localDate } from '../../../shared/clock.ts';
import { isPromiseOverdue } from '../../../shared/leader/rules.ts';
import type { PromiseView } from '../../../shared/visit/contract.ts';
import { useCommand } from '../../commands.ts';
import { StatusTag } from '../../ui/StatusTag.tsx';

export interface OpenPromisesProps {
  readonly heading: string;
  readonly promises: readonly PromiseView[];
  readonly readOnly?: boolean;
  /** Leads to the visit in which it was promised, and its history. */
  readonly withVisit?: boolean;
  /** Of which it is said who promised. */
  readonly withLeader?: (promise: PromiseView) => boolean;
  /** On a leader's own laptop: of others' promises he only knows. */
  readonly onlyOf?: string | undefined;
}

export function OpenPromises(props: OpenPromisesProps): ReactNode {
  const { heading, promises, withVisit, withLeader } = props;
  const [today] = useState(() => localDate(Date.now()));
  const [kept, setKept] = useState<readonly PromiseView[]>([]);
  const complete = useCommand('promise.complete');
  const shown = [...promises, ...kept.filter(({ id }) => promises.every((open) => open.id !== id))];
  if (shown.length === 0) return null;
  const isKept = (id: string): boolean => promises.every((open) => open.id !== id);
  const isReadOnly = ({ leader }: PromiseView): boolean =>
    props.readOnly === true || (props.onlyOf !== undefined && leader.personId !== props.onlyOf);
  const tick = (promise: PromiseView, done: boolean): void => {
    const { id, heads } = promise;
    const seen = done ? { seen: heads } : {};
    if (done) setKept([...kept.filter((other) => other.id !== id), promise]);
    complete.mutate({ id, done, doneOn: done ? localDate(Date.now()) : '', note: '', ...seen });
  };
  return (
    <>
      <h3 className="desk-visit-heading">{heading}</h3>
      <ul className="desk-visit-list">
        {shown.map((promise) => (
          <li key={promise.id}>
            <span className="desk-kept-lines">
              {withVisit === true ? (
                <Link to={`/visits/${promise.visitId}`}>{promise.what}</Link>
              ) : (
                promise.what
              )}
            </span>
            <span className="desk-none">
              {[
                promise.leader.name !== '' && withLeader?.(promise) === true
                  ? `${promise.leader.name}承诺`
                  : '',
                promise.who,
                promise.dueDate === '' ? '' : `时限 ${promise.dueDate}`,
              ]
                .filter(Boolean)
                .join('　')}
            </span>
            {isPromiseOverdue(promise, today) && !isKept(promise.id) ? (
              <StatusTag tone="bad">已逾期</StatusTag>
            ) : null}
            {isReadOnly(promise) ? null : (
              <Checkbox
                className="desk-visit-tick"
                checked={isKept(promise.id)}
                disabled={complete.isPending}
                aria-label={`已兑现：${promise.what}`}
                onChange={({ target }) => tick(promise, target.checked)}
              >
                已兑现
              </Checkbox>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
