/** The editor of one field by itself: as its form draws it and its schema checks it. Pure. */
import { z } from 'zod';
import { planForm, profileForm, titleForm } from '../enterprise/form.ts';
import { enterpriseProfile, planFields, titleFields } from '../enterprise/schema.ts';
import { filingFields } from '../filing/contract.ts';
import { filingForm } from '../filing/form.ts';
import type { FieldInput, FormField, FormSpec } from '../form.ts';
import { decisionDraft, meetingFields } from '../meeting/contract.ts';
import { meetingForm } from '../meeting/form.ts';
import { linkFields, personFields } from '../person/contract.ts';
import { linkForm, personForm } from '../person/form.ts';

export interface FieldEditor {
  readonly field: FormField;
  readonly schema: z.ZodType;
}

interface Form {
  readonly spec: FormSpec;
  readonly schemas: Readonly<Record<string, z.ZodType>>;
}

const decisionForm: FormSpec = {
  sections: [
    {
      title: '',
      fields: [
        { name: 'what', label: '事项', input: { kind: 'multiline', rows: 3 }, required: true },
        { name: 'who', label: '责任单位（人）', input: { kind: 'text' } },
        { name: 'dueDate', label: '完成时限', input: { kind: 'date' } },
      ],
    },
  ],
};

const links: Form = { spec: linkForm([]), schemas: linkFields.shape };

const forms: Readonly<Record<string, Form>> = {
  enterprise: { spec: profileForm, schemas: enterpriseProfile.shape },
  title: { spec: titleForm, schemas: titleFields.shape },
  plan: { spec: planForm, schemas: planFields.shape },
  person: { spec: personForm('city'), schemas: personFields.shape },
  link: links,
  cityLeaderLink: links,
  filing: { spec: filingForm, schemas: filingFields.shape },
  meeting: { spec: meetingForm, schemas: meetingFields.shape },
  decision: { spec: decisionForm, schemas: decisionDraft.shape },
};

/** Widgets that help while a whole form is filled in; by itself the field is plain text. */
const plainInputs: Readonly<Record<string, FieldInput>> = {
  creditCode: { kind: 'text', maxLength: 40 },
  shortName: { kind: 'text', maxLength: 100 },
  unit: { kind: 'text', maxLength: 100 },
  basis: { kind: 'multiline', rows: 4 },
};

/** Null for fields that are only ever chosen or moved step by step (a leader, a status): one of the standing values is taken. */
export function editorOf(entityType: string, fieldName: string): FieldEditor | null {
  const form = Object.hasOwn(forms, entityType) ? forms[entityType] : undefined;
  const field = form?.spec.sections
    .flatMap((section) => section.fields)
    .find(({ name }) => name === fieldName);
  const schema = form && Object.hasOwn(form.schemas, fieldName) ? form.schemas[fieldName] : undefined;
  if (!field || !schema) return null;
  const input = field.input.kind === 'custom' ? plainInputs[field.input.widget] : field.input;
  // People are chosen from those this desk knows; here nobody is offered.
  if (!input || (input.kind === 'select' && input.options.length === 0)) return null;
  const { visibleWhen: _always, ...shown } = field;
  return { field: { ...shown, input, span: 'full' }, schema: z.object({ [fieldName]: schema }) };
}
