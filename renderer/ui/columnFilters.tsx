/** What opens behind the funnel in a column's heading: a text that must occur, or choices to tick. */
import { Button, Checkbox, Input } from 'antd';
import type { FilterDropdownProps } from 'antd/es/table/interface';
import { type ReactNode, useEffect, useEffectEvent, useState } from 'react';
import type { FieldOption } from '../../shared/form.ts';

export function TextFilter(props: FilterDropdownProps & { readonly title: string }): ReactNode {
  const { selectedKeys, setSelectedKeys, confirm, clearFilters } = props;
  return (
    <div className="desk-text-filter">
      <Input
        autoFocus
        value={String(selectedKeys[0] ?? '')}
        placeholder={`${props.title}中含有`}
        onChange={(event) => setSelectedKeys(event.target.value === '' ? [] : [event.target.value])}
        onPressEnter={() => confirm()}
      />
      <Button type="primary" onClick={() => confirm()}>
        筛选
      </Button>
      <Button
        onClick={() => {
          clearFilters?.();
          confirm();
        }}
      >
        清除
      </Button>
    </div>
  );
}

/** Gone while it is closed. */
interface ChoiceFilterProps extends FilterDropdownProps {
  readonly title: string;
  readonly options: readonly FieldOption[];
}

/** More choices than these are searched. */
const mostAtAGlance = 12;

/** antd's own has ticks without a name. Leaving it in whatever way takes the ticks as they stand. */
export function ChoiceFilter(props: ChoiceFilterProps): ReactNode {
  const { title, options, selectedKeys, setSelectedKeys, confirm } = props;
  const [text, setText] = useState('');
  const choose = (keys: readonly string[]): void => setSelectedKeys([...keys]);
  const take = useEffectEvent(() => confirm({ closeDropdown: false }));
  useEffect(() => () => take(), []);
  const chosen = selectedKeys.map(String);
  const shown = options.filter(({ label }) => label.includes(text.trim()));
  return (
    <div className="desk-choice-filter">
      {options.length > mostAtAGlance ? (
        <Input
          autoFocus
          allowClear
          aria-label={`在${title}中查找`}
          placeholder="在筛选项中查找"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      ) : null}
      <div className="desk-choice-list" role="group" aria-label={title}>
        {shown.map(({ value, label }) => (
          <Checkbox
            key={value}
            checked={chosen.includes(value)}
            onChange={({ target }) =>
              choose(target.checked ? [...chosen, value] : chosen.filter((other) => other !== value))
            }
          >
            {label}
          </Checkbox>
        ))}
        {shown.length === 0 ? <span className="desk-none">没有这一项</span> : null}
      </div>
      <div className="desk-choice-foot">
        <Button size="small" type="link" disabled={chosen.length === 0} onClick={() => choose([])}>
          清除
        </Button>
        <Button size="small" type="primary" onClick={() => confirm()}>
          确定
        </Button>
      </div>
    </div>
  );
}
