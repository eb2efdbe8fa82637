/** The legend of a month, each kind with how many there are, to be shown or left out; and of which towns. */
import { Select } from 'antd';
import type { ReactNode } from 'react';
import {
  type CalendarEntry,
  type CalendarKind,
  calendarKindLabels,
  calendarKinds,
  countKinds,
} from '../../../shared/calendar/entry.ts';
import { useCall } from '../../queries.ts';
import { EntryMark } from '../../ui/EntryMark.tsx';
import type { Chosen } from './chosen.ts';

export interface CalendarFiltersProps {
  /** Of the towns that are chosen, of every kind. */
  readonly entries: readonly CalendarEntry[];
  readonly chosen: Chosen;
  readonly withTowns: boolean;
  readonly onChoose: (next: Chosen) => void;
}

export function CalendarFilters({ entries, chosen, withTowns, onChoose }: CalendarFiltersProps): ReactNode {
  const { kinds = [...calendarKinds], towns } = chosen;
  const counts = countKinds(entries);
  const list = useCall('town.list', {}, { enabled: withTowns }).data ?? [];
  const toggle = (kind: CalendarKind): void => {
    const next = calendarKinds.filter((each) => kinds.includes(each) !== (each === kind));
    // Without any there would be nothing to see: all again.
    const isAll = next.length === 0 || next.length === calendarKinds.length;
    onChoose({ ...chosen, kinds: isAll ? undefined : next });
  };
  return (
    <>
      <div className="desk-month-kinds" role="group" aria-label="显示的类别">
        {calendarKinds.map((kind) => (
          <button key={kind} type="button" aria-pressed={kinds.includes(kind)} onClick={() => toggle(kind)}>
            <EntryMark kind={kind} state="planned" />
            {calendarKindLabels[kind]}
            <span>{counts[kind]}</span>
          </button>
        ))}
      </div>
      {withTowns ? (
        <Select
          mode="multiple"
          aria-label="镇区"
          placeholder="全部镇区"
          className="desk-month-towns"
          maxTagCount={1}
          value={towns ?? []}
          optionFilterProp="label"
          options={[
            ...list.map(({ id, name }) => ({ value: id, label: name })),
            { value: '', label: '市级和未分派' },
          ]}
          onChange={(next: string[]) => onChoose({ ...chosen, towns: next.length === 0 ? undefined : next })}
        />
      ) : null}
    </>
  );
}
