/** The inputs of FormView. Each keeps what was typed, even when it is not valid yet: nothing typed ever vanishes. */
import { CalendarOutlined } from '@ant-design/icons';
import { AutoComplete, Button, Input, Popover, Radio, Select } from 'antd';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { isDate, localDate } from '../../shared/clock.ts';
import type { FieldInput } from '../../shared/form.ts';
import { CalendarPanel } from './CalendarPanel.tsx';
import { parseDateText, parseMonthText } from './dateText.ts';

export interface InputProps {
  readonly id: string;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
  readonly invalid: boolean;
  readonly required: boolean;
  readonly disabled: boolean;
  /** Ids of the help and error lines. */
  readonly describedBy: string | undefined;
}

/** The input for a kind; null for `custom`, which the feature draws. */
export function renderInput(input: FieldInput, props: InputProps): ReactNode {
  switch (input.kind) {
    case 'text':
      return <TextInput {...props} suggestions={input.suggestions} />;
    case 'multiline':
      return <MultilineInput {...props} rows={input.rows ?? 3} maxLength={input.maxLength} />;
    case 'date':
      return <DateInput {...props} />;
    case 'month':
      return <MonthInput {...props} />;
    case 'year':
      return <WholeNumberInput {...props} unit="年" />;
    case 'integer':
      return <WholeNumberInput {...props} unit={input.unit} />;
    case 'boolean':
      return <YesNoInput {...props} />;
    case 'select':
      return <ChoiceInput {...props} {...input} />;
    case 'tags':
      return <TagsInput {...props} placeholder={input.placeholder} />;
    case 'custom':
      return null;
  }
}

/** A date as text: type 20261124, 2026.11.24, 11-24 or 今天, or pick it. The value is YYYY-MM-DD, else what was typed. */
export function DateInput(props: InputProps): ReactNode {
  const [open, setOpen] = useState(false);
  const [today] = useState(todayHere);
  const typed = useTypedText(textOf(props.value), props.onChange, (text) => parseDateText(text, todayHere()));
  const picked = isDate(textOf(props.value)) ? textOf(props.value) : today;
  const picker = (
    <CalendarPanel
      date={picked}
      onPick={(date) => {
        props.onChange(date);
        setOpen(false);
      }}
    />
  );
  return (
    <Input
      {...inputAttributes(props)}
      value={typed.text}
      placeholder="年-月-日"
      style={{ maxWidth: 180 }}
      onChange={(event) => typed.change(event.target.value)}
      onBlur={typed.settle}
      onPressEnter={typed.settle}
      suffix={
        <Popover
          content={picker}
          trigger="click"
          destroyOnHidden
          open={open}
          onOpenChange={setOpen}
          placement="bottomRight"
        >
          <Button
            type="text"
            size="small"
            tabIndex={-1}
            disabled={props.disabled}
            icon={<CalendarOutlined />}
            aria-label="选择日期"
          />
        </Popover>
      }
    />
  );
}

function MonthInput(props: InputProps): ReactNode {
  const typed = useTypedText(textOf(props.value), props.onChange, (text) =>
    parseMonthText(text, todayHere()),
  );
  return (
    <Input
      {...inputAttributes(props)}
      value={typed.text}
      placeholder="年-月"
      style={{ maxWidth: 180 }}
      onChange={(event) => typed.change(event.target.value)}
      onBlur={typed.settle}
      onPressEnter={typed.settle}
    />
  );
}

/** The value is a number; an empty field is null; what is not a whole number stays as the text that was typed. */
function WholeNumberInput(props: InputProps & { readonly unit: string | undefined }): ReactNode {
  return (
    <Input
      {...inputAttributes(props)}
      className="desk-number"
      value={textOf(props.value)}
      inputMode="numeric"
      style={{ maxWidth: 180 }}
      suffix={props.unit}
      onChange={(event) => props.onChange(toWholeNumber(event.target.value))}
    />
  );
}

function TextInput(props: InputProps & { readonly suggestions?: readonly string[] | undefined }): ReactNode {
  if (props.suggestions !== undefined) {
    const { disabled, ...attributes } = inputAttributes(props);
    return (
      <AutoComplete
        {...attributes}
        disabled={disabled}
        value={textOf(props.value)}
        options={props.suggestions.map((value) => ({ value }))}
        defaultActiveFirstOption={false}
        onChange={(next: string) => props.onChange(next)}
      />
    );
  }
  return (
    <Input
      {...inputAttributes(props)}
      value={textOf(props.value)}
      autoComplete="off"
      onChange={(event) => props.onChange(event.target.value)}
    />
  );
}

