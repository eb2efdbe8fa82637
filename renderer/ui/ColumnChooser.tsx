import { SettingOutlined } from '@ant-design/icons';
import { Button, Checkbox, Popover } from 'antd';
import { type ReactNode, useMemo } from 'react';
import { useLocalSetting } from './kitServices.tsx';
import type { DataColumn } from './tableColumns.tsx';

export interface ShownColumns<Row> {
  readonly columns: readonly DataColumn<Row>[];
  readonly isShown: (key: string) => boolean;
  readonly show: (key: string, shown: boolean) => void;
  readonly reset: () => void;
}

type Choices = Readonly<Record<string, boolean>>;

const noChoices: Choices = {};

/** The columns this officer chose for this list. Only departures from the default are kept, so new columns appear. */
export function useShownColumns<Row>(
  tableId: string,
  columns: readonly DataColumn<Row>[],
): ShownColumns<Row> {
  const [choices, setChoices] = useLocalSetting(`table/${tableId}/columns`, noChoices, readChoices);
  const shown = useMemo(
    () =>
      columns.filter((column) => column.always === true || (choices[column.key] ?? column.hidden !== true)),
    [columns, choices],
  );
  return {
    columns: shown,
    isShown: (key) => shown.some((column) => column.key === key),
    show: (key, value) => setChoices({ ...choices, [key]: value }),
    reset: () => setChoices(noChoices),
  };
}

export function ColumnChooser<Row>(props: {
  readonly columns: readonly DataColumn<Row>[];
  readonly shown: ShownColumns<Row>;
}): ReactNode {
  const list = (
    <div className="desk-column-list">
      {props.columns.map((column) => (
        <Checkbox
          key={column.key}
          checked={props.shown.isShown(column.key)}
          disabled={column.always ?? false}
          onChange={(event) => props.shown.show(column.key, event.target.checked)}
        >
          {column.title}
        </Checkbox>
      ))}
      <Button type="link" size="small" onClick={props.shown.reset}>
        恢复默认
      </Button>
    </div>
  );
  return (
    <Popover content={list} trigger="click" placement="bottomRight">
      <Button icon={<SettingOutlined />}>选择列</Button>
    </Popover>
  );
}

function readChoices(stored: unknown): Choices | null {
  if (typeof stored !== 'object' || stored === null) return null;
  return Object.fromEntries(
    Object.entries(stored).filter((entry): entry is [string, boolean] => typeof entry[1] === 'boolean'),
  );
}
