/** 走访领导: a person of the desk, or a name alone. */
import { AutoComplete, Button } from 'antd';
import { type ReactNode, useDeferredValue, useState } from 'react';
import { leaderText } from '../../../shared/filing/rules.ts';
import type { VisitLeader } from '../../../shared/visit/rules.ts';
import { useCall } from '../../queries.ts';
import type { FieldWidgetProps } from '../../ui/FormView.tsx';

export const nobody: VisitLeader = { personId: '', name: '', post: '' };

/** Of no known person's and of one that sounds like one: asked for when it is written so far. */
const shortestName = 2;

export function LeaderField(props: FieldWidgetProps): ReactNode {
  const people = useCall('person.list', { includeFormer: false }).data ?? [];
  const value = (props.value as VisitLeader | undefined) ?? nobody;
  const name = value.name.trim();
  const leaders = people.filter(({ category }) => category !== 'department');
  const found = leaders.filter((person) => `${person.name} ${person.post}`.includes(name));
  // All of them while the name is one that was chosen: whoever opens the list wants another.
  const shown = value.personId === '' ? found : leaders;
  /** Was taken for somebody on leaving, and typed again: it is meant as it is. */
  const [taken, setTaken] = useState('');
  const choose = ({ id, name: full, post }: (typeof people)[number]): void =>
    props.onChange({ personId: id, name: full, post });
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
        onChange={(typed: string) => {
          const chosen = people.find(({ id }) => id === typed) ?? onlyNamed(leaders, typed);
          if (chosen) choose(chosen);
          else props.onChange({ personId: '', name: typed, post: '' });
        }}
        onBlur={() => {
          const [only, ...others] = found;
          if (value.personId !== '' || name === '' || name === taken || !only || others.length > 0) return;
          setTaken(name);
          choose(only);
        }}
      />
      <span className="desk-none">{value.post}</span>
      {value.personId === '' && found.length === 0 && name.length >= shortestName ? (
        <SoundingAlike name={name} onChoose={choose} />
      ) : null}
    </div>
  );
}

/** Typed in full; of two of the same name one is chosen from the list. */
function onlyNamed<Person extends { readonly name: string }>(
  people: readonly Person[],
  typed: string,
): Person | undefined {
  const [only, ...others] = people.filter(({ name }) => name === typed.trim());
  return others.length === 0 ? only : undefined;
}

interface SoundingAlikeProps<Person> {
  readonly name: string;
  readonly onChoose: (person: Person) => void;
}

/** A name with a wrong character: one click takes who is meant. */
function SoundingAlike({
  name,
  onChoose,
}: SoundingAlikeProps<NonNullable<ReturnType<typeof useAlike>>[number]>): ReactNode {
  const alike = useAlike(name) ?? [];
  return alike.map((person) => (
    <Button key={person.id} type="link" size="small" onClick={() => onChoose(person)}>
      是否为：{leaderText(person)}
    </Button>
  ));
}

function useAlike(name: string) {
  const asked = useDeferredValue(name);
  return useCall('person.soundsLike', { name: asked }).data?.filter(
    ({ category }) => category !== 'department',
  );
}