function MultilineInput(
  props: InputProps & { readonly rows: number; readonly maxLength: number | undefined },
): ReactNode {
  const length = textOf(props.value).length;
  const limit = props.maxLength;
  return (
    <div className="desk-multiline">
      <Input.TextArea
        {...inputAttributes(props)}
        value={textOf(props.value)}
        autoSize={{ minRows: props.rows, maxRows: Math.max(props.rows, 14) }}
        onChange={(event) => props.onChange(event.target.value)}
      />
      {limit !== undefined && length > limit * 0.8 ? (
        <span className="desk-count">
          {length}/{limit}
        </span>
      ) : null}
    </div>
  );
}

function YesNoInput(props: InputProps): ReactNode {
  return (
    <Radio.Group
      id={props.id}
      value={props.value}
      disabled={props.disabled}
      onChange={(event) => props.onChange(event.target.value)}
      options={[
        { value: true, label: '是' },
        { value: false, label: '否' },
      ]}
    />
  );
}

function ChoiceInput(
  props: InputProps & {
    readonly options: readonly { readonly value: string; readonly label: string }[];
    readonly allowEmpty?: boolean;
    readonly emptyText?: string;
  },
): ReactNode {
  const value = textOf(props.value);
  return (
    <Select
      id={props.id}
      aria-required={props.required}
      aria-describedby={props.describedBy}
      {...(props.invalid ? { status: 'error' as const } : {})}
      disabled={props.disabled}
      value={value === '' ? undefined : value}
      placeholder={props.emptyText ?? '请选择'}
      options={props.options.map(({ value, label }) => ({ value, label }))}
      allowClear={props.allowEmpty ?? false}
      showSearch={props.options.length > 8 ? { optionFilterProp: 'label' } : false}
      onChange={(next: string | undefined) => props.onChange(next ?? '')}
    />
  );
}

function TagsInput(props: InputProps & { readonly placeholder: string | undefined }): ReactNode {
  return (
    <Select
      id={props.id}
      mode="tags"
      aria-describedby={props.describedBy}
      {...(props.invalid ? { status: 'error' as const } : {})}
      disabled={props.disabled}
      value={Array.isArray(props.value) ? props.value.map(String) : []}
      placeholder={props.placeholder ?? '输入后按回车，可填多个'}
      tokenSeparators={['、', '，', ',', ';', '；']}
      open={false}
      suffixIcon={null}
      onChange={(next: readonly string[]) => props.onChange(next)}
    />
  );
}

interface TypedText {
  readonly text: string;
  readonly change: (text: string) => void;
  /** Shows the value in its usual form, if what was typed could be read. */
  readonly settle: () => void;
}

/** Text that means a value: the value follows every key, the text is left alone until the field is left. */
function useTypedText(
  value: string,
  onChange: (value: string) => void,
  parse: (text: string) => string | null,
): TypedText {
  const [text, setText] = useState(value);
  const emitted = useRef(value);
  useEffect(() => {
    if (value !== emitted.current) {
      emitted.current = value;
      setText(value);
    }
  }, [value]);
  return {
    text,
    change: (next) => {
      setText(next);
      emitted.current = parse(next) ?? next;
      onChange(emitted.current);
    },
    settle: () => setText(emitted.current),
  };
}

function inputAttributes(props: InputProps): {
  readonly id: string;
  readonly disabled: boolean;
  readonly status?: 'error';
  readonly 'aria-required': boolean;
  readonly 'aria-invalid': boolean;
  readonly 'aria-describedby': string | undefined;
} {
  return {
    id: props.id,
    disabled: props.disabled,
    ...(props.invalid ? { status: 'error' as const } : {}),
    'aria-required': props.required,
    'aria-invalid': props.invalid,
    'aria-describedby': props.describedBy,
  };
}

function todayHere(): string {
  return localDate(Date.now());
}

function toWholeNumber(text: string): number | string | null {
  const plain = text.normalize('NFKC').trim().replaceAll(',', '');
  if (plain === '') return null;
  return /^-?\d{1,15}$/.test(plain) ? Number(plain) : text;
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
