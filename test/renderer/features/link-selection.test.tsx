// @vitest-environment happy-dom
/** 建立挂钩 for the ticked enterprises: the ticks go with a locked desk, what was typed about them does not. */
import { expect, it } from 'vitest';
import { appendWrite } from '../../../db/log/append.ts';
import { transact } from '../../../db/sql.ts';
import { openDesk } from '../../../electron/services.ts';
import { DraftHint } from '../../../renderer/draft-hint.tsx';
import { LinkSelection } from '../../../renderer/features/person/LinkSelection.tsx';
import { storeAllDrafts } from '../../../renderer/ui/draftKeeper.ts';
import { markOfSet } from '../../../shared/draft/place.ts';
import { enterpriseEntity } from '../../../shared/enterprise/entity.ts';
import { emptyProfile } from '../../../shared/enterprise/schema.ts';
import { testAuthor } from '../../support/database.ts';
import { openTestDesk, type TestDesk } from '../../support/desk.ts';
import { cityLeader } from '../../support/records.ts';
import { type DeskScreen, openScreen } from '../desk-screen.tsx';
import { click, passTime, typeInto } from '../render.tsx';

const note = (): HTMLInputElement | null =>
  document.querySelector('.ant-modal [data-field="note"] :is(input, textarea)');
const text = (): string => document.body.textContent ?? '';

async function twoEnterprises(): Promise<{ readonly desk: TestDesk; readonly ids: readonly string[] }> {
  const desk = openTestDesk({ side: 'city' });
  const { id: person } = await desk.call('person.create', {
    fields: cityLeader,
  });
  expect(person).not.toBe('');
  const ids: string[] = [];
  for (const name of ['甲机械有限公司', '乙机械有限公司']) {
    ids.push((await desk.call('enterprise.create', { profile: { ...emptyProfile, name } })).id);
  }
  return { desk, ids };
}

const openList = (desk: TestDesk, ids: readonly string[], address = '/enterprises'): Promise<DeskScreen> =>
  openScreen(desk, address, [
    {
      path: '/enterprises',
      element: (
        <>
          <DraftHint keys={['links:chosen:']} />
          <LinkSelection ids={ids} onDone={() => undefined} />
        </>
      ),
    },
  ]);

it('comes back with its enterprises though none is ticked any more, and another choice begins empty', async () => {
  const { desk, ids } = await twoEnterprises();
  const screen = await openList(desk, ids);
  await screen.clickButton('建立挂钩');
  await screen.until(() => note() !== null);
  await typeInto(note() as HTMLInputElement, '按分工调整通知');
  await passTime(() => storeAllDrafts());
  const address = screen.path();
  await screen.close();
  const key = `links:chosen:${markOfSet(ids)}`;
  expect((await desk.call('draft.list', { prefix: '' })).map((draft) => draft.key)).toEqual([key]);

  const again = await openList(desk, [], address);
  await again.until(() => note()?.value === '按分工调整通知');
  await again.until(() => text().includes('为 2 家企业建立挂钩') && text().includes('乙机械有限公司'));
  await again.close();

  const other = await openList(desk, ids.slice(0, 1));
  await other.clickButton('建立挂钩');
  await other.until(() => note() !== null);
  expect(note()?.value).toBe('');
  await other.close();

  const later = await openList(desk, []);
  await later.clickButton('继续填写');
  await later.until(() => note()?.value === '按分工调整通知');
  await click(document.querySelector('.ant-modal-footer .ant-btn-default') as HTMLElement);
  await later.clickButton('保留草稿');
  await later.until(() => note() === null && text().includes('没有填完：批量建立挂钩'));
  await later.close();
});

it('does not open for a choice that is gone and of which nothing was typed', async () => {
  const { desk, ids } = await twoEnterprises();
  const screen = await openList(desk, [], `/enterprises?form=links:chosen:${markOfSet(ids)}`);
  await screen.button('建立挂钩');
  await passTime(async () => storeAllDrafts());
  expect(note()).toBeNull();
  await screen.close();
});

it('names every enterprise of a choice taken up again, and lets those that are gone be dropped', async () => {
  const { desk } = await twoEnterprises();
  const ids: string[] = [];
  for (let number = 10; number < 42; number += 1) {
    const profile = { ...emptyProfile, name: `第${number}机械有限公司` };
    ids.push((await desk.call('enterprise.create', { profile })).id);
  }
  const [person] = await desk.call('person.list', { includeFormer: false });
  const key = `links:chosen:${markOfSet(ids)}`;
  const values = { enterprises: ids, personId: person?.id ?? '', fromDate: '2026-11-01' };
  await desk.call('draft.put', { key, value: { values, seen: null } });
  // By another desk.
  transact(openDesk(desk.services).db, (db) =>
    appendWrite(db, testAuthor('city', 'c'), {
      spec: enterpriseEntity,
      id: ids[0] ?? '',
      partition: ids[0] ?? '',
      fields: { deleted: true },
    }),
  );
  const screen = await openList(desk, [], `/enterprises?form=${key}`);
  await screen.until(() => text().includes('第41机械有限公司') && text().includes('（已不在台账）'));
  expect(ids.filter((id) => text().includes(id))).toEqual([]);
  await screen.clickButton('移去');
  await screen.until(() => !text().includes('已不在台账'));
  await click(document.querySelector('.ant-modal-footer .ant-btn-primary') as HTMLElement);
  await screen.until(() => note() === null);
  expect(await desk.call('link.byPerson', { personId: person?.id ?? '' })).toHaveLength(31);
  expect(await desk.call('draft.list', { prefix: '' })).toEqual([]);
  await screen.close();
});
