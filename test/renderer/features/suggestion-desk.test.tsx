// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { appendWrite } from '../../../db/log/append.ts';
import { transact } from '../../../db/sql.ts';
import { SuggestionDesk } from '../../../renderer/features/suggestion/SuggestionDesk.tsx';
import { enterpriseEntity } from '../../../shared/enterprise/entity.ts';
import { emptyProfile } from '../../../shared/enterprise/schema.ts';
import { testAuthor } from '../../support/database.ts';
import { openTestDesk } from '../../support/desk.ts';
import { openScreen } from '../desk-screen.tsx';
import { click } from '../render.tsx';

it('lets one of two suggestions for the same item be chosen, and 全选 leaves both out', async () => {
  const desk = openTestDesk({ side: 'city' });
  const { id } = await desk.call('enterprise.create', {
    profile: { ...emptyProfile, name: '南通思瑞机器制造有限公司' },
    townId: 't06',
  });
  const { db } = desk.services.desk.current() ?? {};
  if (!db) throw new Error('closed');
  const town = { ...testAuthor('town', 'b', 't06'), nowMs: desk.services.nowMs() };
  const pool = { member: true, enteredOn: '2026-11-01', leftOn: '' };
  for (const fields of [{ pool }, { pool: { ...pool, enteredOn: '2026-11-15' } }, { townId: 't10' }]) {
    transact(db, (writable) =>
      appendWrite(writable, town, { spec: enterpriseEntity, id, partition: id, fields, asSuggestion: true }),
    );
  }
  const { container, until } = await openScreen(desk, '/suggestions', [
    { path: '/suggestions', element: <SuggestionDesk /> },
  ]);
  await until(() => container.querySelectorAll('.desk-suggestions > li').length === 3);
  const boxes = (): HTMLInputElement[] => [
    ...container.querySelectorAll<HTMLInputElement>('.desk-suggestions input[type=checkbox]'),
  ];
  const rivals = [...container.querySelectorAll('.desk-suggestions > li')].map((row) =>
    (row.textContent ?? '').includes('同一项另有建议'),
  );
  expect(rivals).toEqual([true, true, false]);
  expect(container.querySelector('.desk-settle-by')?.textContent).toMatch(
    /\S \d{4}-\d\d-\d\d \d\d:\d\d 提出$/,
  );
  const all = container.querySelector<HTMLInputElement>('.desk-suggestions-bulk input');
  if (!all) throw new Error('no 全选');
  await click(all);
  expect(boxes().map((box) => box.checked)).toEqual([false, false, true]);
  const [first] = boxes();
  if (!first) throw new Error('no rows');
  await click(first);
  expect(boxes().map((box) => box.disabled)).toEqual([false, true, false]);
});
