/** One suggestion: what stands, what is proposed, by whom. */
import { Button, Checkbox } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { localDateTime } from '../../../shared/clock.ts';
import { saveStateTexts } from '../../../shared/exchange/save-state.ts';
import type { Suggestion } from '../../../shared/suggestion/contract.ts';
import { StatusTag } from '../../ui/StatusTag.tsx';

interface SuggestionItemProps {
  readonly suggestion: Suggestion;
  /** For the owner, while there is no answer. */
  readonly answer?: {
    readonly selected: boolean;
    /** Another one changes the same item: only one of them can be accepted. */
    readonly hasRival: boolean;
    /** One of those is selected. */
    readonly rivalSelected: boolean;
    readonly onSelected: (selected: boolean) => void;
    readonly busy: boolean;
    readonly onAccept: () => void;
    readonly onDecline: () => void;
  };
}

/** What stands; of an answered suggestion what stood, for that is what the answer was about. */
function Before({ text }: { readonly text: string | null }): ReactNode {
  if (text === null) return null;
  return (
    <>
      <span className="desk-none">{text || '（空）'}</span>
      {' → '}
    </>
  );
}

export function SuggestionItem({ suggestion, answer }: SuggestionItemProps): ReactNode {
  const { partition, enterpriseName, fields, isNew, reassigned, state } = suggestion;
  const title = titleOf(suggestion);
  return (
    <li>
      {answer ? (
        <Checkbox
          aria-label={`选择：${enterpriseName} ${title}`}
          checked={answer.selected}
          disabled={answer.rivalSelected && !answer.selected}
          onChange={(event) => answer.onSelected(event.target.checked)}
        />
      ) : null}
      <div className="desk-suggestion">
        <div className="desk-settle-what">
          <Link to={`/enterprises/${partition}`}>{enterpriseName}</Link>
          {title === '' ? null : <strong>{title}</strong>}
          {reassigned ? <StatusTag tone="warn">企业已改派</StatusTag> : null}
          {answer?.hasRival ? <StatusTag tone="warn">同一项另有建议，只能采纳一条</StatusTag> : null}
          {state === 'waiting' ? null : (
            <StatusTag tone={state === 'accepted' ? 'good' : 'warn'}>{saveStateTexts[state]}</StatusTag>
          )}
        </div>
        <dl>
          {fields
            .filter(
              ({ suggestedText, currentText }) => suggestedText !== '' || (!isNew && currentText !== ''),
            )
            .map(({ field, label, currentText, madeFromText, suggestedText, changedSince }) => (
              <div key={field}>
                <dt>{label}</dt>
                <dd>
                  <Before text={state !== 'waiting' ? madeFromText : isNew ? null : currentText} />
                  <strong>{suggestedText || '（空）'}</strong>
                  {changedSince && state === 'waiting' ? (
                    <StatusTag tone="warn">
                      提出以后现有内容又改过
                      {madeFromText === null ? '' : `，提出时：${madeFromText || '（空）'}`}
                    </StatusTag>
                  ) : null}
                </dd>
              </div>
            ))}
        </dl>
        {suggestion.answer === '' ? null : <div>理由：{suggestion.answer}</div>}
        <div className="desk-settle-by">
          <span>
            {[suggestion.unit, suggestion.officer, localDateTime(suggestion.writtenAtMs), '提出']
              .filter(Boolean)
              .join(' ')}
          </span>
        </div>
      </div>
      {answer ? (
        <div className="desk-suggestion-actions">
          <Button
            color="primary"
            variant="outlined"
            size="small"
            disabled={answer.busy}
            onClick={answer.onAccept}
          >
            采纳
          </Button>
          <Button size="small" disabled={answer.busy} onClick={answer.onDecline}>
            不采纳…
          </Button>
        </div>
      ) : null}
    </li>
  );
}

/** 新增级别称号; 修改申报计划 2026 省级…, 申报计划 2026 省级… once answered; '' for an enterprise's own fields. */
export function titleOf({ isNew, entityLabel, recordTitle, state }: Suggestion): string {
  if (isNew) return `新增${entityLabel}`;
  if (recordTitle === '') return '';
  // One that was accepted may have made the record that it is now found to change.
  return `${state === 'waiting' ? '修改' : ''}${entityLabel} ${recordTitle}`;
}
