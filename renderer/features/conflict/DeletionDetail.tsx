/** One side took the record away, the other changed it without knowing: said in words, decided by a person. */
import { Button, Radio } from 'antd';
import { type ReactNode, useState } from 'react';
import type { Conflict } from '../../../shared/conflict/contract.ts';
import { useCommand } from '../../commands.ts';
import { Writer } from './Writer.tsx';

interface DeletionDetailProps {
  readonly conflict: Conflict;
  readonly onSettled: () => void;
}

export function DeletionDetail({ conflict, onSettled }: DeletionDetailProps): ReactNode {
  const { entityType, entityId, entityLabel, values, changedLabels, mine } = conflict;
  const [deletion, ...changes] = values;
  const [choice, setChoice] = useState<'' | 'delete' | 'restore'>('');
  const keptText = deletion?.isShown ? '已恢复，修改的内容都在' : '已定为保留，修改的内容都在';
  const settle = useCommand('conflict.settleDeletion', {
    doneText: choice === 'delete' ? '已定为删除，变更记录保留' : keptText,
    onDone: onSettled,
  });
  if (!deletion) return null;
  const saves = Map.groupBy(
    changes.map((change, index) => ({ change, label: changedLabels[index] ?? '' })),
    ({ change }) => change.opId,
  );
  return (
    <>
      <p>
        一方删除了这条记录（{entityLabel}），另一方不知道已删除，又改了它。
        {deletion.isShown ? '目前按已删除处理' : '已经印发的，目前照常显示'}，两方写的都在。
      </p>
      <Radio.Group
        className="desk-settle-values"
        aria-label="删除还是保留"
        value={choice}
        disabled={!mine}
        onChange={(event) => setChoice(event.target.value as 'delete' | 'restore')}
      >
        <Radio value="delete" className="desk-settle-value">
          <Writer value={{ ...deletion, seenTexts: [], isDecision: false, isShown: false }} baseText="" />
          <div className="desk-settle-text">
            <strong>{deletion.isShown ? '保持删除' : '删除'}</strong>
          </div>
        </Radio>
        <Radio value="restore" className="desk-settle-value">
          {[...saves.values()].map((lines) => (
            <div key={lines[0]?.change.opId}>
              {lines[0] ? (
                <Writer value={lines[0].change} baseText={lines[0].change.seenTexts[0] ?? ''} />
              ) : null}
              {lines.map(({ change, label }) => (
                <div key={label} className="desk-settle-text">
                  {label}：{change.text || '（空）'}
                </div>
              ))}
            </div>
          ))}
          <div className="desk-settle-text">
            <strong>{deletion.isShown ? '恢复这条记录，保留以上修改' : '保留这条记录和以上修改'}</strong>
          </div>
        </Radio>
      </Radio.Group>
      {mine ? (
        <div className="desk-settle-foot">
          <Button
            type="primary"
            disabled={choice === ''}
            loading={settle.isPending}
            onClick={() =>
              settle.mutate({
                entityType,
                entityId,
                deleted: choice === 'delete',
                seen: [...new Set(values.map((value) => value.opId))],
              })
            }
          >
            定下
          </Button>
        </div>
      ) : null}
    </>
  );
}
