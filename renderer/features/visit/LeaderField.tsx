/** 走访领导: a person of the desk, or a name alone. */
import { AutoComplete, Button } from 'antd';
import { type ReactNode, useEffect, useEffectEvent, useState } from 'react';
import { leaderText } from '../../../shared/filing/rules.ts';
import type { Person } from '../../../shared/person/contract.ts';
import type { VisitLeader } from '../../../shared/visit/rules.ts';
import { useCall } from '../../queries.ts';
import type { FieldWidgetProps } from '../../ui/FormView.tsx';
import { isComposing } from '../../ui/hotkeys.ts';

export const nobody: VisitLeader = { personId: '', name: '', post: '' };

/** Who is found by pinyin, and who sounds like it: asked for when it is written so far. */
const shortestName = 2;
/** More are found by writing more of the name. */
const mostOffered = 4;

export function LeaderField(props: FieldWidgetProps): ReactNode {
  const value = (props.value as VisitLeader | undefined) ?? nobody;
  const name = value.name.trim();
  const { leaders, found, alike, isKnown } = useLeaders(value.personId === '' ? name : '');
  // All of them while the name is one that was chosen: whoever opens the list wants another.
  const shown = value.personId === '' ? found : leaders;
  /** Was taken for somebody, and typed again: it is meant as it is. */
  const [taken, setTaken] = useState('');
  /** With which the field was left: who is found may come later. */
  const [leftWith, setLeftWith] = useState('');
  const choose = (person: Person): void => props.onChange(leaderOf(person));
  const [first, ...others] = found;
  const only =
    value.personId === '' && name !== '' && name !== taken && others.length === 0 ? first : undefined;
  const leftTo = only !== undefined && leftWith === name ? only.id : '';
  const take = useEffectEvent((id: string) => {
    if (only?.id === id) choose(only);
  });
  useEffect(() => {
    if (leftTo !== '') take(leftTo);
  }, [leftTo]);
  const isByHand = value.personId === '' && isKnown && found.length === 0;
  // A part of several names, kept as it is unless one of them is taken: said, and they are offered.
  const isOfSeveral =
    value.personId === '' && others.length > 0 && (isKnown || leftWith === name) && name !== '';
  return (
    <div className="desk-visit-leader">
      <AutoComplete
        id={props.id}
        aria-required
        {...(props.invalid ? { status: 'error' as const } : {})}
        disabled={props.disabled}
        value={value.name}
        placeholder="姓名、拼音首字母"
        defaultActiveFirstOption={false}
        options={shown.map((person) => ({ value: person.id, label: leaderText(person) }))}
        onChange={(typed: string) => {
          const chosen = leaders.find(({ id }) => id === typed) ?? onlyNamed(leaders, typed);
          props.onChange(chosen ? leaderOf(chosen) : { personId: '', name: typed, post: '' });
          if (chosen) setTaken(name);
        }}
        onKeyDown={(event) => {
          // As leaving the field does; an open list keeps the focus here.
          if (event.key !== 'Enter' || isComposing(event.nativeEvent) || !only) return;
          setTaken(name);
          choose(only);
        }}
        onFocus={() => {
          if (value.personId !== '') setTaken(leftWith);
          setLeftWith('');
        }}
        onBlur={() => setLeftWith(name)}
      />
      <span className="desk-none" role="status">
        {isOfSeveral ? `“${name}”对应 ${found.length} 人，请选择是谁；不选将按手写的姓名记录` : null}
        {isByHand ? `挂钩联系人员中没有“${name}”，将按手写的姓名记录` : value.post}
      </span>
      {/* A name with a wrong character: one click takes who is meant. */}
      {isByHand
        ? alike.map((person) => (
            <Button key={person.id} type="link" size="small" onClick={() => choose(person)}>
              是否为：{leaderText(person)}
            </Button>
          ))
        : null}
      {isOfSeveral
        ? found.slice(0, mostOffered).map((person) => (
            <Button key={person.id} size="small" title={leaderText(person)} onClick={() => choose(person)}>
              {leaderText(person)}
            </Button>
          ))
        : null}
    </div>
  );
}

function leaderOf({ id, name, post }: Person): VisitLeader {
  return { personId: id, name, post };
}

/** Typed in full; of two of the same name one is chosen from the list. */
function onlyNamed(people: readonly Person[], typed: string): Person | undefined {
  const [only, ...others] = people.filter(({ name }) => name === typed.trim());
  return others.length === 0 ? only : undefined;
}

interface Leaders {
  readonly leaders: readonly Person[];
  /** By a part of the name or post, by pinyin or initials. */
  readonly found: readonly Person[];
  /** Written otherwise, read the same. */
  readonly alike: readonly Person[];
  /** Whether all who could be found have been looked for; a name that is only begun is not. */
  readonly isKnown: boolean;
}

function useLeaders(name: string): Leaders {
  const people = useCall('person.list', { includeFormer: false }).data;
  const isLongEnough = name.length >= shortestName;
  const picked = useCall('person.pick', { text: name.slice(0, 100) }, { enabled: isLongEnough }).data;
  const isLeader = ({ category }: Person): boolean => category !== 'department';
  const leaders = (people ?? []).filter(isLeader);
  const answers = isLongEnough ? (picked ?? []).filter(isLeader) : [];
  const byPinyin = new Set(answers.filter(({ soundsAlike }) => !soundsAlike).map(({ id }) => id));
  return {
    leaders,
    found: leaders.filter(
      (person) => byPinyin.has(person.id) || `${person.name} ${person.post}`.includes(name),
    ),
    alike: answers.filter(({ soundsAlike }) => soundsAlike),
    isKnown: isLongEnough && people !== undefined && picked !== undefined,
  };
}
