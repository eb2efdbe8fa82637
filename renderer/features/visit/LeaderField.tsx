/** 走访领导: a person of the desk, or a name alone. */
import { AutoComplete } from 'antd';
import type { ReactNode } from 'react';
import { leaderText } from '../../../shared/filing/rules.ts';
import type { VisitLeader } from '../../../shared/visit/rules.ts';
import { useCall } from '../../queries.ts';
import type { FieldWidgetProps } from '../../ui/FormView.tsx';

export const nobody: VisitLeader = { personId: '', name: '', post: '' };

export function LeaderField(props: FieldWidgetProps): ReactNode {
  const people = useCall('person.list', { includeFormer: false }).data ?? [];
  const value = (props.value as VisitLeader | undefined) ?? nobody;
  const leaders = people.filter(({ category }) => category !== 'department');
  const found = leaders.filter(({ name, post }) => `${name} ${post}`.includes(value.name.trim()));
  // All of them while the name is one that was chosen: whoever opens the list wants another.
  const shown = value.personId === '' ? found : leaders;
  return (
    <div className="desk-visit-leader">
      <AutoComplete
        id={props.id}
        aria-required
        {...(props.invalid ? { status: 'error' as const } : {})}
        disabled={props.disabled}
        value={value.name}
        placeholder="姓名"
        defaultActiveFirstOption={false}
        options={shown.map((person) => ({ value: person.id, label: leaderText(person) }))}
        onChange={(name: string) => {
          const chosen = people.find(({ id }) => id === name);
          props.onChange(
            chosen
              ? { personId: chosen.id, name: chosen.name, post: chosen.post }
              : { personId: '', name, post: '' },
          );
        }}
      />
      <span className="desk-none">{value.post}</span>
    </div>
  );
}
