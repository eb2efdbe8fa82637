/** One suggestion: what stands, what is proposed, by whom. */
import { Button, Checkbox } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { localDateTime } from '../../../shared/clock.ts';
import { saveStateTexts } from '../../../shared/exchange/save-state.ts';
import { emptyText } from '../../../shared/record/empty-text.ts';
import type { Suggestion } from '../../../shared/suggestion/contract.ts';
import { ConfirmAction } from '../../ui/ConfirmAction.tsx';
import { StatusTag } from '../../ui/StatusTag.tsx';

interface SuggestionItemProps {
  readonly suggestion: Suggestion;
  readonly isCity: boolean;
  /** For the owner, while there is no answer. */
  readonly answer?: {
    readonly selected: boolean;
    /** Another one changes the same item: only one of them can be accepted. */
    readonly hasRival: boolean;
    /** One of those is selected. */
    readonly rivalSelected: boolean;
    readonly onSelected: (selected: boolean) => void;
    readonly busy: boolean;
    /** Once it was confirmed. */
    readonly onAccept: () => Promise<void>;
    readonly onDecline: () => void;
  };
  /** For the town that made it. */
  readonly own?: {
    readonly busy: boolean;
    readonly onWithdraw: () => void;
    /** Left out for what cannot be worded anew here. */
    readonly onRewrite?: () => void;
    readonly onRestore: () => void;
  };
}

/** The answer and the withdrawal crossed on their way: the answer stands. Which came first nobody can tell. */
const crossedTexts = {
  accepted: {
    city: '撤回与采纳在途中交错，以市发改委的答复为准。采纳的内容有效；如不应改，请直接改回。',
    town: '撤回与采纳在途中交错，以市发改委的答复为准。采纳的内容有效；如需改回，请另提建议。',
  },
  declined: {
    city: '撤回与不采纳的答复在途中交错，以市发改委的答复为准。内容没有变化，不用再办。',
    town: '撤回与不采纳的答复在途中交错，以市发改委的答复为准。内容没有变化，不用再办。',
  },
} as const;

interface OutcomeProps {
  readonly state: Suggestion['state'];
  readonly isCity: boolean;
  readonly withdrawn: boolean;
}

function Outcome({ state, isCity, withdrawn }: OutcomeProps): ReactNode {
  switch (state) {
    case 'waiting':
      return null;
    case 'withdrawn':
      return <StatusTag tone="plain">{isCity ? '镇区已撤回' : '已撤回'}</StatusTag>;
    case 'accepted':
    case 'declined':
      return (
        <>
          <StatusTag tone={state === 'accepted' ? 'good' : 'warn'}>{saveStateTexts[state]}</StatusTag>
          {withdrawn ? (
            <StatusTag tone={state === 'accepted' ? 'warn' : 'plain'}>
              {isCity ? '镇区' : '本镇区'}也撤回了
            </StatusTag>
          ) : null}
        </>
      );
  }
}

/** What stands; of an answered suggestion what stood, for that is what the answer was about. */
function Before({ field, text }: { readonly field: string; readonly text: string | null }): ReactNode {
  if (text === null) return null;
  return (
    <>
      <span className="desk-none">{text || emptyText(field)}</span>
      {' → '}
    </>
  );
}

