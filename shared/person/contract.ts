import { z } from 'zod';
import { dateMessage, isDate } from '../clock.ts';
import { entityId } from '../log/operation.ts';
import { seenHeads } from '../record/contract.ts';
import { command, query } from '../rpc.ts';
import { linkKinds } from './rules.ts';
import { typedLine, typedLines } from '../text/typed.ts';

const optionalDate = z.string().refine((text) => text === '' || isDate(text), dateMessage);
const short = typedLine().max(100, { message: '文字过长，请不超过 100 字' });

export const personFields = z
  .object({
    name: short.min(1, { message: '请填写姓名（重点责任部门可填部门名称）' }),
    post: short,
    unit: short,
    category: z.enum(linkKinds),
    phone: short,
    inOfficeFrom: optionalDate,
    inOfficeTo: optionalDate,
  })
  .refine(
    (person) => !person.inOfficeFrom || !person.inOfficeTo || person.inOfficeFrom <= person.inOfficeTo,
    {
      message: '任职止不能早于任职起',
      path: ['inOfficeTo'],
    },
  );
export type PersonFields = z.output<typeof personFields>;

export const person = z.object({
  id: z.string(),
  ...personFields.shape,
  /** Whether this desk may change the record. */
  editable: z.boolean(),
  /** Enterprises linked today. */
  linkedCount: z.int(),
  heads: seenHeads,
});
export type Person = z.output<typeof person>;

export const linkFields = z
  .object({
    personId: z.string().min(1, { message: '请选择挂钩人员' }).pipe(entityId),
    kind: z.enum(linkKinds),
    fromDate: optionalDate.refine((text) => text !== '', { message: '请填写开始日期' }),
    toDate: optionalDate,
    note: typedLines().max(500, { message: '备注请不超过 500 字' }),
  })
  .refine((link) => !link.toDate || link.fromDate <= link.toDate, {
    message: '结束日期不能早于开始日期',
    path: ['toDate'],
  });
export type LinkFields = z.output<typeof linkFields>;

export const link = z.object({
  id: z.string(),
  enterpriseId: z.string(),
  enterpriseName: z.string(),
  ...linkFields.shape,
  personName: z.string(),
  personPost: z.string(),
  personUnit: z.string(),
  editable: z.boolean(),
  heads: seenHeads,
});
export type Link = z.output<typeof link>;

const enterpriseIds = z.array(entityId).min(1).max(2000);

export const personContract = {
  'person.list': query(
    z.object({ category: z.enum(linkKinds).optional(), includeFormer: z.boolean().default(false) }),
    z.array(person),
  ),
  /**
   * In office, by any part of the name, pinyin or initials, the likeliest first; where nobody has the text, those whose names
   * are read as it is: 王建国 for 王建果. Nobody for no text.
   */
  'person.pick': query(
    z.object({ text: z.string().max(100) }),
    z.array(person.extend({ soundsAlike: z.boolean() })),
  ),
  'person.get': query(z.object({ id: entityId }), person),
  'person.create': command(z.object({ fields: personFields }), z.object({ id: entityId })),
  'person.update': command(
    z.object({ id: entityId, fields: personFields, seen: seenHeads }),
    z.object({ id: z.string() }),
  ),
  'person.remove': command(z.object({ id: entityId }), z.null()),
  /** All links of one enterprise, past ones too, latest begun first. */
  'link.byEnterprise': query(z.object({ enterpriseId: entityId }), z.array(link)),
  /** A leader's list of enterprises, past ones too. */
  'link.byPerson': query(z.object({ personId: entityId }), z.array(link)),
  /** The linked leaders of an enterprise on a date, by kind. */
  'link.onDate': query(z.object({ enterpriseId: entityId, date: optionalDate }), z.array(link)),
  /** What to warn of before saving; empty when all is well. */
  'link.check': query(
    z.object({ enterpriseId: entityId, id: entityId.optional(), fields: linkFields }),
    z.array(z.string()),
  ),
  'link.create': command(
    z.object({ enterpriseId: entityId, fields: linkFields }),
    z.object({ id: z.string() }),
  ),
  /** What `link.createMany` would do. */
  'link.checkMany': query(
    z.object({ enterpriseIds, fields: linkFields }),
    z.object({
      /** Linked anew. */ fresh: z.int(),
      /** Linked to that person already: left as they are. */ already: z.int(),
      /** Have another of the same kind in those days. */ occupied: z.int(),
      /** Links of others that would end the day before. */ lasting: z.int(),
    }),
  ),
  /** One person for many enterprises; with `endOthers` those of the same kind who are still linked end the day before. */
  'link.createMany': command(
    z.object({ enterpriseIds, fields: linkFields, endOthers: z.boolean() }),
    z.object({ created: z.int(), already: z.int(), ended: z.int() }),
  ),
  'link.update': command(
    z.object({ id: entityId, fields: linkFields, seen: seenHeads }),
    z.object({ id: z.string() }),
  ),
  'link.remove': command(z.object({ id: entityId }), z.null()),
};
