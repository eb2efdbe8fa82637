/** The conflicts under the name of the enterprise they belong to. */
import { Button, Checkbox } from 'antd';
import { type ReactNode, useState } from 'react';
import type { Conflict } from '../../../shared/conflict/contract.ts';
import { conflictKey, standingValues } from '../../../shared/conflict/rules.ts';
import { emptyText } from '../../../shared/record/empty-text.ts';
import { StatusTag } from '../../ui/StatusTag.tsx';
import { labelOf } from './words.ts';

export interface ConflictRowsProps {
  readonly conflicts: readonly Conflict[];
  readonly selected: readonly string[];
  readonly onSelected: (keys: readonly string[]) => void;
  readonly current: Conflict | undefined;
  readonly onOpen: (conflict: Conflict) => void;
}

/** So many lines at once; nobody scrolls through more, and drawing them takes time. */
const step = 200;

export function ConflictRows(props: ConflictRowsProps): ReactNode {
  const { conflicts, selected, onSelected, current, onOpen } = props;
  const [limit, setLimit] = useState(step);
  const mine = conflicts.filter((conflict) => conflict.mine).map(conflictKey);
  const chosen = mine.filter((key) => selected.includes(key));
  const groups = Map.groupBy(conflicts.slice(0, limit), ({ partition }) => partition);
  return (
    <div className="desk-settle-list">
      {mine.length > 1 ? (
        <Checkbox
          className="desk-settle-all"
          checked={chosen.length === mine.length}
          indeterminate={chosen.length > 0 && chosen.length < mine.length}
          onChange={(event) => onSelected(event.target.checked ? mine : [])}
        >
          全选
        </Checkbox>
      ) : null}
      {[...groups.values()].map((group) => (
        <section key={group[0]?.partition}>
          <h2>
            <span>{titleOf(group)}</span>
            {group[0]?.enterpriseName === '' ? null : <small>{group[0]?.townName}</small>}
          </h2>
          <ul>
            {group.map((conflict) => {
              const key = conflictKey(conflict);
              return (
                <li key={key} className={conflict === current ? 'desk-settle-current' : undefined}>
                  <Checkbox
                    aria-label={`选择：${conflict.fieldLabel}`}
                    disabled={!conflict.mine}
                    checked={selected.includes(key)}
                    onChange={(event) =>
                      onSelected(
                        event.target.checked ? [...selected, key] : selected.filter((other) => other !== key),
                      )
                    }
                  />
                  <button
                    type="button"
                    aria-current={conflict === current ? 'true' : undefined}
                    onClick={() => onOpen(conflict)}
                  >
                    <span className="desk-settle-what">
                      <strong>{labelOf(conflict)}</strong>
                      {conflict.reopened ? <StatusTag tone="warn">再次出现</StatusTag> : null}
                    </span>
                    <span className="desk-settle-brief">{briefOf(conflict)}</span>
                  </button>
                </li>
              );
            })}
          </ul>
        </section>
      ))}
      {conflicts.length > limit ? (
        <Button type="link" onClick={() => setLimit(limit + step)}>
          还有 {conflicts.length - limit} 处，继续显示
        </Button>
      ) : null}
    </div>
  );
}

function titleOf([first]: readonly Conflict[]): string {
  if (!first) return '';
  if (first.enterpriseName !== '') return first.enterpriseName;
  return first.townName === '' ? '市级公共资料' : `${first.townName}自有资料`;
}

function briefOf({ kind, field, values, changedLabels }: Conflict): string {
  if (kind === 'deletion') return `一方已删除，另一方改了${changedLabels.join('、')}`;
  return standingValues(values)
    .map(([value]) => value?.text || emptyText(field))
    .join(' ／ ');
}
