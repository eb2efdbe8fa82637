// @vitest-environment happy-dom
/** 从在办事项生成议题: what presses is ticked, what is merely open waits behind a line of its own. */
import { useState, type ReactNode } from 'react';
import { expect, it } from 'vitest';
import { PackButton } from '../../../renderer/features/meeting/PackDialog.tsx';
import type { MeetingTopic } from '../../../shared/meeting/contract.ts';
import { emptyProfile } from '../../../shared/enterprise/schema.ts';
import { openTestDesk } from '../../support/desk.ts';
import { openScreen } from '../desk-screen.tsx';
import { click } from '../render.tsx';

function Form(): ReactNode {
  const [topics, setTopics] = useState<readonly MeetingTopic[]>([]);
  return (
    <>
      <PackButton month="2026-11" topics={topics} onTopics={setTopics} />
      <output>{topics.map(({ summary }) => summary).join('\n')}</output>
    </>
  );
}

it('takes in what is merely open by itself alone, not with everything that presses', async () => {
  const desk = openTestDesk({ side: 'town' });
  const profile = { ...emptyProfile, name: '南通思瑞机器制造有限公司' };
  const { id: enterpriseId } = await desk.call('enterprise.create', { profile });
  for (const [title, raisedOn] of [
    ['货车限行', '2026-01-05'],
    ['招工难', '2026-11-24'],
    ['夏季限电', '2026-11-24'],
  ] as const)
    await desk.call('problem.create', {
      enterpriseId,
      fields: { title, detail: '', category: 'land', source: 'call', raisedOn, raisedBy: '', phone: '' },
    });
  const screen = await openScreen(desk, '/form', [{ path: '/form', element: <Form /> }]);
  const found = (text: string): HTMLElement => {
    const all = [...document.querySelectorAll<HTMLElement>('.desk-pack label, .desk-pack summary')];
    const one = all.find(({ textContent }) => textContent.includes(text));
    if (!one) throw new Error(`no ${text}: ${document.body.textContent}`);
    return one;
  };
  const box = (text: string): HTMLInputElement => {
    const input = found(text).querySelector('input');
    if (!input) throw new Error(`no tick at ${text}`);
    return input;
  };
  const group = '企业问题协调';
  await screen.clickButton('从在办事项生成议题');
  await screen.until(() => document.querySelector('.desk-pack details') !== null);
  expect(document.querySelector('.desk-pack details')?.hasAttribute('open')).toBe(false);
  expect(document.querySelector('.desk-pack summary')?.textContent).toBe('其余未办结的 2 项，可以选列');
  expect([box('货车限行').checked, box('招工难').checked, box(group).checked]).toEqual([true, false, true]);
  await click(box(group));
  await click(box(group));
  expect([box('货车限行').checked, box('招工难').checked, box('夏季限电').checked]).toEqual([
    true,
    false,
    false,
  ]);
  await click(box('招工难'));
  await screen.clickButton('生成议题（2 项）');
  const text = (): string => screen.find('output').textContent;
  await screen.until(() => text() !== '');
  expect(text()).toContain('货车限行');
  expect(text()).toContain('招工难');
  expect(text()).not.toContain('夏季限电');
  // Opened again, what was taken in is seen.
  await screen.clickButton('从在办事项生成议题');
  await screen.until(() => document.querySelector('.desk-pack details[open]') !== null);
  expect([box('招工难').checked, box('夏季限电').checked]).toEqual([true, false]);
});
