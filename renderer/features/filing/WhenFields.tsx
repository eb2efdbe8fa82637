/** When something was done, how and by whom: the fields that the dialogs of a filing share. */
import { Input, Select } from 'antd';
import type { ReactNode } from 'react';
import { isDate, localDate, localDateTime, startOfDayMs } from '../../../shared/clock.ts';
import type { DeliveryHow } from '../../../shared/filing/case-contract.ts';
import { deliveryWayLabels, type DeliveryWay, deliveryWays } from '../../../shared/filing/case.ts';
import { DateInput } from '../../ui/formInputs.tsx';
import { LengthNote } from '../../ui/LengthNote.tsx';
import { lengthProblem } from '../../ui/typedLength.ts';

export interface When {
  /** YYYY-MM-DD as typed */
  readonly date: string;
  /** 09:30 as typed */
  readonly time: string;
}

export function whenOf(atMs: number): When {
  return { date: localDate(atMs), time: localDateTime(atMs).slice(11) };
}

/** What is wrong with it, in sentences; none when it is a moment. */
export function whenProblems({ date, time }: When, withTime: boolean): string[] {
  return [
    ...(isDate(date) ? [] : ['日期不是有效的年月日，如 2026-11-24']),
    ...(withTime && timeOfDayMs(time) === null ? ['时间请填 00:00 到 23:59，如 09:30'] : []),
  ];
}

/** Call it when there are no problems. A time that is not asked for is the day's beginning. */
export function momentOf({ date, time }: When): number {
  return startOfDayMs(date) + (timeOfDayMs(time) ?? 0);
}

/** 09:30 or 0930 as milliseconds of the day; null when it is no time. */
function timeOfDayMs(text: string): number | null {
  const match = /^([01]?\d|2[0-3]):?([0-5]\d)$/.exec(text.trim());
  return match ? (Number(match[1]) * 60 + Number(match[2])) * 60_000 : null;
}

interface WhenFieldsProps {
  /** Beginning of the fields' ids. */
  readonly id: string;
  readonly when: When;
  readonly withTime: boolean;
  readonly onChange: (part: Partial<When>) => void;
  readonly onEnter: () => void;
}

export function WhenFields({ id, when, withTime, onChange, onEnter }: WhenFieldsProps): ReactNode {
  const problems = whenProblems(when, withTime);
  return (
    <div className="desk-how">
      <label htmlFor={`${id}-date`}>日期</label>
      <div className="desk-when">
        <DateInput
          id={`${id}-date`}
          value={when.date}
          onChange={(next) => onChange({ date: String(next) })}
          invalid={!isDate(when.date)}
          required
          disabled={false}
          describedBy={`${id}-wrong`}
        />
        {withTime ? (
          <>
            <label htmlFor={`${id}-time`}>时间</label>
            <Input
              id={`${id}-time`}
              value={when.time}
              placeholder="09:30"
              style={{ width: 72 }}
              aria-describedby={`${id}-wrong`}
              {...(whenProblems({ ...when, date: '2026-01-01' }, true).length > 0
                ? { status: 'error' as const }
                : {})}
              onChange={(event) => onChange({ time: event.target.value.normalize('NFKC') })}
              onPressEnter={onEnter}
            />
          </>
        ) : null}
      </div>
      <p id={`${id}-wrong`} className="desk-when-wrong" role="status">
        {problems.join('；')}
      </p>
    </div>
  );
}

const longest = 100;

export function isHowFit({ handledBy, receiptNumber }: DeliveryHow): boolean {
  return [handledBy, receiptNumber].every((text) => lengthProblem(text, longest) === null);
}

/** A way that this program does not know is shown as the plainest one. */
export function wayOf(way: string): DeliveryWay {
  return deliveryWays.find((each) => each === way) ?? 'other';
}

interface HowFieldsProps {
  readonly id: string;
  readonly how: DeliveryHow;
  readonly onChange: (part: Partial<DeliveryHow>) => void;
  readonly onEnter: () => void;
}

export function HowFields({ id, how, onChange, onEnter }: HowFieldsProps): ReactNode {
  return (
    <div className="desk-how">
      <label htmlFor={`${id}-way`}>方式</label>
      <Select
        id={`${id}-way`}
        value={how.way}
        options={deliveryWays.map((value) => ({ value, label: deliveryWayLabels[value] }))}
        onChange={(way) => onChange({ way })}
      />
      <label htmlFor={`${id}-by`}>经办人</label>
      <div>
        <Input
          id={`${id}-by`}
          value={how.handledBy}
          onChange={(event) => onChange({ handledBy: event.target.value })}
          onPressEnter={onEnter}
        />
        <LengthNote text={how.handledBy} limit={longest} />
      </div>
      <label htmlFor={`${id}-receipt`}>收文或回执号</label>
      <div>
        <Input
          id={`${id}-receipt`}
          value={how.receiptNumber}
          placeholder="可不填"
          onChange={(event) => onChange({ receiptNumber: event.target.value })}
          onPressEnter={onEnter}
        />
        <LengthNote text={how.receiptNumber} limit={longest} />
      </div>
    </div>
  );
}
