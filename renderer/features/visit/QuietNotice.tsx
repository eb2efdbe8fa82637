/** 无事不扰: said, and never a bar. */
import { Alert } from 'antd';
import type { ReactNode } from 'react';
import { Link, useNavigate } from 'react-router';
import { leaderText } from '../../../shared/filing/rules.ts';
import type { PlannedCall, VisitContext } from '../../../shared/visit/contract.ts';
import { isSameLeader, type VisitLeader } from '../../../shared/visit/rules.ts';
import { useCommand } from '../../commands.ts';
import { ConfirmAction } from '../../ui/ConfirmAction.tsx';
import { spellDate } from '../../ui/dateText.ts';

const words = { visit: '走访', inspection: '检查' } as const;

/** Visits and inspections made a short while ago. `name`: where several enterprises are spoken of. */
export function QuietNotice(props: { readonly context: VisitContext; readonly name?: string }): ReactNode {
  const { recent, quietDays } = props.context;
  if (recent.length === 0) return null;
  const calls = recent.map(({ kind, date, who }) => `${spellDate(date)} ${who}${words[kind]}`).join('、');
  return (
    <Alert
      className="desk-form-alert"
      type="info"
      showIcon
      title={`无事不扰：${props.name ?? '本企业'}近 ${quietDays} 天内已有 ${calls}。`}
    />
  );
}

interface JoinNoticeProps extends Pick<JoinTripProps, 'onJoined' | 'lost'> {
  readonly context: VisitContext;
  readonly leader: VisitLeader;
  /** Where several enterprises are spoken of. */
  readonly name?: string;
}

/** Beside a plan that is being made: a trip around the day is planned already. Somebody else's takes him along. */
export function JoinNotice({ context, leader, name, ...join }: JoinNoticeProps): ReactNode {
  return context.planned.map((plan) => {
    const isOwn = isSameLeader(plan.leader, leader);
    const of = name === undefined ? '' : `${name}　`;
    const words = `${of}${spellDate(plan.date)}已安排走访：${leaderText(plan.leader)}。`;
    return (
      <Alert
        key={plan.id}
        className="desk-form-alert"
        type="info"
        showIcon
        title={isOwn ? words : `${words}可以合并为一次，一同前往。`}
        action={
          isOwn ? (
            <Link to={`/visits/${plan.id}`}>查看这次安排</Link>
          ) : (
            <JoinTrip plan={plan} leader={leader} {...join}>
              合并走访
            </JoinTrip>
          )
        }
      />
    );
  });
}

export interface JoinTripProps {
  readonly plan: PlannedCall;
  readonly leader: VisitLeader;
  /** What was typed beside it and goes with the form that it ends; '' for nothing. */
  readonly lost?: string;
  /** Ends the form that it was offered in. Without it the trip is shown, and the form stays. */
  readonly onJoined?: (planId: string) => Promise<void> | void;
  /** The button's text. */
  readonly children: string;
}

export function JoinTrip({ plan, leader, lost = '', onJoined, children }: JoinTripProps): ReactNode {
  const navigate = useNavigate();
  const join = useCommand('visit.join', { doneText: '已合并走访' });
  const name = leader.name.trim();
  return (
    <ConfirmAction
      title={`把${name}加入${leaderText(plan.leader)} ${spellDate(plan.date)}的走访？`}
      explanation={`${name}将记为这次走访的同行人员，不再另记一次。${
        lost === '' ? '' : `已填写的${lost}不带过去，将清除。`
      }`}
      confirmLabel="合并走访"
      button={{ disabled: name === '' }}
      onConfirm={async () => {
        await join.mutateAsync({ id: plan.id, name });
        await (onJoined ?? ((id: string) => navigate(`/visits/${id}`)))(plan.id);
      }}
    >
      {children}
    </ConfirmAction>
  );
}
