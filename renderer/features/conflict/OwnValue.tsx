/** 另写一种: neither of the two, by the field's own editor. What is typed is kept as a draft like everything else. */
import { Button } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import type { Conflict } from '../../../shared/conflict/contract.ts';
import type { FieldEditor } from '../../../shared/conflict/editor.ts';
import type { FormSpec } from '../../../shared/form.ts';
import { useCommand } from '../../commands.ts';
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

export const ownValueKey = ({ entityType, entityId, field }: Conflict): string =>
  `conflict:${entityType}:${entityId}:${field}`;

export function OwnValue({ conflict, editor, onSettled }: OwnValueProps): ReactNode {
  const { entityType, entityId, field, values } = conflict;
  const shown = values.find((value) => value.isShown) ?? values[0];
  const draft = useDraft(ownValueKey(conflict), { [field]: shown?.value });
  const [errors, setErrors] = useState<FieldErrors>({});
  const spec = useMemo(
    (): FormSpec => ({ sections: [{ title: '', fields: [{ ...editor.field, label: '另写一种' }] }] }),
    [editor],
  );
  const settle = useCommand('conflict.settle', {
    doneText: settledText,
    onDone: () => void draft.finish().then(onSettled),
  });
  // What was filled in beforehand is one of those to choose from.
  const isOwn = textOf(draft.values[field]) !== textOf(shown?.value);
  const save = (): void => {
    if (!isOwn) return;
    const found = checkForm(spec, draft.values, editor.schema);
    setErrors(found);
    if (Object.keys(found).length > 0) return;
    settle.mutate({
      entityType,
      entityId,
      field,
      // The schema of the field has just read it, so it is JSON.
      value: draft.values[field] as string,
      seen: values.map((value) => value.opId),
    });
  };
  return (
    <>
      {draft.ready ? (
        <FormView
          spec={spec}
          values={draft.values}
          onPatch={draft.patch}
          errors={errors}
          schema={editor.schema}
          onSave={save}
          labels="top"
          columns={1}
          autoFocus
        />
      ) : null}
      <div className="desk-settle-foot">
        <Button
          type="primary"
          data-primary-action=""
          disabled={!isOwn}
          loading={settle.isPending}
          onClick={save}
        >
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
