import { Button, Dropdown } from 'antd';
import { type ReactNode, useState } from 'react';

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
  const [open, setOpen] = useState(false);
  if (items.length === 0) return null;
  const choose = (key: string): void => {
    const item = items.find((each) => each.key === key);
    if (!item || item.barred !== undefined) return;
    setOpen(false);
    item.onClick();
  };
  return (
    <Dropdown
      trigger={['click']}
      open={open}
      onOpenChange={(next, { source }) => {
        if (source === 'trigger') setOpen(next);
      }}
      menu={{
        items: items.map(({ key, label, barred, danger = false }) => ({
          key,
          danger,
          ...(barred === undefined ? {} : { className: 'desk-menu-barred' }),
          label: barred === undefined ? label : <BarredLabel label={label} reason={barred} />,
        })),
        onClick: ({ key }) => choose(key),
      }}
    >
      <Button>更多</Button>
    </Dropdown>
  );
}

/** The menu's own disabled entries are passed over by the keys, and what is passed over is not read. */
function BarredLabel({ label, reason }: { readonly label: string; readonly reason: string }): ReactNode {
  return (
    <span
      title={reason}
      ref={(element) => element?.closest('[role="menuitem"]')?.setAttribute('aria-disabled', 'true')}
    >
      {label}
      <span className="desk-barred">{reason}</span>
    </span>
  );
}
