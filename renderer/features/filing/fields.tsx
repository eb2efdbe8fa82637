/** The form's own fields: the leader on the date, the unit and the basis used before. */
import { Alert, AutoComplete, Button, Dropdown, Input } from 'antd';
import { type ReactNode, useDeferredValue } from 'react';
import { useNavigate } from 'react-router';
import { isDate } from '../../../shared/clock.ts';
import { leaderText } from '../../../shared/filing/rules.ts';
import { noLeaderText } from '../../../shared/filing/warnings.ts';
import { shortened } from '../../../shared/text/shortened.ts';
import { useCall } from '../../queries.ts';
import type { FieldWidgetProps } from '../../ui/FormView.tsx';
import { useStanding } from './StandingNotice.tsx';

/** A fact, not an input: who is linked on the day of the inspection, or what to do when nobody is. */
export function LeaderField({ values }: FieldWidgetProps): ReactNode {
  const navigate = useNavigate();
  const enterpriseId = textOf(values['enterpriseId']);
  const date = textOf(values['inspectionDate']);
  const isKnown = enterpriseId !== '' && isDate(date);
  const leader = useCall('filing.leader', { enterpriseId, date }, { enabled: isKnown });
  // Elsewhere nobody can be linked to it from here.
  const mayLink = useStanding(enterpriseId) === 'ours';
  if (!isKnown) return <span className="desk-none desk-field-fact">选定企业和检查日期后自动填写</span>;
  if (leader.data === undefined) return <span className="desk-none desk-field-fact">正在查找…</span>;
  if (leader.data === null)
    return (
      <Alert
        type="error"
        showIcon
        title={noLeaderText}
        action={
          mayLink ? (
            <Button
              size="small"
              tabIndex={-1}
              onClick={() => void navigate(`/enterprises/${encodeURIComponent(enterpriseId)}`)}
            >
              去建立挂钩联系
            </Button>
          ) : null
        }
      />
    );
  const { unit, fromDate, toDate } = leader.data;
  return (
    <span className="desk-field-fact">
      <strong>{leaderText(leader.data)}</strong>
      <span className="desk-none">
        {unit}　挂钩联系 {fromDate || '自始'} 至 {toDate || '今'}，按检查日期自动填写
      </span>
    </span>
  );
}

export function UnitField(props: FieldWidgetProps): ReactNode {
  const used = useCall('filing.suggest', {});
  const value = textOf(props.value);
  return (
    <AutoComplete
      id={props.id}
      aria-required
      {...(props.invalid ? { status: 'error' as const } : {})}
      disabled={props.disabled}
      value={value}
      placeholder="如：如皋市应急管理局"
      options={(used.data?.units ?? []).map((unit) => ({ value: unit }))}
      showSearch={{ filterOption: (typed, option) => (option?.value ?? '').includes(typed.trim()) }}
      onChange={(next: string) => props.onChange(next)}
    />
  );
}

export function BasisField(props: FieldWidgetProps): ReactNode {
  const unit = useDeferredValue(textOf(props.values['inspectingUnit']).slice(0, 1000));
  const used = useCall('filing.suggest', { unit }, { keepPrevious: true });
  const bases = used.data?.bases ?? [];
  return (
    <div className="desk-basis">
      <Input.TextArea
        id={props.id}
        aria-required
        {...(props.invalid ? { status: 'error' as const } : {})}
        disabled={props.disabled}
        value={textOf(props.value)}
        placeholder="写明法律依据和检查原因"
        autoSize={{ minRows: 3, maxRows: 14 }}
        onChange={(event) => props.onChange(event.target.value)}
      />
      {bases.length === 0 ? null : (
        <Dropdown
          trigger={['click']}
          menu={{
            style: { maxHeight: 320, overflowY: 'auto' },
            items: bases.map((basis, index) => ({ key: String(index), label: shortened(basis, 60) })),
            onClick: ({ key }) => props.onChange(withBasis(textOf(props.value), bases[Number(key)] ?? '')),
          }}
        >
          <Button size="small" tabIndex={-1}>
            用过的依据
          </Button>
        </Dropdown>
      )}
    </div>
  );
}

/** Below what is written already: nothing typed goes. */
function withBasis(written: string, basis: string): string {
  if (written.includes(basis)) return written;
  return written.trim() === '' ? basis : `${written.trimEnd()}\n${basis}`;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
