import { Button, Dropdown } from 'antd';
import type { ReactNode } from 'react';

export interface MoreItem {
  readonly key: string;
  readonly label: string;
  /** Why it cannot be done now: shown greyed out, with the reason under it. */
  readonly barred?: string;
  readonly danger?: boolean;
  readonly onClick: () => void;
}

/** 更多: what is seldom done stands behind it, deleting among it. Nothing without an entry. */
export function MoreMenu({ items }: { readonly items: readonly MoreItem[] }): ReactNode {
  if (items.length === 0) return null;
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: items.map(({ key, label, barred, danger = false }) => ({
          key,
          danger,
          disabled: barred !== undefined,
          label:
            barred === undefined ? (
              label
            ) : (
              <span title={barred}>
                {label}
                <span className="desk-barred">{barred}</span>
              </span>
            ),
        })),
        onClick: ({ key }) => items.find((item) => item.key === key)?.onClick(),
      }}
    >
      <Button>更多</Button>
    </Dropdown>
  );
}
