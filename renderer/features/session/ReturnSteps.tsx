/** The steps that every way back to a desk has: the file it comes from, and the passphrase that opens it. */
import { Button, Input } from 'antd';
import type { ReactNode } from 'react';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { errorSentence } from '../../ui/errorSentence.ts';
import { LabelledField } from './LabelledField.tsx';

export function ChooseFileStep(props: {
  readonly title: string;
  readonly text: string;
  /** What the button says before and after a file was chosen. */
  readonly labels: readonly [string, string];
  readonly choosing: { readonly isPending: boolean; readonly error: Error | null };
  readonly onChoose: () => void;
  /** What was chosen, in words; null before. */
  readonly chosen: ReactNode;
}): ReactNode {
  const { choosing, chosen } = props;
  return (
    <>
      <h2>{props.title}</h2>
      <p className="desk-gate-text">{props.text}</p>
      {choosing.error === null ? null : <ErrorNotice error={choosing.error} />}
      <Button onClick={props.onChoose} loading={choosing.isPending} autoFocus>
        {props.labels[chosen === null ? 0 : 1]}
      </Button>
      {chosen === null ? null : <p className="desk-gate-text desk-gate-found">{chosen}</p>}
    </>
  );
}

export interface PassphraseStepProps {
  readonly passphrase: string;
  readonly onPassphrase: (passphrase: string) => void;
  /** Enter in the field. */
  readonly onSubmit: () => void;
  readonly error: Error | null;
}

export function PassphraseStep(
  props: PassphraseStepProps & {
    readonly id: string;
    readonly title: string;
    readonly text: string;
    readonly label: string;
  },
): ReactNode {
  const { id, error } = props;
  return (
    <>
      <h2>{props.title}</h2>
      <p className="desk-gate-text">{props.text}</p>
      <LabelledField
        id={id}
        label={props.label}
        note={error === null ? '' : errorSentence(error)}
        bad={error !== null}
      >
        <Input.Password
          id={id}
          autoFocus
          autoComplete="off"
          maxLength={1024}
          value={props.passphrase}
          onChange={(event) => props.onPassphrase(event.target.value)}
          onPressEnter={props.onSubmit}
        />
      </LabelledField>
    </>
  );
}
