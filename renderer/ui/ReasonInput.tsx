/** 理由 of a suggestion, a few lines; nobody has to give one. What is too long is counted and refused, never cut. */
import { type ReactNode, useId } from 'react';
import { reasonLength, suggestionReason } from '../../shared/suggestion/reason.ts';
import { renderInput } from './formInputs.tsx';

interface ReasonInputProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

export function ReasonInput({ value, onChange }: ReasonInputProps): ReactNode {
  const id = useId();
  return (
    <div className="desk-reason">
      <label htmlFor={id}>理由（可不填；市里答复时看得到）</label>
      {renderInput(
        { kind: 'multiline', rows: 2, maxLength: reasonLength },
        {
          id,
          value,
          onChange: (next) => onChange(String(next)),
          invalid: !suggestionReason.safeParse(value).success,
          required: false,
          disabled: false,
          describedBy: undefined,
        },
      )}
    </div>
  );
}
