import { Input } from 'antd';
import { type ReactNode, useState } from 'react';
import {
  passphraseMinimum,
  passphraseProblem,
  passphraseStrength,
  type PassphraseProblem,
} from '../../../shared/session/rules.ts';
import { LabelledField } from './LabelledField.tsx';

const problemText: Readonly<Record<PassphraseProblem, string>> = {
  short: `至少 ${passphraseMinimum} 个字符，可以用汉字、字母、数字和空格`,
  repeated: '不能全是同一个字符',
  sequence: '不能是连续的数字、字母或键盘顺序',
};

const strengthText = {
  refused: '',
  plain: '可以使用；再长一些会更安全，例如一句只有自己知道的话',
  good: '较好',
  strong: '很好',
} as const;

export interface NewPassphrase {
  readonly passphrase: string;
  readonly again: string;
}

export const noPassphrase: NewPassphrase = { passphrase: '', again: '' };

export function isPassphraseReady({ passphrase, again }: NewPassphrase): boolean {
  return passphraseProblem(passphrase) === null && passphrase === again;
}

/** A new passphrase, typed twice, with a word on how good it is. */
export function PassphraseFields(props: {
  readonly value: NewPassphrase;
  readonly onChange: (value: NewPassphrase) => void;
  readonly label?: string;
}): ReactNode {
  const { value, onChange } = props;
  const [capsLock, setCapsLock] = useState(false);
  const differs = value.again !== '' && !value.passphrase.startsWith(value.again);
  const field = (id: string, text: string, change: (text: string) => NewPassphrase): ReactNode => (
    <Input.Password
      id={id}
      autoComplete="new-password"
      maxLength={1024}
      value={text}
      aria-describedby={`${id}-note`}
      onChange={(event) => onChange(change(event.target.value))}
      onKeyUp={(event) => setCapsLock(event.getModifierState('CapsLock'))}
    />
  );
  return (
    <>
      <LabelledField
        id="new-passphrase"
        label={props.label ?? '设置口令'}
        note={capsLock ? '大写锁定已打开' : adviceOn(value.passphrase)}
        bad={value.passphrase !== '' && passphraseProblem(value.passphrase) !== null}
      >
        {field('new-passphrase', value.passphrase, (passphrase) => ({ ...value, passphrase }))}
      </LabelledField>
      <LabelledField
        id="new-passphrase-again"
        label="再输一次"
        note={differs ? '两次输入不一样' : sameText(value)}
        bad={differs}
      >
        {field('new-passphrase-again', value.again, (again) => ({ ...value, again }))}
      </LabelledField>
    </>
  );
}

function adviceOn(passphrase: string): string {
  if (passphrase === '') return problemText.short;
  const problem = passphraseProblem(passphrase);
  return problem ? problemText[problem] : strengthText[passphraseStrength(passphrase)];
}

function sameText({ passphrase, again }: NewPassphrase): string {
  return again !== '' && again === passphrase ? '两次一致' : '';
}
