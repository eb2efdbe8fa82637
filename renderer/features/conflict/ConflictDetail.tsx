/** One conflict in depth: every value, who wrote it, when, where, and what that writer saw. */
import { Button, Radio } from 'antd';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import type { Conflict, ConflictingValue } from '../../../shared/conflict/contract.ts';
import { editorOf } from '../../../shared/conflict/editor.ts';
import { isLongText, standingValues } from '../../../shared/conflict/rules.ts';
import { localDateTime } from '../../../shared/clock.ts';
import { emptyText } from '../../../shared/record/empty-text.ts';
import { useCommand } from '../../commands.ts';
import { useDrafts } from '../../drafts.ts';
import { useCall } from '../../queries.ts';
import { removeDraft } from '../../ui/draftKeeper.ts';
import { typedOf } from '../../ui/draftSeen.ts';
import { type DraftContent, useKitServices } from '../../ui/kitServices.tsx';
import { DeletionDetail } from './DeletionDetail.tsx';
import { MarkedText } from './MarkedText.tsx';
import { OwnValue, ownValueKey, seenValues } from './OwnValue.tsx';
import { labelOf, settledText } from './words.ts';
import { Writer } from './Writer.tsx';

interface ConflictDetailProps {
  readonly conflict: Conflict;
  readonly onSettled: () => void;
}

export function ConflictDetail({ conflict, onSettled }: ConflictDetailProps): ReactNode {
  const { enterpriseName, partition, entityType, reopened, mine, kind } = conflict;
  // A deleted enterprise has no page to lead to.
  const isGone = kind === 'deletion' && entityType === 'enterprise';
  return (
    <article aria-label="冲突详情">
      <header className="desk-settle-head">
        <h2>{labelOf(conflict)}</h2>
        {enterpriseName === '' ? null : isGone ? (
          <span>{enterpriseName}</span>
        ) : (
          <Link to={`/enterprises/${partition}`}>{enterpriseName}</Link>
        )}
      </header>
      {reopened ? (
        <p className="desk-settle-note">
          再次出现：这一处曾有人定过，后来又有不同写法。建议与对方商定后再定。
        </p>
      ) : null}
      {kind === 'deletion' ? (
        <DeletionDetail conflict={conflict} onSettled={onSettled} />
      ) : (
        <ValuesDetail conflict={conflict} onSettled={onSettled} />
      )}
      {mine ? null : <p className="desk-none">这一项由市发改委定，结果随下次数据包下发。</p>}
    </article>
  );
}

const own = 'own';

/** Whether what a draft holds was written over the values that stand now. */
function isOver(draft: unknown, conflict: Conflict): boolean {
  if (draft === undefined || draft === null) return false;
  const { typedSeen } = typedOf(draft as DraftContent);
  return JSON.stringify(typedSeen[conflict.field]) === JSON.stringify(seenValues(conflict));
}

function ValuesDetail({ conflict, onSettled }: ConflictDetailProps): ReactNode {
  const { entityType, entityId, field, values, baseText, mine } = conflict;
  const groups = standingValues(values);
  const services = useKitServices();
  const [chosen, setChoice] = useState<string | null>(null);
  const ownKey = ownValueKey(conflict);
  const begun = useDrafts(ownKey)?.find(({ key }) => mine && key === ownKey);
  const kept = useCall('draft.get', { key: ownKey }, { enabled: begun !== undefined }).data;
  // A wording that was left half typed goes on where it was left; not one over values that stand no more.
  const goesOn = begun !== undefined && isOver(kept?.value, conflict);
  const take = useCommand('conflict.take', {
    doneText: settledText,
    onDone: () => {
      // Another wording was chosen over the one begun.
      if (begun) void removeDraft(services.drafts, ownKey);
      onSettled();
    },
  });
  const editor = mine ? editorOf(entityType, field) : null;
  const choice = chosen ?? (goesOn && editor ? own : '');
  const isLong = isLongText(conflict);
  const settle = (): void =>
    take.mutate({
      choices: [{ entityType, entityId, field, opId: choice, seen: values.map((value) => value.opId) }],
    });
  return (
    <>
      {baseText === null ? null : (
        <div className="desk-settle-base">
          <div className="desk-settle-by">各方都看过的原内容</div>
          <p>{baseText === '' ? emptyText(field) : baseText}</p>
        </div>
      )}
      <Radio.Group
        className="desk-settle-values"
        aria-label="采用哪一种"
        value={choice}
        disabled={!mine}
        onChange={(event) => setChoice(String(event.target.value))}
      >
        {groups.map((group) => (
          <ValueCard
            key={group[0]?.opId}
            field={field}
            group={group}
            baseText={baseText}
            isLong={isLong}
            chosen={choice === group[0]?.opId}
          />
        ))}
        {editor ? (
          <Radio value={own} className="desk-settle-own">
            另写一种
            {begun && choice !== own ? (
              <span className="desk-none">　有 {localDateTime(begun.savedAtMs)} 填写、尚未保存的写法</span>
            ) : null}
          </Radio>
        ) : null}
      </Radio.Group>
      {choice === own && editor ? (
        <OwnValue
          key={seenValues(conflict).join()}
          conflict={conflict}
          editor={editor}
          onSettled={onSettled}
        />
      ) : mine ? (
        <div className="desk-settle-foot">
          <Button type="primary" loading={take.isPending} disabled={choice === ''} onClick={settle}>
            定下
          </Button>
          <span className="desk-none">{choice === '' ? '请先选一种' : '定下后转到下一处'}</span>
        </div>
      ) : null}
    </>
  );
}

interface ValueCardProps {
  readonly field: string;
  /** Equal values, by several writers. */
  readonly group: readonly ConflictingValue[];
  readonly baseText: string | null;
  readonly isLong: boolean;
  readonly chosen: boolean;
}

function ValueCard({ field, group, baseText, isLong, chosen }: ValueCardProps): ReactNode {
  const [first] = group;
  if (!first) return null;
  return (
    <Radio
      value={first.opId}
      className={chosen ? 'desk-settle-value desk-settle-chosen' : 'desk-settle-value'}
    >
      {group.map((value) => (
        <Writer key={value.opId} value={value} baseText={baseText} />
      ))}
      <div className="desk-settle-text">
        {first.text === '' ? (
          <span className="desk-none">{emptyText(field)}</span>
        ) : isLong && baseText !== null ? (
          <MarkedText before={baseText} after={first.text} />
        ) : (
          first.text
        )}
      </div>
    </Radio>
  );
}
