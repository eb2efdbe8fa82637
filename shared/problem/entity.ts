import { z } from 'zod';
import { canonicalJson } from '../log/canonical.ts';
import { date, defineEntity, integer, json, type JsonValue, text } from '../log/entity.ts';
import { composite, dateText } from '../log/formats.ts';

const day = z.string().refine(dateText.accepts);
const count = z.int().min(0).max(10_000);
/** The entries of 更正 that count, by what they say, or by their ids; an older program names none. */
const corrections = z.array(z.string());

/** Of a handling what is known: an older program names fewer. By shape, never by vocabulary. */
const handling = composite(
  'problem-handling',
  '办理情况',
  z
    .looseObject({
      state: z.string(),
      round: count,
      acceptedOn: day,
      host: z.string(),
      helpers: z.array(z.string()),
      assignedOn: day,
      hostDueOn: day,
      helperDueOn: day,
      extensions: count,
      answeredOn: day,
      endedOn: day,
      returns: count,
      lastOn: day,
      corrections,
      endedWith: z.array(z.string()).nullable(),
    })
    .partial(),
);
const handlingFields = z.object({ endedWith: z.array(z.string()).nullish() }).catchall(z.json());
const escalation = composite(
  'problem-escalation',
  '提请市级协调的日期和原因',
  z.looseObject({ on: day, reason: z.string(), times: count }),
);
const confirmation = composite(
  'problem-confirmation',
  '企业确认的日期、方式和是否满意',
  z.looseObject({
    on: day,
    way: z.string(),
    by: z.string(),
    satisfied: z.boolean(),
    note: z.string(),
    level: z.string(),
    round: count,
    corrections: corrections.optional(),
  }),
);
const entryFacts = composite(
  'problem-entry',
  '办理的日期、单位和内容',
  z.looseObject({ on: day, by: z.string(), text: z.string() }),
);

/** Two desks that ended it alike, and did not know of the same merged problems: it ended for all that any of them knew. */
function endedAlike(values: readonly JsonValue[]): JsonValue | undefined {
  const all = values.map((value) => handlingFields.safeParse(value).data);
  const alike = all.map((value) => value && { ...value, endedWith: null });
  const [first] = alike;
  if (!first || alike.some((value) => !value || canonicalJson(value) !== canonicalJson(first)))
    return undefined;
  const known = all.flatMap((value) => value?.endedWith ?? []);
  const isSaid = all.some((value) => Array.isArray(value?.endedWith));
  return { ...first, endedWith: isSaid ? [...new Set(known)].sort() : null };
}

/** 问题诉求. Partition: the enterprise. */
export const problemEntity = defineEntity({
  type: 'problem',
  label: '问题诉求',
  table: 'problem',
  place: 'enterprise',
  append: true,
  fields: {
    /** 问题, in one line */ title: text('问题'),
    detail: text('具体情况'),
    /** key of shared/problem/rules.ts */ category: text('类别'),
    raisedOn: date('提出日期'),
    /** 企业联系人 */ raisedBy: text('企业联系人'),
    phone: text('联系电话'),
    /** visit | meeting | call | letter | other */ source: text('来源'),
    /** The visit it was raised in; '' for none. */ visitId: text('所属走访'),
    handling: json('镇区办理', handling, 'both', endedAlike),
    cityHandling: json('市级办理', handling, 'city', endedAlike),
    escalation: json('提请市级协调', escalation),
    confirmation: json('企业确认', confirmation),
    /** The problem that goes on with this one; '' for none. */ mergedInto: text('并入的问题'),
  },
});

/** 办理记录: what was answered, asked, put off, explained, in the order it was written. Partition: the enterprise. */
export const problemEntryEntity = defineEntity({
  type: 'problemEntry',
  label: '问题办理记录',
  table: 'problem_entry',
  place: 'enterprise',
  append: true,
  fields: {
    problemId: text('问题'),
    /** One more than any its author had seen: what was seen stands before it, whatever the clocks say. */
    ordinal: integer('序号'),
    /** key of shared/problem/steps.ts */ kind: text('事项'),
    facts: json('内容', entryFacts),
  },
});
