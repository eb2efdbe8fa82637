/** Fields that only problems have: 主办 and 协办 named before, and the problem that another goes on as. */
import { AutoComplete, Select } from 'antd';
import type { ReactNode } from 'react';
import { openStates } from '../../../shared/problem/rules.ts';
import { useCall } from '../../queries.ts';
import type { FieldWidgetProps } from '../../ui/FormView.tsx';

export function UnitField(props: FieldWidgetProps): ReactNode {
  const used = useCall('problem.units', {});
  return (
    <AutoComplete
      id={props.id}
      aria-required
      {...(props.invalid ? { status: 'error' as const } : {})}
      disabled={props.disabled}
      value={textOf(props.value)}
      placeholder="如：市人社局"
      options={(used.data ?? []).map((unit) => ({ value: unit }))}
      showSearch={{ filterOption: (typed, option) => (option?.value ?? '').includes(typed.trim()) }}
      onChange={(next: string) => props.onChange(next)}
    />
  );
}

export function UnitsField(props: FieldWidgetProps): ReactNode {
  const used = useCall('problem.units', {});
  const host = textOf(props.values['host']);
  return (
    <Select
      id={props.id}
      mode="tags"
      {...(props.invalid ? { status: 'error' as const } : {})}
      disabled={props.disabled}
      value={Array.isArray(props.value) ? props.value : []}
      placeholder="没有协办单位的不填"
      tokenSeparators={['、', '，', ',', ';', '；']}
      options={(used.data ?? [])
        .filter((unit) => unit !== host)
        .map((unit) => ({ value: unit, label: unit }))}
      onChange={(next: unknown[]) => props.onChange(next)}
    />
  );
}

/** Other open problems of the same enterprise. */
export function ProblemField(props: FieldWidgetProps): ReactNode {
  const list = useCall('problem.list', {
    filter: { enterpriseId: textOf(props.values['enterpriseId']), states: [...openStates] },
    offset: 0,
    limit: 200,
  });
  const self = textOf(props.values['problemId']);
  return (
    <Select
      id={props.id}
      aria-required
      {...(props.invalid ? { status: 'error' as const } : {})}
      disabled={props.disabled}
      value={textOf(props.value) === '' ? undefined : textOf(props.value)}
      placeholder="选择同一企业的另一个问题"
      notFoundContent="这家企业没有其他在办问题"
      options={(list.data?.rows ?? [])
        .filter(({ id }) => id !== self)
        .map(({ id, title, raisedOn }) => ({ value: id, label: `${raisedOn}　${title}` }))}
      onChange={(next: string) => props.onChange(next)}
    />
  );
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
