/** Which days a long list shows, beside its search box: 近一年 or all at a click, any other days to choose. */
import { CalendarOutlined } from '@ant-design/icons';
import { Button, Popover, Segmented } from 'antd';
import { type ReactNode, useState } from 'react';
import { isPeriod, type Period, PeriodChoice } from './PeriodChoice.tsx';
import { lastYears, periodText, recently } from './period.ts';
import { type TableQuery, withFilter } from './tableQuery.ts';

interface PeriodFilterProps {
  /** Key of the column whose days they are, and its title. */
  readonly column: string;
  readonly title: string;
  readonly query: TableQuery;
  readonly onQuery: (next: TableQuery) => void;
  /** YYYY-MM-DD */
  readonly today: string;
}

const everything = 'all';

export function PeriodFilter({ column, title, query, onQuery, today }: PeriodFilterProps): ReactNode {
  const [typed, setTyped] = useState<Period | null>(null);
  const values = query.filters[column];
  const isChosen = values !== undefined && values[0] !== recently;
  const [from = '', to = ''] = isChosen ? values : [];
  return (
    <>
      <Segmented
        aria-label={title}
        value={isChosen ? '' : (values?.[0] ?? everything)}
        options={[
          { value: recently, label: periodText([recently]) },
          { value: everything, label: '全部' },
        ]}
        onChange={(value) => onQuery(withFilter(query, column, value === recently ? [recently] : []))}
      />
      <Popover
        trigger="click"
        placement="bottomLeft"
        onOpenChange={() => setTyped(null)}
        content={
          <PeriodChoice
            period={typed ?? { from, to }}
            years={lastYears(today)}
            // In force as soon as both are days.
            onPeriod={(next) => {
              setTyped(next);
              if (isPeriod(next)) onQuery(withFilter(query, column, [next.from, next.to]));
            }}
          />
        }
      >
        <Button icon={<CalendarOutlined />} type={isChosen ? 'primary' : 'default'} ghost={isChosen}>
          {isChosen ? periodText(values) : title}
        </Button>
      </Popover>
    </>
  );
}
