import { Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { useCall } from '../../queries.ts';
import type { FieldWidgetProps } from '../../ui/FormView.tsx';

/** Several enterprises: search by name, code, pinyin or initials, one after the other. */
export function EnterprisesField({ id, value, onChange, invalid, disabled }: FieldWidgetProps): ReactNode {
  const [text, setText] = useState('');
  const [names, setNames] = useState<ReadonlyMap<string, string>>(new Map());
  const found = useCall('enterprise.pick', { text, limit: 30 }, { keepPrevious: true });
  const options = (found.data ?? []).map((one) => ({ value: one.id, label: one.name }));
  const chosen = (value as readonly string[] | undefined) ?? [];
  const missing = chosen.filter((one) => !options.some((option) => option.value === one));
  return (
    <Select
      id={id}
      mode="multiple"
      {...(invalid ? { status: 'error' as const } : {})}
      disabled={disabled}
      value={[...chosen]}
      placeholder="名称、简称、信用代码、拼音，可选多家"
      options={[...options, ...missing.map((one) => ({ value: one, label: names.get(one) ?? one }))]}
      notFoundContent={text === '' ? '台账中还没有企业' : '没有找到这家企业，换一个说法再查'}
      showSearch={{ filterOption: false, onSearch: setText, autoClearSearchValue: true }}
      onChange={(next: readonly string[]) => {
        setNames(new Map([...names, ...options.map((option) => [option.value, option.label] as const)]));
        onChange(next);
      }}
    />
  );
}
