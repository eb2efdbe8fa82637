import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { LinkManyDialog } from './LinkManyDialog.tsx';

/** 建立挂钩 over the ledger: for the ticked enterprises at once. */
export function LinkSelection(props: {
  readonly ids: readonly string[];
  readonly onDone: () => void;
}): ReactNode {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button disabled={props.ids.length === 0} onClick={() => setOpen(true)}>
        建立挂钩
      </Button>
      {open ? (
        <LinkManyDialog
          enterpriseIds={props.ids}
          onClose={() => setOpen(false)}
          onDone={() => {
            setOpen(false);
            props.onDone();
          }}
        />
      ) : null}
    </>
  );
}
