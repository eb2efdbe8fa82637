// @vitest-environment happy-dom
/** A page tells of what was typed in its forms: of all that is not on the screen, and of no more than it knows. */
import { expect, it } from 'vitest';
import { writeEnterprise } from '../../../db/assignment.ts';
import { transact } from '../../../db/sql.ts';
import { DossierScreen } from '../../../renderer/features/enterprise/DossierScreen.tsx';
import { FilingPage } from '../../../renderer/features/filing/FilingPage.tsx';
import { MonthPage } from '../../../renderer/features/month/MonthPage.tsx';
import { LinkPanel } from '../../../renderer/features/person/LinkPanel.tsx';
import { TownList } from '../../../renderer/features/town/TownList.tsx';
import { emptyProfile } from '../../../shared/enterprise/schema.ts';
import { monthChoice } from '../../../shared/exchange/month-choice.ts';
import { testAuthor } from '../../support/database.ts';
import { openTestDesk, type TestDesk } from '../../support/desk.ts';
import { openCityDesk } from '../../support/joined.ts';
import { annex6Filing, cityLeader, linkTo } from '../../support/records.ts';
import { openScreen } from '../desk-screen.tsx';
import { click, passTime } from '../render.tsx';

const text = (): string => document.body.textContent ?? '';
const hints = (): string[] =>
  [...document.querySelectorAll('.desk-draft-hint')].map((each) => each.textContent ?? '');
const keep = (desk: TestDesk, key: string, values: Record<string, string>): Promise<unknown> =>
  desk.call('draft.put', { key, value: { values, seen: null } });

const month = monthChoice(Date.now()).usual;
const monthRoutes = [{ path: '/month', element: <MonthPage /> }];

async function closedMonth(): Promise<TestDesk> {
  const desk = await openCityDesk();
  await keep(desk, `month:${month}`, { note: '两个镇区电话说明' });
  const { openState } = await desk.call('month.board', { month });
  await desk.call('month.close', { month, acceptOpen: true, openState, note: '' });
  return desk;
}

it('a note of a month that was closed since is told of where the list of drafts leads, and can be discarded there', async () => {
  const desk = await closedMonth();
  const screen = await openScreen(desk, `/month?month=${month}&form=month:${month}`, monthRoutes);
  await screen.until(() => hints().some((each) => each.includes('现在不能继续填写')));
  expect(hints().join()).not.toContain('继续填写继续填写');
  // Else it would open by itself as soon as the month is open again.
  await screen.until(() => !screen.path().includes('form='));
  await screen.clickButton('放弃');
  await screen.until(() => document.querySelector('.ant-modal-confirm') !== null);
  await click(document.querySelector('.ant-modal-confirm .ant-btn-dangerous') as HTMLElement);
  await screen.until(() => hints().length === 0);
  await screen.close();
});

const address = '/enterprises/:enterpriseId';
const slots = {
  links: ({ enterpriseId }: { readonly enterpriseId: string }) => (
    <LinkPanel enterpriseId={enterpriseId} editable />
  ),
  filings: () => null,
  problems: () => null,
  visits: () => null,
  calendar: () => null,
};
const dossier = [{ path: address, element: <DossierScreen slots={slots} /> }];

