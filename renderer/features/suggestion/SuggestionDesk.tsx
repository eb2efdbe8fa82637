/** 修改建议: what a town proposes for the fields the city keeps. The city answers, the town reads the answer here. */
import { Button, Checkbox, Segmented } from 'antd';
import { type ComponentProps, type ReactNode, useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';
import { markOfSet } from '../../../shared/draft/place.ts';
import type { Rewritable, Suggestion } from '../../../shared/suggestion/contract.ts';
import { rivalsOf } from '../../../shared/suggestion/rival.ts';
import { useCommand } from '../../commands.ts';
import { DraftHint } from '../../draft-hint.tsx';
import { useDrafts } from '../../drafts.ts';
import { useCall } from '../../queries.ts';
import { ConfirmAction } from '../../ui/ConfirmAction.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Page, PageHeader } from '../../ui/Page.tsx';
import { useOpenForm } from '../../ui/openForm.ts';
import { useTicks } from '../../ui/returning.ts';
import { useSteadyClicks } from '../../ui/steadyClicks.ts';
import { DeclineDialog } from './DeclineDialog.tsx';
import { RewriteDialog } from './RewriteDialog.tsx';
import { AcceptedText, SuggestionItem } from './SuggestionItem.tsx';

export function SuggestionDesk(): ReactNode {
  const side = useCall('session.state', {}).data?.side;
  const isCity = side === 'city';
  const [search, setSearch] = useSearchParams();
  const [form, setForm] = useOpenForm();
  const [wantsAnswered, setAnswered] = useState(false);
  // A form is about one that waits.
  const answered = wantsAnswered && form === '';
  const partition = search.get('enterprise');
  const [declining, setDeclining] = useState<readonly string[]>([]);
  const close = (): void => setForm('');
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
          onChange={(next) => {
            setAnswered(next === 'answered');
            setForm('');
          }}
        />
        {partition === null ? null : (
          <Button type="link" size="small" onClick={() => setSearch({}, { replace: true })}>
            只看了一家企业，看全部
          </Button>
        )}
      </div>
      <DraftHint
        keys={[declineKey, 'suggestion:rewrite:']}
        withNames
        opens={(key) => {
          if (key.startsWith(declineKey)) return side === undefined ? undefined : isCity;
          if (list.data && !list.isPlaceholderData && !answered && rewritten(key, list.data)) return true;
          // Another enterprise's, or not read yet: nobody knows that it is gone.
          return partition !== null || answered || !list.data || list.isPlaceholderData ? undefined : false;
        }}
      />
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
        <Suggestions
          suggestions={list.data}
          isCity={isCity}
          mayAnswer={isCity && !answered}
          onForm={setForm}
          onDeclineSeveral={(opIds) => {
            setDeclining(opIds);
            setForm(declineSeveralKey(opIds));
          }}
        />
      ) : null}
      {list.data && !answered && !list.isPlaceholderData ? (
        <OpenForm form={form} waiting={list.data} several={declining} isCity={isCity} onClose={close} />
      ) : null}
    </Page>
  );
}

const declineKey = 'suggestion:decline:';
const declineSeveralKey = (opIds: readonly string[]): string => `${declineKey}many:${markOfSet(opIds)}`;
const declineOneKey = ({ partition, opId }: Suggestion): string => `${declineKey}${partition}:${opId}`;
// With the enterprise in its key it goes when the enterprise leaves this desk.
const rewriteKey = ({ partition, opId }: Suggestion): string => `suggestion:rewrite:${partition}:${opId}`;

/** The suggestion that a form words anew, while it may be. */
function rewritten(
  form: string,
  waiting: readonly Suggestion[],
): { readonly suggestion: Suggestion; readonly target: Rewritable } | undefined {
  const suggestion = waiting.find((each) => each.mine && rewriteKey(each) === form);
  return suggestion?.rewrite ? { suggestion, target: suggestion.rewrite } : undefined;
}

interface OpenFormProps {
  readonly form: string;
  readonly waiting: readonly Suggestion[];
  /** Ticked and about to be declined together. */
  readonly several: readonly string[];
  readonly isCity: boolean;
  readonly onClose: () => void;
}

function OpenForm({ form, waiting, several, isCity, onClose }: OpenFormProps): ReactNode {
  const declines = isCity && form.startsWith(declineKey);
  const kept = useDrafts(declineKey, { enabled: declines });
  const isKept = kept?.some(({ key }) => key === form) ?? false;
  const rewriting = rewritten(form, waiting);
  if (rewriting) return <RewriteDialog key={form} formKey={form} {...rewriting} onClose={onClose} />;
  if (!declines) return null;
  const one = waiting.find((each) => declineOneKey(each) === form)?.opId;
  const opIds = one !== undefined ? [one] : declineSeveralKey(several) === form ? several : [];
  // Answered meanwhile: what was typed about it still opens.
  if (opIds.length === 0 && !isKept) return null;
  return (
    <DeclineDialog
      key={form}
      formKey={form}
      waiting={waiting}
      opIds={opIds}
      onClose={onClose}
      onDone={onClose}
    />
  );
}

interface SuggestionsProps {
  readonly suggestions: readonly Suggestion[];
  readonly isCity: boolean;
  readonly mayAnswer: boolean;
  readonly onForm: (formKey: string) => void;
  readonly onDeclineSeveral: (opIds: readonly string[]) => void;
}

/** So many at once; the rest comes when asked for. */
const step = 100;

function Suggestions(props: SuggestionsProps): ReactNode {
  const { suggestions, isCity, mayAnswer, onForm, onDeclineSeveral } = props;
  const [selected, setSelected] = useTicks('suggestions');
  const [limit, setLimit] = useState(step);
  const steady = useSteadyClicks(suggestions.map(({ opId }) => opId));
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
      ...(rewrite ? { onRewrite: () => onForm(rewriteKey(suggestion)) } : {}),
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
                explanation={<AcceptedText suggestions={chosen} />}
                confirmLabel={`采纳 ${chosen.length} 条`}
                startsOn="cancel"
                button={{ size: 'small' }}
                onConfirm={() => accept.mutateAsync({ items: itemsOf(chosen) }).then(() => setSelected([]))}
              >
                采纳所选 {chosen.length} 条
              </ConfirmAction>
              <Button size="small" onClick={() => onDeclineSeveral(chosen.map(({ opId }) => opId))}>
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
                    onAccept: () =>
                      accept.mutateAsync({ items: itemsOf([suggestion]) }).then(() => undefined),
                    onDecline: () => onForm(declineOneKey(suggestion)),
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
    </>
  );
}