export function SuggestionItem({ suggestion, isCity, answer, own }: SuggestionItemProps): ReactNode {
  const { partition, enterpriseName, fields, isNew, reason, reassigned, state, withdrawal, answeredBy } =
    suggestion;
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
          <Outcome state={state} isCity={isCity} withdrawn={withdrawal !== null} />
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
                  <Before
                    field={field}
                    text={state !== 'waiting' ? madeFromText : isNew ? null : currentText}
                  />
                  <strong>{suggestedText || emptyText(field)}</strong>
                  {changedSince && state === 'waiting' ? (
                    <StatusTag tone="warn">
                      提出以后现有内容又改过
                      {madeFromText === null ? '' : `，提出时：${madeFromText || emptyText(field)}`}
                    </StatusTag>
                  ) : null}
                </dd>
              </div>
            ))}
          {reason === '' ? null : (
            <div>
              <dt>理由</dt>
              <dd className="desk-lines">{reason}</dd>
            </div>
          )}
        </dl>
        {withdrawal === null || state === 'withdrawn' ? null : (
          <div>{crossedTexts[state === 'accepted' ? 'accepted' : 'declined'][isCity ? 'city' : 'town']}</div>
        )}
        {suggestion.answer === '' ? null : <div>不采纳的理由：{suggestion.answer}</div>}
        <div className="desk-settle-by">
          <span>{writerText(suggestion)} 提出</span>
          {answeredBy === null ? null : <span>{signatureText(suggestion, answeredBy)} 答复</span>}
          {withdrawal === null ? null : <span>{signatureText(suggestion, withdrawal)} 撤回</span>}
        </div>
      </div>
      {answer ? (
        <div className="desk-suggestion-actions">
          <ConfirmAction
            title="采纳这条建议？"
            explanation={<AcceptedText suggestions={[suggestion]} />}
            confirmLabel="采纳"
            startsOn="cancel"
            button={{ color: 'primary', variant: 'outlined', size: 'small', disabled: answer.busy }}
            onConfirm={answer.onAccept}
          >
            采纳…
          </ConfirmAction>
          <Button size="small" disabled={answer.busy} onClick={answer.onDecline}>
            不采纳…
          </Button>
        </div>
      ) : null}
      {own && state === 'waiting' ? (
        <div className="desk-suggestion-actions">
          {own.onRewrite ? (
            <Button size="small" disabled={own.busy} onClick={own.onRewrite}>
              改写…
            </Button>
          ) : null}
          <Button size="small" disabled={own.busy} onClick={own.onWithdraw}>
            撤回
          </Button>
        </div>
      ) : null}
      {own && state === 'withdrawn' ? (
        <div className="desk-suggestion-actions">
          <Button size="small" disabled={own.busy} onClick={own.onRestore}>
            重新提出
          </Button>
        </div>
      ) : null}
    </li>
  );
}

function writerText({ unit, officer, writtenAtMs }: Suggestion): string {
  return [unit, officer, localDateTime(writtenAtMs)].filter(Boolean).join(' ');
}

/** The same officer is not named twice. */
function signatureText({ unit, officer }: Suggestion, signed: NonNullable<Suggestion['answeredBy']>): string {
  const isSame = signed.unit === unit && signed.officer === officer;
  const who = isSame ? [] : [signed.unit, signed.officer];
  return [...who, localDateTime(signed.atMs)].filter(Boolean).join(' ');
}

/** 新增级别称号; 修改申报计划 2026 省级…, 申报计划 2026 省级… once answered; '' for an enterprise's own fields. */
export function titleOf({ isNew, entityLabel, recordTitle, state }: Suggestion): string {
  if (isNew) return `新增${entityLabel}`;
  if (recordTitle === '') return '';
  // One that was accepted may have made the record that it is now found to change.
  return `${state === 'waiting' || state === 'withdrawn' ? '修改' : ''}${entityLabel} ${recordTitle}`;
}

/** Before it is done: what will stand instead of what, and that it can be found again. */
export function AcceptedText({ suggestions }: { readonly suggestions: readonly Suggestion[] }): ReactNode {
  return (
    <>
      <TitleList suggestions={suggestions} />
      <p className="desk-panel-note">采纳后立即生效，随下次数据包告知镇区；原内容留在变更记录中。</p>
    </>
  );
}

/** Several, in short: before and after, and why. */
export function TitleList({ suggestions }: { readonly suggestions: readonly Suggestion[] }): ReactNode {
  return (
    <ul className="desk-settle-picks desk-settle-picks-short">
      {suggestions.map((suggestion) => (
        <li key={suggestion.opId}>
          <span>
            {suggestion.enterpriseName}　{titleOf(suggestion)}
          </span>
          <span className="desk-none">{changesText(suggestion)}</span>
          {suggestion.reason === '' ? null : (
            <span className="desk-none desk-lines">理由：{suggestion.reason}</span>
          )}
        </li>
      ))}
    </ul>
  );
}

function changesText({ fields, isNew }: Suggestion): string {
  const changed = fields.filter(({ suggestedText, currentText }) => suggestedText !== currentText);
  if (changed.length === 0) return '与现有内容相同';
  return changed.map((field) => changeText(field, isNew)).join('；');
}

function changeText(
  { field, label, currentText, suggestedText }: Suggestion['fields'][number],
  isNew: boolean,
): string {
  const after = suggestedText || emptyText(field);
  return isNew ? `${label}：${after}` : `${label}：${currentText || emptyText(field)} → ${after}`;
}
