/** 企业名称 in a form: found by any part of the name, former name, code, pinyin or initials. */
import { Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { useCall } from './queries.ts';
import type { FieldWidgetProps } from './ui/FormView.tsx';

interface EnterpriseOption {
  readonly value: string;
  readonly label: string;
  readonly detail: string;
  readonly disabled: boolean;
  /** Why it cannot be chosen. */
  readonly title: string;
}

function enterpriseOption({ data }: { readonly data: EnterpriseOption }): ReactNode {
  return (
    <span className="desk-option">
      {data.label}
      <span className="desk-none">{data.detail}</span>
    </span>
  );
}

/** The value is the enterprise's id; its name is kept beside it in `enterpriseName`. */
export function EnterpriseField(props: FieldWidgetProps): ReactNode {
  const [text, setText] = useState('');
  const found = useCall('enterprise.pick', { text, limit: 20 }, { keepPrevious: true });
  const value = textOf(props.value);
  const name = textOf(props.values['enterpriseName']);
  const options = (found.data ?? []).map((enterprise) => ({
    value: enterprise.id,
    label: enterprise.name,
    detail: enterprise.editable
      ? [enterprise.soundsAlike ? '是否为这家？读音相同' : '', enterprise.townName, enterprise.creditCode]
          .filter(Boolean)
          .join(' · ')
      : '已改派或收回',
    title: enterprise.editable ? '' : '这家企业已由市里改派或收回，本机只能查看',
    disabled: !enterprise.editable,
  }));
  return (
    <Select
      id={props.id}
      aria-required
      {...(props.invalid ? { status: 'error' as const } : {})}
      disabled={props.disabled}
      // With its name, so that it need not stand among the hits: Enter takes the first of them.
      labelInValue
      value={
        value === ''
          ? null
          : { value, label: options.find((option) => option.value === value)?.label ?? name }
      }
      placeholder="名称、简称、信用代码、拼音"
      options={options}
      optionRender={enterpriseOption}
      notFoundContent={text === '' ? '台账中还没有企业' : '没有找到这家企业，换一个说法再查'}
      showSearch={{ filterOption: false, onSearch: setText }}
      onChange={(chosen) =>
        props.onPatch({
          enterpriseId: chosen?.value ?? '',
          enterpriseName: options.find((option) => option.value === chosen?.value)?.label ?? '',
        })
      }
    />
  );
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
