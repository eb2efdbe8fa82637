// @vitest-environment happy-dom
/** 走访领导 as it is typed: in full, in part, in pinyin, with a wrong character, or nobody whom the desk knows. */
import { expect, it } from 'vitest';
import { VisitEdit } from '../../../renderer/features/visit/VisitEdit.tsx';
import { filingLedger } from '../../support/filing-ledger.ts';
import { openScreen } from '../desk-screen.tsx';
import { focus, passTime, press, typeInto } from '../render.tsx';

async function openForm() {
  const { desk, enterpriseId } = await filingLedger();
  desk.setNow(Date.now());
  const person = { post: '镇长', unit: '', phone: '', inOfficeFrom: '', inOfficeTo: '' } as const;
  for (const name of ['王建国', '王建军'])
    await desk.call('person.create', { fields: { ...person, name, category: 'town-leader' } });
  const path = `/visits/new?enterprise=${enterpriseId}`;
  const screen = await openScreen(desk, path, [{ path: '/visits/new', element: <VisitEdit /> }]);
  const input = (): HTMLInputElement => {
    const found = document.querySelector<HTMLInputElement>('[data-field="leader"] input');
    if (!found) throw new Error('no field');
    return found;
  };
  await screen.until(() => document.querySelector('[data-field="leader"] input') !== null);
  await screen.until(() => input().value === '李四');
  const shown = (): string => document.querySelector('[data-field="leader"]')?.textContent ?? '';
  const leave = async (): Promise<void> => {
    await focus(input());
    await passTime(async () => input().blur());
  };
  return { screen, input, shown, leave };
}

const listed = (): string => document.querySelector('.ant-select-dropdown')?.textContent ?? '';

it('a name typed in full is that person, with his post', async () => {
  const { screen, input, shown } = await openForm();
  await typeInto(input(), '王建国');
  await screen.until(() => shown().includes('镇长'));
});

it('leaving it with one match takes him; with two, or typed so again, it stays as it is', async () => {
  const { screen, input, shown, leave } = await openForm();
  await typeInto(input(), '建军');
  await leave();
  await screen.until(() => input().value === '王建军');
  expect(shown()).toContain('镇长');
  await typeInto(input(), '建军');
  await leave();
  expect(input().value).toBe('建军');
  await typeInto(input(), '王建');
  await leave();
  expect(input().value).toBe('王建');
});

it('a part of two names says so and offers both: it is not kept as handwritten in silence', async () => {
  const { screen, input, shown, leave } = await openForm();
  await typeInto(input(), '王');
  await leave();
  await screen.until(() => shown().includes('“王”对应 2 人，请选择是谁；不选将按手写的姓名记录'));
  await typeInto(input(), '王建');
  await screen.until(() => shown().includes('“王建”对应 2 人'));
  await screen.clickButton('王建军（镇长）');
  await screen.until(() => input().value === '王建军');
  expect(shown()).not.toContain('手写');
});

it('a wrong character is answered with who sounds the same, and one click takes him', async () => {
  const { screen, input, shown } = await openForm();
  await typeInto(input(), '王建果');
  await screen.until(() => shown().includes('是否为：王建国（镇长）'));
  await screen.clickButton('是否为：王建国（镇长）');
  await screen.until(() => input().value === '王建国');
  expect(shown()).not.toContain('是否为');
});

it('initials and full pinyin find him: on leaving, though the answer comes later, and by Enter in the list', async () => {
  const { screen, input, shown, leave } = await openForm();
  await typeInto(input(), 'wangjianjun');
  await leave();
  await screen.until(() => input().value === '王建军');
  expect(shown()).toContain('镇长');
  await typeInto(input(), 'wjg');
  await screen.until(() => listed().includes('王建国（镇长）'));
  await press(input(), 'Enter', { keyCode: 13 });
  await screen.until(() => input().value === '王建国');
  expect(shown()).not.toContain('手写');
});

it('a name of nobody is said to be written down as it is, and that of somebody is not', async () => {
  const { screen, input, shown, leave } = await openForm();
  const note = (name: string): string => `挂钩联系人员中没有“${name}”，将按手写的姓名记录`;
  await typeInto(input(), 'wjp');
  await screen.until(() => shown().includes(note('wjp')));
  await leave();
  expect(input().value).toBe('wjp');
  expect(shown()).toContain(note('wjp'));
  await typeInto(input(), '王建国');
  await screen.until(() => shown().includes('镇长'));
  expect(shown()).not.toContain('手写');
});
