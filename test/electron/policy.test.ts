import { expect, it } from 'vitest';
import { emptyProfile } from '../../shared/enterprise/schema.ts';
import { openTestDesk, type TestDesk } from '../support/desk.ts';
import { cityAndTown, down, exportTo, take } from '../support/two-desks.ts';

const answered = { reference: '皋发改函〔2026〕3号', answeredOn: '2026-11-20' } as const;

async function inUse(desk: TestDesk, key: string): Promise<string | undefined> {
  const answers = await desk.call('policy.answers', {});
  return answers.find((answer) => answer.key === key)?.inUse;
}

it('a product alone is asked about until the DRC has answered, then goes by the answer', async () => {
  const desk = openTestDesk({ side: 'city' });
  const { id: enterpriseId } = await desk.call('enterprise.create', {
    profile: { ...emptyProfile, name: '南通思瑞机器制造有限公司' },
  });
  const title = { certificateNumber: '', grantedOn: '2022-01-01', validUntil: '', note: '' };
  await desk.call('title.create', { enterpriseId, fields: { ...title, level: 'provincial-product' } });
  const check = async (trigger: 'ordinary' | 'superior-special') => {
    const { verdict, warnings } = await desk.call('filing.check', {
      enterpriseId,
      fields: {
        inspectingUnit: '如皋市应急管理局',
        inspectionDate: '2026-11-24',
        trigger,
        triggerReference: '苏应急〔2026〕8号',
        domain: 'other',
        basisAndReason: '',
        findings: '',
        conclusion: '',
        thisConclusion: '',
        firstDiscovered: '',
        rectificationDueDate: '',
      },
    });
    const asks = warnings.some(({ code }) => code === 'ask-commission');
    return [verdict.report.demand, verdict.send.demand, asks];
  };
  expect(await check('ordinary')).toEqual(['ask', 'ask', true]);
  await desk.call('policy.answer', { key: 'product', answer: { choice: 'required', ...answered } });
  expect(await check('ordinary')).toEqual(['required', 'required', false]);
  expect(await check('superior-special')).toEqual(['exempt', 'offered', false]);
  await desk.call('policy.answer', { key: 'exempt-send', answer: { choice: 'required', ...answered } });
  expect(await check('superior-special')).toEqual(['exempt', 'required', false]);
  await desk.call('policy.answer', { key: 'product', answer: null });
  expect(await check('ordinary')).toEqual(['ask', 'ask', true]);
  expect((await desk.call('policy.answers', {})).find(({ key }) => key === 'product')?.answer).toBeNull();
});

it("the city's answer reaches the towns with the next bundle, and no town can write one", async () => {
  const { city, town } = await cityAndTown();
  await down(city, town);
  await city.call('policy.answer', { key: 'next-day', answer: { choice: 'workday', ...answered } });
  expect(await inUse(town, 'next-day')).toBe('calendar');
  await take(town, await exportTo(city, 't06', 'answers.drcb'));
  expect(await inUse(town, 'next-day')).toBe('workday');
  const answers = await town.call('policy.answers', {});
  expect(answers.find(({ key }) => key === 'next-day')?.answer).toEqual({ choice: 'workday', ...answered });
  await expect(
    town.call('policy.answer', { key: 'next-day', answer: { choice: 'calendar', ...answered } }),
  ).rejects.toMatchObject({ code: 'rpc.wrong-desk' });
});

it('two answers given without knowing of each other become a conflict that names them in words', async () => {
  const desk = openTestDesk({ side: 'city' });
  await desk.call('policy.answer', { key: 'next-day', answer: { choice: 'workday', ...answered } });
  await desk.call('policy.answer', {
    key: 'next-day',
    answer: { choice: 'calendar', reference: '', answeredOn: '' },
    seen: {},
  });
  const [conflict] = await desk.call('conflict.list', {});
  expect(JSON.stringify(conflict)).toContain('顺延到下一个工作日（皋发改函〔2026〕3号，2026-11-20）');
});

it.each(['case-by-case', '', 'required'])(
  'refuses the choice “%s” that the question does not offer',
  async (choice) => {
    const desk = openTestDesk({ side: 'city' });
    await expect(
      desk.call('policy.answer', { key: 'next-day', answer: { choice, ...answered } }),
    ).rejects.toMatchObject({ code: 'rpc.invalid-input' });
  },
);
