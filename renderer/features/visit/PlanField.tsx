/** 走访计划: whether a new visit was one of those that were planned. It is said, and never taken for granted. */
import { Radio } from 'antd';
import type { ReactNode } from 'react';
import { leaderText } from '../../../shared/filing/rules.ts';
import type { PlannedCall, VisitContext } from '../../../shared/visit/contract.ts';
import { ownTrip } from '../../../shared/visit/form.ts';
import { daysBetween } from '../../../shared/clock.ts';
import { isSameLeader, mayHaveBeen, type VisitLeader } from '../../../shared/visit/rules.ts';
import { spellDate } from '../../ui/dateText.ts';
import type { FieldWidgetProps } from '../../ui/FormView.tsx';
import { JoinTrip } from './QuietNotice.tsx';

/** More plans around a day would be a list to read. */
const mostPlans = 4;

interface NewVisit {
  readonly leader: VisitLeader;
  /** YYYY-MM-DD */
  readonly day: string;
  /** The plan that was chosen: it stays to be chosen, whatever is typed afterwards. */
  readonly chosen: string | null;
}

export interface PlansAround {
  /** Of which it is asked whether this was it. */
  readonly asked: readonly PlannedCall[];
  /** Only told of: who goes may go along. */
  readonly told: readonly PlannedCall[];
}

export const nothingPlanned: PlansAround = { asked: [], told: [] };

/** The chosen one and his own plans first, then the nearest to the visit's day. */
export function plansAround({ planned, unrecorded }: VisitContext, visit: NewVisit): PlansAround {
  const isChosen = ({ id }: PlannedCall): number => Number(id === visit.chosen);
  const isOwn = ({ leader }: PlannedCall): number => Number(isSameLeader(leader, visit.leader));
  const distance = ({ date }: PlannedCall): number => Math.abs(daysBetween(date, visit.day));
  const plans = [...planned, ...unrecorded.filter(({ editable }) => editable)]
    .toSorted((a, b) => isChosen(b) - isChosen(a) || isOwn(b) - isOwn(a) || distance(a) - distance(b))
    .slice(0, mostPlans);
  const isAsked = (plan: PlannedCall): boolean =>
    plan.editable && (plan.id === visit.chosen || mayHaveBeen(plan, visit));
  return { asked: plans.filter(isAsked), told: plans.filter((plan) => !isAsked(plan)) };
}

export function PlanField(props: FieldWidgetProps): ReactNode {
  const { asked, told } = props.values['plans'] as PlansAround;
  const leader = props.values['leader'] as VisitLeader;
  const today = props.values['today'] as string;
  const isLost = props.values['isPlanLost'] === true;
  const isOne = asked.length === 1;
  const joinable = [...asked, ...told].filter(
    (plan) => plan.date >= today && !isSameLeader(plan.leader, leader),
  );
  const nameOf = ({ date, leader: who }: PlannedCall): string => `${spellDate(date)}　${leaderText(who)}`;
  return (
    <div className="desk-visit-plans">
      {isLost ? (
        <span className="desk-warn-text">
          原先选的走访安排已在别处记录、取消，或不在这个日期前后。请重新选择。
        </span>
      ) : null}
      {isOne ? <span>{asked.map(nameOf)}</span> : null}
      {asked.length > 0 || isLost ? (
        <Radio.Group
          id={props.id}
          aria-label="走访计划"
          disabled={props.disabled}
          value={props.value}
          onChange={({ target }) => props.onChange(target.value)}
        >
          {asked.map((plan) => (
            <Radio key={plan.id} value={plan.id}>
              {isOne ? '这次就是计划中的走访' : nameOf(plan)}
            </Radio>
          ))}
          <Radio value={ownTrip}>{ownTripLabel(asked.length)}</Radio>
        </Radio.Group>
      ) : null}
      {told.length > 0 ? <span>{told.map(nameOf).join('；')}</span> : null}
      {joinable.map((plan) => (
        <JoinTrip key={plan.id} plan={plan} leader={leader}>
          {asked.length + told.length === 1 ? '合并走访' : `与${plan.leader.name}合并走访`}
        </JoinTrip>
      ))}
    </div>
  );
}

function ownTripLabel(plans: number): string {
  if (plans === 0) return '就记这一次';
  return plans === 1 ? '不是，原计划保留' : '都不是，原计划保留';
}
