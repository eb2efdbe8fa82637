// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { ConflictDesk } from '../../../renderer/features/conflict/ConflictDesk.tsx';
import { storeAllDrafts } from '../../../renderer/ui/draftKeeper.ts';
import { emptyProfile } from '../../../shared/enterprise/schema.ts';
import { openTestDesk, type TestDesk } from '../../support/desk.ts';
import { type DeskScreen, openScreen } from '../desk-screen.tsx';
import { click, passTime, typeInto } from '../render.tsx';

const long = '主要从事高端装备关键零部件研发制造，2024年营业收入3.2亿元，拥有发明专利12项。';

/** Three fields written twice, the second time as if the first had not been seen. */
async function disputed(): Promise<{ desk: TestDesk; id: string; screen: DeskScreen }> {
  const desk = openTestDesk({ side: 'city' });
  const profile = { ...emptyProfile, name: '南通思瑞机器制造有限公司', address: '旧址', note: long };
  const { id } = await desk.call('enterprise.create', { profile });
  const { heads } = await desk.call('enterprise.get', { id });
  const [one, two] = [long.replace('12项', '15项'), long.replace('3.2亿元', '3.4亿元')];
  for (const changes of [
    { address: '甲路1号', contactName: '张三', note: one },
    { address: '乙路2号', contactName: '李四', note: two },
  ]) {
    await desk.call('enterprise.update', { id, changes, seen: heads });
  }
  const screen = await openScreen(desk, '/conflicts', [{ path: '/conflicts', element: <ConflictDesk /> }]);
  await screen.until(() => screen.container.textContent.includes('共 3 处'));
  return { desk, id, screen };
}

async function choose(screen: DeskScreen, text: string): Promise<void> {
  const label = [...screen.container.querySelectorAll('.desk-settle-detail label')].find((each) =>
    (each.textContent ?? '').includes(text),
  );
  const input = label?.querySelector('input');
  if (!input) throw new Error(`nothing to choose that says ${text}`);
  await click(input);
}

it('settles one with a click and goes on to the next, until none is left', async () => {
  const { desk, id, screen } = await disputed();
  await screen.clickButton('甲路1号 ／ 乙路2号');
  expect(screen.container.textContent).toContain('各方都看过的原内容旧址');
  await choose(screen, '乙路2号');
  await screen.clickButton('定下');
  await screen.until(() => screen.container.textContent.includes('共 2 处'));
  expect((await desk.call('enterprise.get', { id })).address).toBe('乙路2号');
  expect(screen.container.querySelector('.desk-settle-head')?.textContent).toContain('联系人');
});

it('marks in a long text what each side changed', async () => {
  const { screen } = await disputed();
  await screen.clickButton('备注');
  const marks = (name: string): string[] =>
    [...screen.container.querySelectorAll(name)].map((each) => each.textContent ?? '');
  await screen.until(() => marks('ins').length > 0);
  expect(marks('ins').sort()).toEqual(['15', '4']);
  expect(marks('del').sort()).toEqual(['12', '2']);
});

it('settles all of them by one rule after naming how many and which', async () => {
  const { desk, screen } = await disputed();
  const all = screen.container.querySelector('.desk-settle-all input');
  if (!(all instanceof HTMLElement)) throw new Error('nothing selects all');
  await click(all);
  await screen.clickButton('全部采用较新的');
  await screen.until(() => document.body.textContent.includes('全部采用较新的：定下 3 处'));
  expect(document.querySelector('.desk-settle-picks')?.textContent).toContain('乙路2号');
  await screen.clickButton('定下 3 处');
  await screen.until(() => screen.container.textContent.includes('没有待定的冲突'));
  expect(await desk.call('conflict.count', {})).toEqual({ count: 0 });
});

it('keeps an own wording that was typed and not settled yet', async () => {
  const { desk, id, screen } = await disputed();
  const field = (): HTMLInputElement | null =>
    document.querySelector<HTMLInputElement>('[data-field="address"] :is(input, textarea)');
  await screen.clickButton('甲路1号 ／ 乙路2号');
  await choose(screen, '另写一种');
  await screen.until(() => field() !== null);
  await typeInto(field() as HTMLInputElement, '丙路3号');
  await passTime(() => storeAllDrafts());
  const stored = await desk.call('draft.get', { key: `conflict:enterprise:${id}:address` });
  expect(JSON.stringify(stored)).toContain('丙路3号');
  await screen.close();
  // The desk was locked: another conflict stands first, and the page leads back.
  const again = await openScreen(desk, '/conflicts', [{ path: '/conflicts', element: <ConflictDesk /> }]);
  await again.until(() => again.container.textContent.includes('共 3 处'));
  await again.clickButton('甲路1号 ／ 乙路2号');
  await again.until(() => field()?.value === '丙路3号');
  expect(again.container.textContent).not.toContain('没有填完：');
  await again.clickButton('张三 ／ 李四');
  await again.clickButton('继续填写');
  await again.until(() => field()?.value === '丙路3号');
  await choose(again, '乙路2号');
  await again.clickButton('定下');
  await again.until(() => again.container.textContent.includes('共 2 处'));
  expect(await desk.call('draft.list', { prefix: '' })).toEqual([]);
  await again.close();
});

it('does not settle on another wording before it is another one', async () => {
  const { screen } = await disputed();
  await screen.clickButton('甲路1号 ／ 乙路2号');
  await choose(screen, '另写一种');
  await screen.until(() => screen.container.querySelector('[data-field="address"] input') !== null);
  const isDisabled = async (): Promise<boolean> => (await screen.button('定下')).hasAttribute('disabled');
  expect(await isDisabled()).toBe(true);
  await typeInto(screen.field('address'), '丙路3号');
  expect(await isDisabled()).toBe(false);
});

it('does not choose a wording of one’s own that was written over other values, and tells of it', async () => {
  const { desk, id, screen } = await disputed();
  await screen.close();
  const key = `conflict:enterprise:${id}:address`;
  const value = { values: { address: '丙路3号' }, seen: ['of-last-month'] };
  await desk.call('draft.put', { key, value });
  const again = await openScreen(desk, '/conflicts', [{ path: '/conflicts', element: <ConflictDesk /> }]);
  await again.clickButton('甲路1号 ／ 乙路2号');
  await again.until(() => again.container.textContent.includes('尚未保存的写法'));
  expect(again.container.querySelector('[data-field="address"]')).toBeNull();
  await choose(again, '另写一种');
  await again.until(() => again.container.textContent.includes('已恢复'));
  expect(again.field('address').value).toBe('丙路3号');
  await again.close();
});

it('settling several at once takes the wordings begun for them along', async () => {
  const { desk, id, screen } = await disputed();
  await screen.close();
  const value = { values: { address: '丙路3号' }, seen: ['of-last-month'] };
  await desk.call('draft.put', { key: `conflict:enterprise:${id}:address`, value });
  const again = await openScreen(desk, '/conflicts', [{ path: '/conflicts', element: <ConflictDesk /> }]);
  await again.until(() => again.container.textContent.includes('共 3 处'));
  await click(again.container.querySelector('.desk-settle-all input') as HTMLElement);
  await again.clickButton('全部采用较新的');
  await again.clickButton('定下 3 处');
  await again.until(() => again.container.textContent.includes('没有待定的冲突'));
  expect(await desk.call('draft.list', { prefix: '' })).toEqual([]);
  await again.close();
});
