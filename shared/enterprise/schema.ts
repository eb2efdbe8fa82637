/** What an enterprise, its titles and its plans are made of, checked at every edge. Messages are read by officers. */
import { z } from 'zod';
import { dateMessage, isDate } from '../clock.ts';
import { creditCodeProblem, normaliseCreditCode } from './credit-code.ts';
import { levelKeys } from './levels.ts';
import { typedLine, typedLines } from '../text/typed.ts';

const short = typedLine().max(100, { message: '文字过长，请不超过 100 字' });
const long = typedLines().trim().max(2000, { message: '文字过长，请不超过 2000 字' });

/** YYYY-MM-DD, or '' when it is not known. */
export const optionalDate = z
  .string()
  .trim()
  .refine((text) => text === '' || isDate(text), dateMessage);

/** 统一社会信用代码, normalised; '' when it is not known. Refused with the reason when it cannot be right. */
export const creditCode = z
  .string()
  .max(60, { message: '统一社会信用代码应为 18 位' })
  .transform(normaliseCreditCode)
  .superRefine((code, context) => {
    const problem = code === '' ? null : creditCodeProblem(code);
    if (problem) context.addIssue({ code: 'custom', message: problem.reason });
  });

/** Profile facts: what the city and the town may both write. */
export const enterpriseProfile = z.object({
  name: short.min(2, { message: '请填写企业名称（营业执照上的全称）' }),
  formerNames: z
    .array(short)
    .max(20, { message: '曾用名请不超过 20 个' })
    .transform((names) => [...new Set(names.filter((name) => name !== ''))]),
  shortName: short,
  creditCode,
  address: short,
  industry: short,
  mainProduct: typedLine().max(500, { message: '文字过长，请不超过 500 字' }),
  legalRepresentative: short,
  contactName: short,
  contactPhone: short,
  foundedOn: optionalDate,
  note: long,
});
export type EnterpriseProfile = z.output<typeof enterpriseProfile>;
export type ProfileField = keyof EnterpriseProfile;
export const profileFields = Object.keys(enterpriseProfile.shape) as readonly ProfileField[];

export const emptyProfile: EnterpriseProfile = {
  name: '',
  formerNames: [],
  shortName: '',
  creditCode: '',
  address: '',
  industry: '',
  mainProduct: '',
  legalRepresentative: '',
  contactName: '',
  contactPhone: '',
  foundedOn: '',
  note: '',
};

/** 市培育库: whether it is in the pool, since when, and when it left. Null: it never was. */
export const poolMembership = z.object({
  member: z.boolean(),
  /** 入库日期, '' when not known */
  enteredOn: optionalDate,
  /** 出库日期, '' while it is in the pool */
  leftOn: optionalDate,
});
export type PoolMembership = z.output<typeof poolMembership>;

/** Levels that are entered as titles: the city's pool is `pool` of the enterprise itself. */
export const titleLevelKeys = levelKeys.filter((key) => key !== 'city-pool');

export const titleFields = z
  .object({
    level: z.enum(titleLevelKeys, { error: '请选择级别' }),
    certificateNumber: short,
    /** 认定日期, '' when not known */
    grantedOn: optionalDate,
    /** 有效期至 (last valid day), '' when not stated */
    validUntil: optionalDate,
    note: long,
  })
  .refine((title) => !title.grantedOn || !title.validUntil || title.grantedOn <= title.validUntil, {
    message: '有效期不能早于认定日期',
    path: ['validUntil'],
  });
export type TitleFields = z.output<typeof titleFields>;

export const planFields = z.object({
  level: z.enum(titleLevelKeys, { error: '请选择申报级别' }),
  year: z
    .int({ message: '请填写四位年份，如 2023' })
    .min(2015, { message: '年份应在 2015 至 2100 之间' })
    .max(2100, { message: '年份应在 2015 至 2100 之间' }),
  source: short,
});
export type PlanFields = z.output<typeof planFields>;
