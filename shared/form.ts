/** A form as data: the screen draws it, the schema checks it, and a new field is one line here. */
export type FieldInput =
  | { readonly kind: 'text'; readonly maxLength?: number; readonly suggestions?: readonly string[] }
  | { readonly kind: 'multiline'; readonly rows?: number; readonly maxLength?: number }
  | { readonly kind: 'date' }
  | { readonly kind: 'month' }
  | { readonly kind: 'year' }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'integer'; readonly unit?: string }
  | {
      readonly kind: 'select';
      readonly options: readonly FieldOption[];
      readonly allowEmpty?: boolean;
      /** What it says while nothing is chosen: 请选择. */
      readonly emptyText?: string;
    }
  | { readonly kind: 'tags'; readonly placeholder?: string }
  /** Drawn by the feature itself (a picker of enterprises, a table of rows). */
  | { readonly kind: 'custom'; readonly widget: string };

export interface FieldOption {
  readonly value: string;
  readonly label: string;
}

export type FormValues = Readonly<Record<string, unknown>>;

export interface FormField<Name extends string = string> {
  readonly name: Name;
  readonly label: string;
  readonly input: FieldInput;
  readonly required?: boolean;
  /** Marked like a required one; that it is missing is said by the schema. */
  readonly requiredWhen?: (values: FormValues) => boolean;
  /** One line under the field. */
  readonly help?: string;
  readonly span?: 'half' | 'full';
  readonly visibleWhen?: (values: FormValues) => boolean;
}

export interface FormSection<Name extends string = string> {
  readonly title: string;
  readonly fields: readonly FormField<Name>[];
}

export interface FormSpec<Name extends string = string> {
  readonly sections: readonly FormSection<Name>[];
}

/** All fields that are visible with these values, in order. */
export function visibleFields<Name extends string>(
  spec: FormSpec<Name>,
  values: FormValues,
): FormField<Name>[] {
  return spec.sections
    .flatMap((section) => section.fields)
    .filter((field) => field.visibleWhen?.(values) ?? true);
}
