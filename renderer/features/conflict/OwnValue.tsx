/** 另写一种: neither of the two, by the field's own editor. What is typed is kept as a draft like everything else. */
import { Button } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import type { Conflict } from '../../../shared/conflict/contract.ts';
import type { FieldEditor } from '../../../shared/conflict/editor.ts';
import type { FormSpec } from '../../../shared/form.ts';
import { useSave } from '../../save.ts';
import { DraftNotice } from '../../ui/DraftNotice.tsx';
import { DraftNote } from '../../ui/FormActions.tsx';
import { FormView } from '../../ui/FormView.tsx';
import { checkForm, type FieldErrors } from '../../ui/formErrors.ts';
import { useDraft } from '../../ui/useDraft.ts';
import { settledText } from './words.ts';

interface OwnValueProps {
  readonly conflict: Conflict;
  readonly editor: FieldEditor;
  readonly onSettled: () => void;
}

export const ownValuePrefix = 'conflict:';

export const ownValueKey = ({ entityType, entityId, field }: Conflict): string =>
  `${ownValuePrefix}${entityType}:${entityId}:${field}`;

/** The values it is written over, whichever order they stand in. */
export const seenValues = ({ values }: Conflict): string[] => values.map(({ opId }) => opId).toSorted();

/** Mounted for one conflict, and anew when its values have changed. */
export function OwnValue({ conflict, editor, onSettled }: OwnValueProps): ReactNode {
  const { entityType, entityId, field, values } = conflict;
  const shown = values.find((value) => value.isShown) ?? values[0];
  const draft = useDraft(ownValueKey(conflict), { [field]: shown?.value }, seenValues(conflict));
  const [errors, setErrors] = useState<FieldErrors>({});
  const spec = useMemo(
    (): FormSpec => ({ sections: [{ title: '', fields: [{ ...editor.field, label: '另写一种' }] }] }),
    [editor],
  );
  const { save, busy } = useSave(draft, { doneText: settledText });
  // What was filled in beforehand is one of those to choose from.
  const isOwn = textOf(draft.values[field]) !== textOf(shown?.value);
  const onSave = (): void => {
    if (!isOwn) return;
    const found = checkForm(spec, draft.values, editor.schema);
    setErrors(found);
    if (Object.keys(found).length > 0) return;
    // The schema of the field has just read it, so it is JSON.
    const value = draft.values[field] as string;
    save('conflict.settle', { entityType, entityId, field, value, seen: seenValues(conflict) }, onSettled);
  };
  return (
    <>
      <DraftNotice draft={draft} explanation="另写的一种将清除，各方的写法都还在。" />
      {draft.ready ? (
        <FormView
          spec={spec}
          values={draft.values}
          onPatch={draft.patch}
          errors={errors}
          schema={editor.schema}
          onSave={onSave}
          labels="top"
          columns={1}
          autoFocus
        />
      ) : null}
      <div className="desk-settle-foot">
        <Button type="primary" data-primary-action="" disabled={!isOwn} loading={busy} onClick={onSave}>
          定下
        </Button>
        <DraftNote status={draft.status} />
      </div>
    </>
  );
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : (JSON.stringify(value) ?? '');
}
