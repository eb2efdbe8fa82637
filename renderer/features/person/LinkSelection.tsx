import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { markOfSet } from '../../../shared/draft/place.ts';
import { useDrafts } from '../../drafts.ts';
import { useOpenForm } from '../../ui/openForm.ts';
import { LinkManyDialog } from './LinkManyDialog.tsx';

const prefix = 'links:chosen:';

/** 建立挂钩 over the ledger: for the ticked enterprises at once. */
export function LinkSelection(props: {
  readonly ids: readonly string[];
  readonly onDone: () => void;
}): ReactNode {
  const [form, setForm] = useOpenForm();
  // As they were ticked when it was opened; what is taken up again knows its own.
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const kept = useDrafts(prefix, { enabled: form.startsWith(prefix) });
  const keyOf = (ids: readonly string[]): string => prefix + markOfSet(ids);
  const isFresh = chosen.length > 0 && form === keyOf(chosen);
  const close = (): void => setForm('');
  return (
    <>
      <Button
        disabled={props.ids.length === 0}
        onClick={() => {
          setChosen(props.ids);
          setForm(keyOf(props.ids));
        }}
      >
        建立挂钩
      </Button>
      {isFresh || kept?.some(({ key }) => key === form) === true ? (
        <LinkManyDialog
          key={form}
          formKey={form}
          {...(isFresh ? { enterpriseIds: chosen } : {})}
          onClose={close}
          onDone={() => {
            close();
            props.onDone();
          }}
        />
      ) : null}
    </>
  );
}
