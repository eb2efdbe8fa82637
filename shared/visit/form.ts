/** 走访服务 as it is written down on site: only what is needed, and nothing of an inspection. */
import { z } from 'zod';
import { isDate } from '../clock.ts';
import type { FormField, FormSpec } from '../form.ts';
import { noneDueBefore, typedRows } from '../form-rows.ts';
import { chosenEnterprise, leaderInput, promiseDraft, visitFields, visitProblemDraft } from './contract.ts';

const leader: FormField = {
  name: 'leader',
  label: '走访领导',
  input: { kind: 'custom', widget: 'leader' },
  required: true,
};
const purpose: FormField = { name: 'purpose', label: '走访事由', input: { kind: 'text', maxLength: 200 } };

export const visitForm: FormSpec = {
  sections: [
    {
      title: '',
      fields: [
        {
          name: 'enterpriseId',
          label: '企业名称',
          input: { kind: 'custom', widget: 'enterprise' },
          required: true,
          // Where it is known already it stands in the heading.
          visibleWhen: ({ isOpen }) => isOpen === true,
        },
        leader,
        { name: 'visitedOn', label: '走访日期', input: { kind: 'date' }, required: true },
        {
          name: 'plannedId',
          label: '走访计划',
          input: { kind: 'custom', widget: 'plan' },
          requiredWhen: ({ isPlanned }) => isPlanned === true,
          visibleWhen: ({ hasPlans, isPlanLost }) => isPlanLost === true || hasPlans === true,
        },
        { ...purpose, visibleWhen: ({ purpose: text }) => typeof text === 'string' && text !== '' },
        { name: 'hosts', label: '企业参加人员', input: { kind: 'text', maxLength: 200 } },
        {
          name: 'participants',
          label: '同行人员',
          input: { kind: 'tags', placeholder: '输入一个，按 Enter 再输入下一个' },
        },
        {
          name: 'said',
          label: '企业反映情况',
          input: { kind: 'multiline', rows: 3, maxLength: 5000 },
        },
        { name: 'promises', label: '承诺事项', input: { kind: 'custom', widget: 'promises' } },
        { name: 'problems', label: '企业问题', input: { kind: 'custom', widget: 'problems' } },
        {
          name: 'note',
          label: '备注',
          input: { kind: 'text', maxLength: 2000 },
          visibleWhen: ({ isMade }) => isMade === true,
        },
      ],
    },
  ],
};

/** 走访计划 of a new visit: the id of the planned one that this was, `ownTrip`, or null until it is said. */
const trip = z.string().nullable();
export const ownTrip = '';

/**
 * What the form holds, whole; nobody has called on a day to come. `today`: YYYY-MM-DD. `isPlanned`: the same leader has a
 * visit planned, so that it must be said whether this was it.
 */
export function visitFormValues(today: string, isPlanned = false) {
  const whole = visitFields.extend({
    visitedOn: visitFields.shape.visitedOn.refine((day) => !isDate(day) || day <= today, {
      message: '走访日期还没有到；将要进行的走访请在走访计划中安排',
    }),
    enterpriseId: chosenEnterprise,
    plannedId: isPlanned
      ? trip.refine((id) => id !== null, { message: '请说明这次是不是计划中的走访' })
      : trip.default(null),
    promises: typedRows(
      z.array(promiseDraft).max(50, { message: '一次走访最多记 50 项承诺' }),
      isEmptyPromise,
    ),
    problems: typedRows(
      z.array(visitProblemDraft).max(50, { message: '一次走访最多记 50 个问题' }),
      isEmptyProblem,
    ),
  });
  return noneDueBefore(whole, {
    day: 'visitedOn',
    dayLabel: '走访日期',
    rows: 'promises',
    noun: '承诺事项',
  });
}

export interface PromiseLine {
  /** Absent for a new line. */
  readonly id?: string | undefined;
  readonly what: string;
  readonly who: string;
  readonly dueDate: string;
}

/** 企业问题 as it is typed: the category may not be chosen yet. */
export interface ProblemLine {
  readonly title: string;
  readonly category: string;
  readonly detail: string;
}

function isEmptyPromise({ id, what, who, dueDate }: PromiseLine): boolean {
  return id === undefined && what.trim() === '' && who.trim() === '' && dueDate === '';
}

function isEmptyProblem({ title, category, detail }: ProblemLine): boolean {
  return title.trim() === '' && category === '' && detail.trim() === '';
}

export const visitPlanForm: FormSpec = {
  sections: [
    {
      title: '',
      fields: [
        leader,
        { name: 'plannedOn', label: '计划日期', input: { kind: 'date' }, required: true },
        purpose,
      ],
    },
  ],
};

/** Who goes, and when: what is checked of a plan before it is sent. `today`: YYYY-MM-DD. */
export function visitPlanValues(today: string) {
  return z.object({
    leader: leaderInput,
    plannedOn: visitFields.shape.visitedOn.refine((day) => !isDate(day) || day >= today, {
      message: '这一天已经过去；已经走访过的请记录走访',
    }),
    purpose: visitFields.shape.purpose,
  });
}

/** Steps of a visit that ask for something. */
export const visitStepForms = {
  reschedule: {
    sections: [
      {
        title: '',
        fields: [{ name: 'on', label: '新的日期', input: { kind: 'date' }, required: true }],
      },
    ],
  },
  cancel: {
    sections: [
      {
        title: '',
        fields: [
          {
            name: 'text',
            label: '取消原因',
            input: { kind: 'multiline', rows: 2, maxLength: 500 },
            required: true,
          },
        ],
      },
    ],
  },
  keep: {
    sections: [
      {
        title: '',
        fields: [
          { name: 'on', label: '兑现日期', input: { kind: 'date' }, required: true },
          { name: 'text', label: '兑现情况', input: { kind: 'multiline', rows: 2, maxLength: 500 } },
        ],
      },
    ],
  },
} as const satisfies Readonly<Record<string, FormSpec>>;