it('a form whose record was written elsewhere meanwhile does not open again by itself', async () => {
  const desk = openTestDesk({ side: 'city' });
  desk.setNow(Date.now());
  const { id: enterprise } = await desk.call('enterprise.create', {
    profile: { ...emptyProfile, name: '南通思瑞机器制造有限公司' },
  });
  const { id: person } = await desk.call('person.create', {
    fields: cityLeader,
  });
  await desk.call('link.create', {
    enterpriseId: enterprise,
    fields: linkTo(person),
  });
  const { id } = await desk.call('filing.create', {
    enterpriseId: enterprise,
    fields: annex6Filing,
  });
  const filing = { path: '/filings/:filingId', element: <FilingPage /> };
  const screen = await openScreen(desk, `/filings/${id}?form=step:reported:${id}`, [filing]);
  const isOpen = (): boolean => document.querySelector('.ant-modal input[id$="-date"]') !== null;
  await screen.until(isOpen);
  const step = { to: 'reported', atMs: Date.parse('2026-11-01T01:00:00Z'), notifiedAtMs: null };
  await window.desk.call('filing.advance', { id, step, seen: {} });
  await screen.until(() => !isOpen() && !screen.path().includes('form='));
  await passTime(() => window.desk.call('filing.stepBack', { id }));
  await screen.button('记为已事前报告');
  expect(isOpen()).toBe(false);
  await screen.close();
});

it('while links cannot be read nobody is told that one is gone', async () => {
  const desk = openTestDesk({ side: 'city' });
  const { id } = await desk.call('enterprise.create', { profile: { ...emptyProfile, name: '甲公司' } });
  const { id: person } = await desk.call('person.create', {
    fields: cityLeader,
  });
  const link = await desk.call('link.create', {
    enterpriseId: id,
    fields: linkTo(person),
  });
  await keep(desk, `link:${link.id}`, { note: '接替前任' });
  const failing: TestDesk = {
    ...desk,
    reply: async (name, input) =>
      name === 'link.byEnterprise'
        ? { ok: false, error: { code: 'internal', details: {} } }
        : desk.reply(name, input),
  };
  const screen = await openScreen(failing, `/enterprises/${id}`, dossier);
  await screen.until(() => hints().length === 1);
  await screen.until(() => text().includes('继续填写'));
  expect(hints().join()).not.toContain('不能');
  await screen.close();
});

it('a town proposes nothing for an enterprise that is read-only at its desk, also not from a draft of before', async () => {
  const desk = openTestDesk({ side: 'town' });
  const { db } = desk.services.desk.current() ?? {};
  if (!db) throw new Error('closed');
  const city = { ...testAuthor('city', 'c'), nowMs: desk.services.nowMs() };
  for (const fields of [{ name: '甲公司', townId: 't06' }, { townId: 't10' }]) {
    transact(db, (writable) => writeEnterprise(writable, city, { id: 'e1', fields }));
  }
  const key = 'suggestion:enterprise:e1';
  await keep(desk, key, { townId: 't07' });
  const screen = await openScreen(desk, `/enterprises/e1?section=profile&form=${key}`, dossier);
  await screen.until(() => hints().some((each) => each.includes('现在不能继续填写')));
  expect(document.querySelector('.ant-modal')).toBeNull();
  await screen.close();
  const proposal = { entityType: 'enterprise', enterpriseId: 'e1', fields: { townId: 't07' }, seen: {} };
  expect(await desk.reply('suggestion.propose', proposal)).toMatchObject({
    ok: false,
    error: { code: 'enterprise.other-town' },
  });
});

it('asks for the drafts of its own page alone', async () => {
  const desk = openTestDesk({ side: 'city' });
  await keep(desk, 'town:new', { name: '新设街道' });
  await keep(desk, 'laptop:names', { officer: '接任经办人' });
  const asked: unknown[] = [];
  const watched: TestDesk = {
    ...desk,
    reply: async (name, input) => {
      const reply = await desk.reply(name, input);
      if (name === 'draft.list') asked.push(reply);
      return reply;
    },
  };
  const screen = await openScreen(watched, '/towns', [{ path: '/towns', element: <TownList /> }]);
  await screen.until(() => hints().length === 1);
  expect(new Set(asked.map((reply) => JSON.stringify(reply).includes('laptop:names')))).toEqual(
    new Set([false]),
  );
  const all = await desk.call('draft.list', { prefix: ['town:', 'laptop:'] });
  expect(all.map(({ key }) => key).toSorted()).toEqual(['laptop:names', 'town:new']);
  await screen.close();
});
