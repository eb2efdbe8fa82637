/** Fields of the profile form that know more than text: the code's check digit, a suggested short name. */
import { Button, Input } from 'antd';
import { type ReactNode, useState } from 'react';
import { creditCodeProblem, normaliseCreditCode } from '../../../shared/enterprise/credit-code.ts';
import { suggestShortName } from '../../../shared/enterprise/short-name.ts';
import type { FieldWidgetProps } from '../../ui/FormView.tsx';

/** Says at once why a code cannot be right; never corrects it silently. */
export function CreditCodeField({ id, value, onChange, invalid, disabled }: FieldWidgetProps): ReactNode {
  const text = typeof value === 'string' ? value : '';
  const [left, setLeft] = useState(true);
  const code = normaliseCreditCode(text);
  const complete = left || code.length >= 18;
  const problem = code === '' || !complete ? null : creditCodeProblem(code);
  return (
    <>
      <Input
        id={id}
        value={text}
        disabled={disabled}
        autoComplete="off"
        spellCheck={false}
        className="desk-code"
        {...(invalid || problem ? { status: 'error' as const } : {})}
        onFocus={() => setLeft(false)}
        onBlur={() => {
          setLeft(true);
          if (code !== text) onChange(code);
        }}
        onChange={(event) => onChange(event.target.value)}
        placeholder="18 位"
      />
      {problem && !invalid ? <div className="desk-field-error">{problem.reason}</div> : null}
      {!problem && code.length === 18 ? <div className="desk-field-help">校验位正确</div> : null}
    </>
  );
}

export function ShortNameField({
  id,
  value,
  values,
  onChange,
  invalid,
  disabled,
}: FieldWidgetProps): ReactNode {
  const text = typeof value === 'string' ? value : '';
  const name = typeof values['name'] === 'string' ? values['name'] : '';
  const suggestion = name.trim() === '' ? '' : suggestShortName(name);
  return (
    <>
      <Input
        id={id}
        value={text}
        disabled={disabled}
        autoComplete="off"
        {...(invalid ? { status: 'error' as const } : {})}
        onChange={(event) => onChange(event.target.value)}
      />
      {suggestion === '' || suggestion === text ? null : (
        <div className="desk-field-help">
          建议：
          <Button type="link" size="small" className="desk-inline" onClick={() => onChange(suggestion)}>
            {suggestion}
          </Button>
        </div>
      )}
    </>
  );
}
