/** 理由 of a suggestion, a few lines; nobody has to give one. */
import { Input } from 'antd';
import { type ReactNode, useId } from 'react';
import { reasonLength } from '../../shared/suggestion/reason.ts';

interface ReasonInputProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

export function ReasonInput({ value, onChange }: ReasonInputProps): ReactNode {
  const id = useId();
  return (
    <div className="desk-reason">
      <label htmlFor={id}>理由（可不填；市里答复时看得到）</label>
      <Input.TextArea
        id={id}
        autoSize={{ minRows: 2, maxRows: 6 }}
        maxLength={reasonLength}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}
