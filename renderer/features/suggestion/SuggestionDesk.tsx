/** 修改建议: what a town proposes for the fields the city keeps. The city answers, the town reads the answer here. */
import { Button, Checkbox, Segmented } from 'antd';
import { type ComponentProps, type ReactNode, useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { Rewritable, Suggestion } from '../../../shared/suggestion/contract.ts';
import { rivalsOf } from '../../../shared/suggestion/rival.ts';
import { useCommand } from '../../commands.ts';
import { useCall } from '../../queries.ts';
import { ConfirmAction } from '../../ui/ConfirmAction.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Page, PageHeader } from '../../ui/Page.tsx';
import { useSteadyClicks } from '../../ui/steadyClicks.ts';
import { DeclineDialog } from './DeclineDialog.tsx';
import { RewriteDialog } from './RewriteDialog.tsx';
import { SuggestionItem, titleOf } from './SuggestionItem.tsx';

export function SuggestionDesk(): ReactNode {
  const isCity = useCall('session.state', {}).data?.side === 'city';
  const [search, setSearch] = useSearchParams();
  const [answered, setAnswered] = useState(false);
  const partition = search.get('enterprise');
  const list = useCall(
    'suggestion.list',
    { answered, ...(partition === null ? {} : { partition }) },
    { keepPrevious: true },
  );
  return (
    <Page
      header={
        <PageHeader
          title="修改建议"
          subtitle={
            isCity
              ? '镇区对市里维护的内容提出的修改；答复后随下次数据包告知镇区'
              : '对市里维护的内容提出的修改；市发改委答复前，原内容不变'
          }
        />
      }
    >
      <div className="desk-settle-filters">
        <Segmented
          aria-label="状态"
          value={answered ? 'answered' : 'waiting'}
          options={[
            { value: 'waiting', label: '待答复' },
            { value: 'answered', label: '已答复或撤回' },
          ]}
          onChange={(next) => setAnswered(next === 'answered')}
        />
        {partition === null ? null : (
          <Button type="link" size="small" onClick={() => setSearch({}, { replace: true })}>
            只看了一家企业，看全部
          </Button>
        )}
      </div>
      {list.error ? <ErrorNotice error={list.error} onRetry={() => void list.refetch()} /> : null}
      {list.data?.length === 0 ? (
        answered ? (
          <EmptyState title="还没有答复或撤回的建议" />
        ) : (
          <EmptyState
            title="没有待答复的建议"
            explanation={
              isCity
                ? '镇区在“一企一册”中提出、随数据包交来的修改建议列在这里。'
                : '级别、申报计划、所属镇区、入库情况由市里维护；如有出入，请在“一企一册”中提出修改建议。'
            }
          />
        )
      ) : null}
      {list.data && list.data.length > 0 ? (
        <Suggestions suggestions={list.data} isCity={isCity} mayAnswer={isCity && !answered} />
      ) : null}
    </Page>
  );
}

interface SuggestionsProps {
  readonly suggestions: readonly Suggestion[];
  readonly isCity: boolean;
  readonly mayAnswer: boolean;
}

/** So many at once; the rest comes when asked for. */
const step = 100;

function Suggestions({ suggestions, isCity, mayAnswer }: SuggestionsProps): ReactNode {
  const [selected, setSelected] = useState<readonly string[]>([]);
  const [declining, setDeclining] = useState<readonly Suggestion[]>([]);
  const [limit, setLimit] = useState(step);
  const steady = useSteadyClicks(suggestions.map(({ opId }) => opId));
  const [rewriting, setRewriting] = useState<{ suggestion: Suggestion; target: Rewritable }>();
  const withdraw = useCommand('suggestion.withdraw', { doneText: '已撤回；随下次数据包告知市发改委' });
  const restore = useCommand('suggestion.restore', { doneText: '已重新提出，等市发改委答复' });
  const accept = useCommand('suggestion.accept', { doneText: '已采纳' });
  const itemsOf = (some: readonly Suggestion[]): { opId: string; seen: Suggestion['seen'] }[] =>
    some.map(({ opId, seen }) => ({ opId, seen }));
  const chosen = suggestions.filter(({ opId }) => selected.includes(opId));
  const rivals = useMemo(
    () =>
      rivalsOf(
        suggestions.map(({ fields, ...rest }) => ({ ...rest, fields: fields.map(({ field }) => field) })),
      ),
    [suggestions],
  );
  // Which of several for the same item is right, the officer says one by one.
  const alone = suggestions.filter(({ opId }) => !rivals.has(opId)).map(({ opId }) => opId);
  const ownActions = (suggestion: Suggestion): ComponentProps<typeof SuggestionItem>['own'] => {
    const { opId, rewrite } = suggestion;
    return {
      busy: withdraw.isPending || restore.isPending,
      onWithdraw: () => withdraw.mutate({ opId }),
      onRestore: () => restore.mutate({ opId }),
      ...(rewrite ? { onRewrite: () => setRewriting({ suggestion, target: rewrite }) } : {}),
    };
  };
  return (
    <>
      {mayAnswer && suggestions.length > 1 ? (
        <div className="desk-settle-bulk desk-suggestions-bulk">
          <Checkbox
            disabled={alone.length === 0 && chosen.length === 0}
            checked={chosen.length > 0 && chosen.length >= alone.length}
            indeterminate={chosen.length > 0 && chosen.length < alone.length}
            onChange={(event) => setSelected(event.target.checked ? alone : [])}
          >
            全选
          </Checkbox>
          {chosen.length === 0 ? null : (
            <>
              <ConfirmAction
                title={`采纳 ${chosen.length} 条建议？`}
                explanation={<TitleList suggestions={chosen} />}
                confirmLabel={`采纳 ${chosen.length} 条`}
                button={{ size: 'small' }}
                onConfirm={() => accept.mutateAsync({ items: itemsOf(chosen) }).then(() => setSelected([]))}
              >
                采纳所选 {chosen.length} 条
              </ConfirmAction>
              <Button size="small" onClick={() => setDeclining(chosen)}>
                不采纳所选 {chosen.length} 条…
              </Button>
            </>
          )}
        </div>
      ) : null}
      <ul className="desk-suggestions" onClickCapture={steady}>
        {suggestions.slice(0, limit).map((suggestion) => (
          <SuggestionItem
            key={suggestion.opId}
            suggestion={suggestion}
            isCity={isCity}
            {...(suggestion.mine ? { own: ownActions(suggestion) } : {})}
            {...(mayAnswer
              ? {
                  answer: {
                    selected: selected.includes(suggestion.opId),
                    hasRival: rivals.has(suggestion.opId),
                    rivalSelected: selected.some((opId) => rivals.get(suggestion.opId)?.has(opId)),
                    onSelected: (isSelected) =>
                      setSelected(
                        isSelected
                          ? [...selected, suggestion.opId]
                          : selected.filter((opId) => opId !== suggestion.opId),
                      ),
                    busy: accept.isPending,
                    onAccept: () => accept.mutate({ items: itemsOf([suggestion]) }),
                    onDecline: () => setDeclining([suggestion]),
                  },
                }
              : {})}
          />
        ))}
      </ul>
      {suggestions.length > limit ? (
        <Button type="link" onClick={() => setLimit(limit + step)}>
          还有 {suggestions.length - limit} 条，继续显示
        </Button>
      ) : null}
      {rewriting ? <RewriteDialog {...rewriting} onClose={() => setRewriting(undefined)} /> : null}
      {declining.length === 0 ? null : (
        <DeclineDialog
          opIds={declining.map(({ opId }) => opId)}
          onClose={() => setDeclining([])}
          onDone={() => {
            setDeclining([]);
            setSelected([]);
          }}
        >
          <TitleList suggestions={declining} />
        </DeclineDialog>
      )}
    </>
  );
}

function TitleList({ suggestions }: { readonly suggestions: readonly Suggestion[] }): ReactNode {
  return (
    <ul className="desk-settle-picks desk-settle-picks-short">
      {suggestions.map((suggestion) => (
        <li key={suggestion.opId}>
          <span>
            {suggestion.enterpriseName}　{titleOf(suggestion)}
          </span>
          <span className="desk-none">
            {suggestion.fields
              .map(({ label, suggestedText }) => `${label}：${suggestedText || '（空）'}`)
              .join('；')}
          </span>
        </li>
      ))}
    </ul>
  );
}
