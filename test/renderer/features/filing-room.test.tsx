// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { FilingEdit } from '../../../renderer/features/filing/FilingEdit.tsx';
import { emptyProfile } from '../../../shared/enterprise/schema.ts';
import { openTestDesk } from '../../support/desk.ts';
import { openScreen } from '../desk-screen.tsx';
import { typeInto } from '../render.tsx';

it('a filing that outgrows its page says so above its buttons while it is typed, and no longer once it is shortened', async () => {
  const desk = openTestDesk();
  const { id } = await desk.call('enterprise.create', { profile: { ...emptyProfile, name: '甲公司' } });
  const screen = await openScreen(desk, `/filings/new?enterprise=${id}`, [
    { path: '/filings/new', element: <FilingEdit /> },
  ]);
  const note = (): string => screen.container.querySelector('.desk-form-note')?.textContent ?? '';
  await screen.until(() => screen.container.querySelector('[data-field="findings"] textarea') !== null);
  await typeInto(screen.field('findings'), '现场未见异常。'.repeat(400));
  await screen.until(() => note() !== '');
  expect(note()).toMatch(/^报备表只印一页，“检查情况”约多 \d+ 字，打印时自动接在附页上，不必删减。/);
  await typeInto(screen.field('findings'), '现场未见异常。');
  await screen.until(() => note() === '');
  await screen.close();
});
