/** 改写建议: the form in which a town words its own suggestion anew, and what it then proposes. Pure. */
import { z } from 'zod';
import { planForm, titleForm } from '../enterprise/form.ts';
import {
  optionalDate,
  planFields,
  poolMembership,
  type PoolMembership,
  titleFields,
} from '../enterprise/schema.ts';
import type { FormSpec, FormValues } from '../form.ts';
import { type DraftOfRecord, seenByEdit } from '../record/seen.ts';
import type { Proposal, Rewritable } from './contract.ts';

interface RewriteForm {
  readonly spec: FormSpec;
  readonly schema: z.ZodType;
  readonly values: FormValues;
}

interface TownName {
  readonly id: string;
  readonly name: string;
}

/** The fields that a town proposes, by kind of record. What was suggested of others cannot be worded anew. */
const proposable: Readonly<Record<string, readonly string[]>> = {
  enterprise: ['townId', 'pool'],
  title: Object.keys(titleFields.shape),
  plan: Object.keys(planFields.shape),
};

/** Whether a suggestion changes only what the forms of this program propose. */
export function isRewritable(entityType: string, fields: readonly string[]): boolean {
  const known = Object.hasOwn(proposable, entityType) ? proposable[entityType] : undefined;
  return known !== undefined && fields.every((field) => known.includes(field));
}

/** Begins with what was suggested, over what stands. */
export function rewriteForm(target: Rewritable, towns: readonly TownName[]): RewriteForm {
  const values = { ...target.standing, ...target.suggested };
  switch (target.entityType) {
    case 'title': {
      const blank = { level: '', certificateNumber: '', grantedOn: '', validUntil: '', note: '' };
      return { spec: titleForm, schema: titleFields, values: { ...blank, ...only(values, blank) } };
    }
    case 'plan': {
      const blank = { level: '', year: null, source: '' };
      return { spec: planForm, schema: planFields, values: { ...blank, ...only(values, blank) } };
    }
    case 'enterprise':
      return { spec: factsForm(target, towns), schema: facts, values: factsOf(target) };
  }
}

/** Undefined while the form has errors. */
export function rewrittenProposal(
  target: Rewritable,
  values: FormValues,
  about: { readonly enterpriseId: string; readonly replaces: string; readonly reason: string },
): Proposal | undefined {
  const base = { ...about, seen: target.seen };
  switch (target.entityType) {
    case 'title': {
      const { data: fields } = titleFields.safeParse(values);
      return fields && { ...base, entityType: 'title', fields };
    }
    case 'plan': {
      const { data: fields } = planFields.safeParse(values);
      return fields && { ...base, entityType: 'plan', fields };
    }
    case 'enterprise': {
      const { data } = facts.safeParse(values);
      return data && { ...base, entityType: 'enterprise', fields: factsAfter(target, data) };
    }
  }
}

/** Of a form half typed last week: what had been seen of the record's fields when the typing began. */
export function seenByRewrite(draft: DraftOfRecord): Rewritable['seen'] {
  return seenByEdit(draft, (name) => (poolParts.includes(name) ? 'pool' : name));
}

/** Fields of the form that are parts of 市培育库. */
const poolParts: readonly string[] = ['enteredOn', 'leftOn'];

function only(values: FormValues, names: object): FormValues {
  return Object.fromEntries(Object.entries(values).filter(([name]) => Object.hasOwn(names, name)));
}

/** 市培育库 after an enterprise entered it, or left it, on that day. */
export function poolAfter(before: PoolMembership | null, member: boolean, day: string): PoolMembership {
  return member
    ? { member: true, enteredOn: day, leftOn: '' }
    : { member: false, enteredOn: before?.enteredOn ?? '', leftOn: day };
}

/** Facts of an enterprise that the city keeps: '' leaves one as it is. */
const facts = z
  .object({
    townId: z.string().nullable(),
    pool: z.enum(['', 'in', 'out']).nullable(),
    enteredOn: optionalDate,
    leftOn: optionalDate,
  })
  .refine(({ townId, pool }) => Boolean(townId) || Boolean(pool), {
    message: '请至少填写一项；不再需要这条建议的，请撤回',
    path: [],
  });

function poolOf(value: unknown): PoolMembership | null {
  return poolMembership.safeParse(value).data ?? null;
}

function factsOf({ suggested }: Rewritable): FormValues {
  const pool = poolOf(suggested['pool']);
  return {
    townId: suggested['townId'] ?? '',
    pool: pool === null ? '' : pool.member ? 'in' : 'out',
    enteredOn: pool?.member === true ? pool.enteredOn : '',
    leftOn: pool?.member === false ? pool.leftOn : '',
  };
}

function factsAfter(
  { standing }: Rewritable,
  { townId, pool, enteredOn, leftOn }: z.output<typeof facts>,
): { townId?: string; pool?: PoolMembership } {
  return {
    ...(townId ? { townId } : {}),
    ...(pool
      ? { pool: poolAfter(poolOf(standing['pool']), pool === 'in', pool === 'in' ? enteredOn : leftOn) }
      : {}),
  };
}

function factsForm({ standing }: Rewritable, towns: readonly TownName[]): FormSpec {
  const others = towns.filter(({ id }) => id !== standing['townId']);
  return {
    sections: [
      {
        title: '',
        fields: [
          {
            name: 'townId',
            label: '所属镇区',
            input: {
              kind: 'select',
              options: others.map(({ id, name }) => ({ value: id, label: name })),
              allowEmpty: true,
              emptyText: '不改',
            },
            span: 'full',
          },
          {
            name: 'pool',
            label: '市培育库',
            input: {
              kind: 'select',
              options: [
                { value: 'in', label: '入库' },
                ...(poolOf(standing['pool']) === null ? [] : [{ value: 'out', label: '出库' }]),
              ],
              allowEmpty: true,
              emptyText: '不改',
            },
          },
          {
            name: 'enteredOn',
            label: '入库日期',
            input: { kind: 'date' },
            required: true,
            visibleWhen: ({ pool }) => pool === 'in',
          },
          {
            name: 'leftOn',
            label: '出库日期',
            input: { kind: 'date' },
            required: true,
            visibleWhen: ({ pool }) => pool === 'out',
          },
        ],
      },
    ],
  };
}
