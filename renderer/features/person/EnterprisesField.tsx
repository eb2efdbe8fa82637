import { Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { useCall } from '../../queries.ts';
import type { FieldWidgetProps } from '../../ui/FormView.tsx';
import { useEnterpriseNames } from './enterprise-names.ts';

const handedOverText = '已改派或收回';

/** Several enterprises: search by name, code, pinyin or initials, one after the other. */
export function EnterprisesField({ id, value, onChange, invalid, disabled }: FieldWidgetProps): ReactNode {
  const [text, setText] = useState('');
  const found = useCall('enterprise.pick', { text, limit: 30 }, { keepPrevious: true });
  const chosen = (value as readonly string[] | undefined) ?? [];
  const options = (found.data ?? []).map((one) => ({
    value: one.id,
    label: one.editable ? one.name : `${one.name}（${handedOverText}）`,
    // One that was chosen can still be taken out.
    disabled: !one.editable && !chosen.includes(one.id),
  }));
  const { names, gone, handedOver } = useEnterpriseNames(chosen);
  const labelOf = (one: string): string => {
    const name = names.get(one) ?? (gone.includes(one) ? '（已不在台账）' : '…');
    return handedOver.includes(one) ? `${name}（${handedOverText}）` : name;
  };
  const missing = chosen.filter((one) => !options.some((option) => option.value === one));
  return (
    <Select
      id={id}
      mode="multiple"
      {...(invalid ? { status: 'error' as const } : {})}
      disabled={disabled}
      value={[...chosen]}
      placeholder="名称、简称、信用代码、拼音，可选多家"
      options={[...options, ...missing.map((one) => ({ value: one, label: labelOf(one) }))]}
      notFoundContent={text === '' ? '台账中还没有企业' : '没有找到这家企业，换一个说法再查'}
      showSearch={{ filterOption: false, onSearch: setText, autoClearSearchValue: true }}
      onChange={(next: readonly string[]) => onChange(next)}
    />
  );
}
