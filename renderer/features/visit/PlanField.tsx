/** 走访计划: whether a new visit was one of those that were planned. It is said, and never taken for granted. */
import { Radio } from 'antd';
import type { ReactNode } from 'react';
import { leaderText } from '../../../shared/filing/rules.ts';
import type { PlannedCall, VisitContext } from '../../../shared/visit/contract.ts';
import { ownTrip } from '../../../shared/visit/form.ts';
import { daysBetween } from '../../../shared/clock.ts';
import { isSameLeader, type VisitLeader } from '../../../shared/visit/rules.ts';
import { spellDate } from '../../ui/dateText.ts';
import type { FieldWidgetProps } from '../../ui/FormView.tsx';
import { JoinTrip } from './QuietNotice.tsx';

/** More plans around a day would be a list to read. */
const mostPlans = 4;

/** What the new visit may have been: his own plans first, then the nearest to its day. */
export function plansAround(
  { planned, unrecorded }: VisitContext,
  { leader, day }: { readonly leader: VisitLeader; readonly day: string },
): readonly PlannedCall[] {
  const isOthers = (plan: PlannedCall): number => (isSameLeader(plan.leader, leader) ? 0 : 1);
  const distance = ({ date }: PlannedCall): number => Math.abs(daysBetween(date, day));
  return [...planned, ...unrecorded.filter(({ editable }) => editable)]
    .toSorted((a, b) => isOthers(a) - isOthers(b) || distance(a) - distance(b))
    .slice(0, mostPlans);
}

export function PlanField(props: FieldWidgetProps): ReactNode {
  const plans = props.values['plans'] as readonly PlannedCall[];
  const leader = props.values['leader'] as VisitLeader;
  const today = props.values['today'] as string;
  const isLost = props.values['isPlanLost'] === true;
  const isOne = plans.length === 1;
  const canBeWritten = plans.some(({ editable }) => editable);
  const others = plans.filter((plan) => plan.date >= today && !isSameLeader(plan.leader, leader));
  const nameOf = ({ date, leader: who }: PlannedCall): string => `${spellDate(date)}　${leaderText(who)}`;
  return (
    <div className="desk-visit-plans">
      {isLost ? (
        <span className="desk-warn-text">
          原先选的走访安排已在别处记录、取消，或不在这个日期前后。请重新选择。
        </span>
      ) : null}
      {(isOne || !canBeWritten) && plans.length > 0 ? <span>{plans.map(nameOf).join('；')}</span> : null}
      {canBeWritten || isLost ? (
        <Radio.Group
          id={props.id}
          aria-label="走访计划"
          disabled={props.disabled}
          value={props.value}
          onChange={({ target }) => props.onChange(target.value)}
        >
          {plans
            .filter(({ editable }) => editable)
            .map((plan) => (
              <Radio key={plan.id} value={plan.id}>
                {isOne ? '这次就是计划中的走访' : nameOf(plan)}
              </Radio>
            ))}
          <Radio value={ownTrip}>{ownTripLabel(plans.length)}</Radio>
        </Radio.Group>
      ) : null}
      {others.map((plan) => (
        <JoinTrip key={plan.id} plan={plan} leader={leader}>
          {isOne ? '合并走访' : `与${plan.leader.name}合并走访`}
        </JoinTrip>
      ))}
    </div>
  );
}

function ownTripLabel(plans: number): string {
  if (plans === 0) return '就记这一次';
  return plans === 1 ? '不是，原计划保留' : '都不是，原计划保留';
}
