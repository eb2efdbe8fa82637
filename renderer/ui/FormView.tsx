/** Draws a form that shared/<feature>/form.ts describes. Values live with the caller, usually in useDraft. */
import {
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useEffectEvent,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react';
import { type FormField, type FormSpec, type FormValues, visibleFields } from '../../shared/form.ts';
import type { z } from 'zod';
import { checkForm, type FieldErrors, inputError, isEmpty } from './formErrors.ts';
import { enterGoesOn, focusFieldNamed, focusNextField } from './formFocus.ts';
import { renderInput } from './formInputs.tsx';
import { isComposing, useHotkey } from './hotkeys.ts';
import { isReturning } from './returning.ts';

/** What a feature's own field is given: a picker of enterprises, a table of rows. */
export interface FieldWidgetProps {
  readonly id: string;
  readonly field: FormField;
  readonly value: unknown;
  readonly values: FormValues;
  readonly onChange: (value: unknown) => void;
  /** Fills in other fields too, such as the leader that follows from the enterprise. */
  readonly onPatch: (change: FormValues) => void;
  readonly invalid: boolean;
  readonly disabled: boolean;
}

export type FieldWidget = (props: FieldWidgetProps) => ReactNode;

export interface FormViewProps<Values extends FormValues> {
  readonly spec: FormSpec;
  readonly values: Values;
  readonly onPatch: (change: Partial<Values>) => void;
  /** From checkForm. When errors appear, the first is focused; each goes away as soon as it is mended. */
  readonly errors?: FieldErrors;
  /** The schema that checkForm was given; without it its sentences stand until their own field changes. */
  readonly schema?: z.ZodType;
  /** Ctrl+S, wherever the focus is. */
  readonly onSave?: () => void;
  /** For fields of kind `custom`, by widget name. */
  readonly widgets?: Readonly<Record<string, FieldWidget>>;
  readonly labels?: 'left' | 'top';
  readonly columns?: 1 | 2;
  readonly disabled?: boolean;
  /** The first field, or the one of that name. */
  readonly autoFocus?: boolean | string;
}

const noErrors: FieldErrors = {};

export function FormView<Values extends FormValues>(props: FormViewProps<Values>): ReactNode {
  const { spec, values, onSave, errors: found = noErrors, labels = 'left', columns = 2 } = props;
  const form = useRef<HTMLFormElement>(null);
  useHotkey('mod+s', onSave);

  useEffect(() => {
    // After the desk was locked the focus goes back to where it was.
    if (props.autoFocus === undefined || props.autoFocus === false) return;
    if (form.current !== null && !isReturning())
      focusFieldNamed(form.current, props.autoFocus === true ? null : props.autoFocus);
  }, [props.autoFocus]);

  // Only new errors move the focus; typing must not.
  const focusFirst = useEffectEvent((errors: FieldErrors) => {
    const first = visibleFields(spec, values).find((field) => errors[field.name] !== undefined);
    if (first !== undefined && form.current !== null) focusFieldNamed(form.current, first.name);
  });
  useEffect(() => focusFirst(found), [found]);
  const errors = useStandingErrors(props, found);

  const onKeyDown = (event: KeyboardEvent<HTMLFormElement>): void => {
    if (event.key !== 'Enter' || event.altKey || event.shiftKey || isComposing(event.nativeEvent)) return;
    const withCtrl = event.ctrlKey || event.metaKey;
    if (!(event.target instanceof Element) || !enterGoesOn(event.target, withCtrl)) return;
    // Lists and calendars hang outside the form, though React hands us their keys.
    if (!event.currentTarget.contains(event.target)) return;
    // A closed list would open on Enter: going on comes first, so the event must not reach it.
    event.preventDefault();
    event.stopPropagation();
    focusNextField(event.currentTarget, event.target);
  };

  return (
    <form
      ref={form}
      className={`desk-form desk-form-${labels} desk-form-columns-${columns}`}
      noValidate
      autoComplete="off"
      onSubmit={(event) => event.preventDefault()}
      onKeyDownCapture={onKeyDown}
    >
      {errors[''] === undefined ? null : (
        <div className="desk-form-error" role="alert">
          {errors['']}
        </div>
      )}
      {spec.sections.map((section) => {
        const fields = section.fields.filter((field) => field.visibleWhen?.(values) ?? true);
        if (fields.length === 0) return null;
        return (
          <section key={section.title} className="desk-form-section">
            {section.title === '' ? null : <h2>{section.title}</h2>}
            <div className="desk-form-grid">
              {fields.map((field) => (
                <FieldRow
                  key={field.name}
                  field={field}
                  values={values}
                  error={errors[field.name]}
                  disabled={props.disabled ?? false}
                  widgets={props.widgets}
                  onPatch={(change) => props.onPatch(change as Partial<Values>)}
                />
              ))}
            </div>
          </section>
        );
      })}
    </form>
  );
}

/**
 * Of the errors that the last save found, those that still stand, in the words that fit what is typed now. No new ones: the
 * officer may still be on the way to the other fields.
 */
function useStandingErrors<Values extends FormValues>(
  { spec, values, schema }: FormViewProps<Values>,
  found: FieldErrors,
): FieldErrors {
  const [judged, setJudged] = useState({ found, values });
  if (judged.found !== found) setJudged({ found, values });
  return useMemo(() => {
    if (Object.keys(found).length === 0) return found;
    const now = checkForm(spec, values, schema);
    const stands = (name: string, sentence: string): string | undefined => {
      const untouched = name === '' || values[name] === judged.values[name];
      return now[name] ?? (schema === undefined && untouched ? sentence : undefined);
    };
    const standing = Object.entries(found).map(([name, sentence]) => [name, stands(name, sentence)] as const);
    return Object.fromEntries(
      standing.filter((entry): entry is readonly [string, string] => entry[1] !== undefined),
    );
  }, [spec, values, schema, found, judged]);
}

interface FieldRowProps {
  readonly field: FormField;
  readonly values: FormValues;
  readonly error: string | undefined;
  readonly disabled: boolean;
  readonly widgets: Readonly<Record<string, FieldWidget>> | undefined;
  readonly onPatch: (change: FormValues) => void;
}

function FieldRow({ field, values, error, disabled, widgets, onPatch }: FieldRowProps): ReactNode {
  const id = useId();
  const [left, setLeft] = useState(false);
  const value = values[field.name];
  // A wrong date is said when the field is left, not while it is being typed.
  const shown = error ?? (left && !isEmpty(value) ? inputError(field.input, value) : null);
  const invalid = shown !== null;
  const onChange = (next: unknown): void => onPatch({ [field.name]: next });
  const wide = field.span === 'full' || (field.span === undefined && field.input.kind === 'multiline');
  const helpId = `${id}-help`;
  const errorId = `${id}-error`;
  const describedBy =
    [field.help === undefined ? '' : helpId, invalid ? errorId : ''].filter(Boolean).join(' ') || undefined;
  return (
    <div
      className={wide ? 'desk-field desk-field-wide' : 'desk-field'}
      data-field={field.name}
      onFocus={() => setLeft(false)}
      onBlur={() => setLeft(true)}
    >
      <label htmlFor={id} className="desk-field-label">
        {field.required === true || field.requiredWhen?.(values) === true ? (
          <span className="desk-required" title="必填" aria-hidden="true">
            *
          </span>
        ) : null}
        {field.label}
      </label>
      <div className="desk-field-body" data-field-control="">
        {field.input.kind === 'custom'
          ? renderWidget(widgets, field.input.widget, {
              id,
              field,
              value,
              values,
              onChange,
              onPatch,
              invalid,
              disabled,
            })
          : renderInput(field.input, {
              id,
              value,
              onChange,
              invalid,
              required: field.required ?? false,
              disabled,
              describedBy,
            })}
        {invalid ? (
          <div id={errorId} className="desk-field-error" role="alert">
            {shown}
          </div>
        ) : null}
        {field.help === undefined ? null : (
          <div id={helpId} className="desk-field-help">
            {field.help}
          </div>
        )}
      </div>
    </div>
  );
}

function renderWidget(
  widgets: Readonly<Record<string, FieldWidget>> | undefined,
  name: string,
  props: FieldWidgetProps,
): ReactNode {
  const draw = widgets?.[name];
  if (draw === undefined) throw new Error(`no widget is registered for the custom field "${name}"`);
  return <WidgetSlot draw={draw} {...props} />;
}

/** A stable place for a widget: one that was written inline, new with every render, must not lose its focus. */
function WidgetSlot({ draw, ...props }: FieldWidgetProps & { readonly draw: FieldWidget }): ReactNode {
  return draw(props);
}
