/** A form in a dialog, with its draft: filled in as it must be before it is saved. */
import { type ReactNode, useState } from 'react';
import type { FormSpec, FormValues } from '../../shared/form.ts';
import { Dialog } from './Dialog.tsx';
import { DraftNotice } from './DraftNotice.tsx';
import { FormView, type FormViewProps } from './FormView.tsx';
import { checkForm, type FieldErrors } from './formErrors.ts';
import type { Draft } from './useDraft.ts';

type Drawn<Values extends FormValues> = Pick<
  FormViewProps<Values>,
  'schema' | 'widgets' | 'labels' | 'autoFocus'
>;

export interface FormDialogProps<Values extends FormValues, Seen> extends Drawn<Values> {
  readonly draft: Draft<Values, Seen>;
  readonly form: FormSpec;
  readonly title: string;
  /** What the main button does; the title without it. */
  readonly okText?: string;
  readonly cancelText?: string;
  /** Pixels, 620 without it. */
  readonly width?: number;
  /** What becomes of the form when its draft is given up. */
  readonly discarded?: string;
  readonly busy: boolean;
  /** The form is not all there is to it. */
  readonly disabled?: boolean;
  /** Where some of them follow from elsewhere: what is shown and checked. */
  readonly values?: Values;
  readonly onPatch?: (change: Partial<Values>) => void;
  /** In place of what the form and its schema say. */
  readonly check?: () => FieldErrors;
  /** Called once nothing is found wrong. */
  readonly onSave: () => void;
  readonly onClose: () => void;
  /** Above the form: what it is about. */
  readonly children?: ReactNode;
  readonly below?: ReactNode;
}

/** Mounted while it is open. */
export function FormDialog<Values extends FormValues, Seen>(props: FormDialogProps<Values, Seen>): ReactNode {
  const { draft, form, title, schema, widgets, labels, autoFocus = true, values = draft.values } = props;
  const [errors, setErrors] = useState<FieldErrors>({});
  const onSave = (): void => {
    const found = props.check === undefined ? checkForm(form, values, schema) : props.check();
    setErrors(found);
    if (Object.keys(found).length === 0) props.onSave();
  };
  return (
    <Dialog
      draft={draft}
      width={props.width ?? 620}
      title={title}
      okText={props.okText ?? title}
      cancelText={props.cancelText ?? '取消'}
      confirmLoading={props.busy}
      okButtonProps={{ disabled: !draft.ready || props.disabled === true }}
      onOk={onSave}
      onCancel={props.onClose}
    >
      <DraftNotice draft={draft} explanation={props.discarded ?? '填写的内容将清空。'} />
      {props.children}
      {draft.ready ? (
        <FormView
          spec={form}
          values={values}
          onPatch={props.onPatch ?? draft.patch}
          errors={errors}
          onSave={onSave}
          autoFocus={autoFocus}
          columns={1}
          {...(schema === undefined ? {} : { schema })}
          {...(widgets === undefined ? {} : { widgets })}
          {...(labels === undefined ? {} : { labels })}
        />
      ) : null}
      {draft.ready ? props.below : null}
    </Dialog>
  );
}
