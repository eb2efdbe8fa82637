// @vitest-environment happy-dom
/**
 * What was typed in a dialog or a drawer while the desk locked itself: open again at its address, told of on its page,
 * one click away, gone with its record.
 */
import type { ReactNode } from 'react';
import { expect, it } from 'vitest';
import { appendWrite } from '../../../db/log/append.ts';
import { transact } from '../../../db/sql.ts';
import { DossierScreen } from '../../../renderer/features/enterprise/DossierScreen.tsx';
import { FilingPage } from '../../../renderer/features/filing/FilingPage.tsx';
import { MonthPage } from '../../../renderer/features/month/MonthPage.tsx';
import { LinkPanel } from '../../../renderer/features/person/LinkPanel.tsx';
import { LeaderPage } from '../../../renderer/person.tsx';
import { SettingsPage } from '../../../renderer/features/session/SettingsPage.tsx';
import { SuggestionDesk } from '../../../renderer/features/suggestion/SuggestionDesk.tsx';
import { DraftPanel } from '../../../renderer/features/today/DraftPanel.tsx';
import { TownList } from '../../../renderer/features/town/TownList.tsx';
import { TownPage } from '../../../renderer/features/town/TownPage.tsx';
import { storeAllDrafts } from '../../../renderer/ui/draftKeeper.ts';
import { markOfSet } from '../../../shared/draft/place.ts';
import { enterpriseEntity } from '../../../shared/enterprise/entity.ts';
import { monthChoice } from '../../../shared/exchange/month-choice.ts';
import { emptyProfile } from '../../../shared/enterprise/schema.ts';
import { testAuthor } from '../../support/database.ts';
import { openTestDesk, type TestDesk } from '../../support/desk.ts';
import { openCityDesk } from '../../support/joined.ts';
import { annex6Filing, cityLeader, linkTo } from '../../support/records.ts';
import { openScreen } from '../desk-screen.tsx';
import { click, passTime, typeInto } from '../render.tsx';

interface Ids {
  readonly enterprise: string;
  readonly person: string;
  readonly filing: string;
  readonly suggestions: readonly string[];
}

async function ledger(
  desk: TestDesk = openTestDesk({ side: 'city' }),
): Promise<{ readonly desk: TestDesk; readonly ids: Ids }> {
  desk.setNow(Date.now());
  const { id: enterprise } = await desk.call('enterprise.create', {
    profile: { ...emptyProfile, name: '南通思瑞机器制造有限公司' },
    townId: 't06',
  });
  const { id: person } = await desk.call('person.create', {
    fields: cityLeader,
  });
  await desk.call('link.create', {
    enterpriseId: enterprise,
    fields: linkTo(person),
  });
  const { id: filing } = await desk.call('filing.create', {
    enterpriseId: enterprise,
    fields: annex6Filing,
  });
  const { db } = desk.services.desk.current() ?? {};
  if (!db) throw new Error('closed');
  const town = { ...testAuthor('town', 'b', 't06'), nowMs: desk.services.nowMs() };
  const pool = { member: true, enteredOn: '2026-11-01', leftOn: '' };
  for (const fields of [{ pool }, { townId: 't10' }]) {
    transact(db, (writable) =>
      appendWrite(writable, town, {
        spec: enterpriseEntity,
        id: enterprise,
        partition: enterprise,
        fields,
        asSuggestion: true,
      }),
    );
  }
  const suggestions = (await desk.call('suggestion.list', {})).map(({ opId }) => opId);
  return { desk, ids: { enterprise, person, filing, suggestions } };
}

const slots = {
  links: ({ enterpriseId }: { readonly enterpriseId: string }) => (
    <LinkPanel enterpriseId={enterpriseId} editable />
  ),
  filings: () => null,
  problems: () => null,
  visits: () => null,
  calendar: () => null,
};

interface Unfinished {
  readonly name: string;
  readonly route: string;
  readonly path: (ids: Ids) => string;
  readonly element: ReactNode;
  readonly opener: string;
  /** Selects the field that is typed in. */
  readonly field: string;
  readonly text: string;
  readonly key: (ids: Ids) => string;
  /** Its page tells of the laptop and of the city's key. */
  readonly registered?: boolean;
}

const month = monthChoice(Date.now()).usual;

const places: readonly Unfinished[] = [
  {
    name: 'the reason for declining a suggestion',
    route: '/suggestions',
    path: () => '/suggestions',
    element: <SuggestionDesk />,
    opener: '不采纳…',
    field: '.desk-decline-reason textarea',
    text: '入库日期与批文不符',
    key: (ids) => `suggestion:decline:${ids.enterprise}:${ids.suggestions[0]}`,
  },
  {
    name: 'the hour of a step',
    route: '/filings/:filingId',
    path: (ids) => `/filings/${ids.filing}`,
    element: <FilingPage />,
    opener: '记为已事前报告',
    field: '.ant-modal input[id$="-time"]',
    text: '08:15',
    key: (ids) => `step:reported:${ids.filing}`,
  },
  {
    name: 'a person’s links with many',
    route: '/people/:personId',
    path: (ids) => `/people/${ids.person}`,
    element: <LeaderPage />,
    opener: '建立挂钩',
    field: '.ant-modal [data-field="note"] :is(input, textarea)',
    text: '按分工调整通知',
    key: (ids) => `links:person:${ids.person}`,
  },
  {
    name: 'a title’s drawer',
    route: '/enterprises/:enterpriseId',
    path: (ids) => `/enterprises/${ids.enterprise}?section=titles`,
    element: <DossierScreen slots={slots} />,
    opener: '登记级别',
    field: '.ant-drawer [data-field="note"] :is(input, textarea)',
    text: '证书原件存档案室',
    key: (ids) => `title:new:${ids.enterprise}`,
  },
  {
    name: 'a plan’s drawer',
    route: '/enterprises/:enterpriseId',
    path: (ids) => `/enterprises/${ids.enterprise}?section=plans`,
    element: <DossierScreen slots={slots} />,
    opener: '增加计划',
    field: '.ant-drawer [data-field="source"] :is(input, textarea)',
    text: '市发改委补充名单',
    key: (ids) => `plan:new:${ids.enterprise}`,
  },
  {
    name: 'a link’s drawer',
    route: '/enterprises/:enterpriseId',
    path: (ids) => `/enterprises/${ids.enterprise}?section=links`,
    element: <DossierScreen slots={slots} />,
    opener: '建立挂钩',
    field: '.ant-drawer [data-field="note"] :is(input, textarea)',
    text: '接替前任',
    key: (ids) => `link:new:${ids.enterprise}`,
  },
  {
    name: 'the note of a month’s close',
    route: '/month',
    path: () => '/month',
    element: <MonthPage />,
    opener: '办结本月…',
    field: '#closing-note',
    text: '两个镇区电话说明',
    key: () => `month:${month}`,
    registered: true,
  },
  {
    name: 'a new town',
    route: '/towns',
    path: () => '/towns',
    element: <TownList />,
    opener: '新增镇区',
    field: '#town-name',
    text: '新设街道',
    key: () => 'town:new',
  },
  {
    name: 'a town’s name',
    route: '/towns/:townId',
    path: () => '/towns/t06',
    element: <TownPage />,
    opener: '修改名称',
    field: '#town-alias',
    text: '新设园区',
    key: () => 'town:t06',
  },
  {
    name: 'the next officer’s name',
    route: '/settings',
    path: () => '/settings',
    element: <SettingsPage />,
    opener: '更换经办人',
    field: '#officer-now',
    text: '接任经办人',
    key: () => 'laptop:names',
    registered: true,
  },
];

const input = (selector: string): HTMLInputElement | null => document.querySelector(selector);
const text = (): string => document.body.textContent ?? '';

async function typeAndLock(desk: TestDesk, place: Unfinished, ids: Ids): Promise<string> {
  const screen = await openScreen(desk, place.path(ids), [{ path: place.route, element: place.element }]);
  await screen.clickButton(place.opener);
  await screen.until(() => input(place.field) !== null && input(place.field)?.disabled === false);
  await typeInto(input(place.field) as HTMLInputElement, place.text);
  await passTime(() => storeAllDrafts());
  const address = screen.path();
  await screen.close();
  return address;
}

it.each(places)('$name is open again where it was left, and else one click away', async (place) => {
  const { desk, ids } = await ledger(place.registered === true ? await openCityDesk() : undefined);
  const routes = [{ path: place.route, element: place.element }];
  const address = await typeAndLock(desk, place, ids);
  expect((await desk.call('draft.list', { prefix: '' })).map(({ key }) => key)).toEqual([place.key(ids)]);
  const again = await openScreen(desk, address, routes);
  await again.until(() => input(place.field)?.value === place.text);
  expect(text()).not.toContain('没有填完：');
  await again.close();
  const later = await openScreen(desk, place.path(ids).split('?')[0] ?? '', routes);
  await later.until(() => text().includes('没有填完：'));
  await later.clickButton('继续填写');
  await later.until(() => input(place.field)?.value === place.text);
  await later.until(() => !text().includes('没有填完：'));
  await later.close();
  const today = await openScreen(desk, '/', [{ path: '/', element: <DraftPanel /> }]);
  await today.until(() => text().includes('继续'));
  expect(document.querySelector('.desk-todo a')?.getAttribute('href')).toContain(
    `form=${encodeURIComponent(place.key(ids))}`,
  );
  await today.close();
});

const [declining, step] = places as [Unfinished, Unfinished];
const okButton = (): HTMLElement =>
  document.querySelector('.ant-modal-footer .ant-btn-primary') as HTMLElement;
const ok = (): Promise<void> => click(okButton());
const okTwice = (): Promise<void> =>
  passTime(async () => {
    okButton().click();
    okButton().click();
  });
const kept = async (desk: TestDesk): Promise<string[]> =>
  (await desk.call('draft.list', { prefix: '' })).map(({ key }) => key);

it('a reason is kept to its suggestion, and goes once it was given, also by a double click', async () => {
  const { desk, ids } = await ledger();
  const address = await typeAndLock(desk, declining, ids);
  const screen = await openScreen(desk, '/suggestions', [
    { path: declining.route, element: declining.element },
  ]);
  await screen.until(() => screen.container.querySelectorAll('.desk-suggestions > li').length === 2);
  const [, other] = [...screen.container.querySelectorAll('button')].filter((each) =>
    (each.textContent ?? '').includes('不采纳…'),
  );
  await click(other as HTMLElement);
  await screen.until(() => input(declining.field) !== null);
  expect(input(declining.field)?.value).toBe('');
  await screen.close();
  const again = await openScreen(desk, address, [{ path: declining.route, element: declining.element }]);
  await again.until(() => input(declining.field)?.value === declining.text);
  await okTwice();
  await again.until(() => input(declining.field) === null);
  expect(document.querySelector('.desk-failures')).toBeNull();
  expect(again.path()).toBe('/suggestions');
  expect(await kept(desk)).toEqual([]);
  const answers = (await desk.call('suggestion.list', { answered: true })).map(({ answer }) => answer);
  expect(answers).toEqual([declining.text]);
  await again.close();
});

it('a reason for several knows which they are, and says when one was answered meanwhile', async () => {
  const { desk, ids } = await ledger();
  const routes = [{ path: declining.route, element: declining.element }];
  const screen = await openScreen(desk, '/suggestions', routes);
  await screen.until(() => screen.container.querySelector('.desk-suggestions-bulk input') !== null);
  await click(screen.find('.desk-suggestions-bulk input'));
  await screen.clickButton('不采纳所选 2 条');
  await screen.until(() => input(declining.field) !== null);
  await typeInto(input(declining.field) as HTMLInputElement, '材料不全');
  await passTime(() => storeAllDrafts());
  await screen.close();
  expect(await kept(desk)).toEqual([`suggestion:decline:many:${markOfSet(ids.suggestions)}`]);
  const [first] = ids.suggestions as [string];
  await desk.call('suggestion.decline', { opIds: [first], reason: '另一位经办人已答复' });
  const again = await openScreen(desk, '/suggestions', routes);
  await again.clickButton('继续填写');
  await again.until(() => input(declining.field)?.value === '材料不全');
  expect(text()).toContain('其中 1 条已经答复或撤回');
  await ok();
  await again.until(() => input(declining.field) === null);
  const answered = await desk.call('suggestion.list', { answered: true });
  expect(new Set(answered.map(({ answer }) => answer))).toEqual(new Set(['另一位经办人已答复', '材料不全']));
  expect(await kept(desk)).toEqual([]);
  await again.close();
});

it('an hour is recorded once and with its step goes its draft; called off, it stays like everything typed', async () => {
  const { desk, ids } = await ledger();
  const routes = [{ path: step.route, element: step.element }];
  const address = await typeAndLock(desk, step, ids);
  const again = await openScreen(desk, address, routes);
  await again.until(() => input(step.field)?.value === step.text);
  const date = document.querySelector<HTMLInputElement>('.ant-modal input[id$="-date"]');
  await typeInto(date as HTMLInputElement, '2026-11-01');
  await okTwice();
  await again.until(() => document.querySelector('.ant-modal') === null);
  await again.until(() => !again.path().includes('form='));
  expect((await desk.call('filing.get', { id: ids.filing })).progress.status).toBe('reported');
  expect(await kept(desk)).toEqual([]);
  await again.clickButton('记为已检查');
  await again.until(() => again.path().includes('form='));
  await again.until(() => document.querySelector('.ant-modal input[id$="-date"]') !== null);
  await typeInto(document.querySelector('.ant-modal input[id$="-date"]') as HTMLInputElement, '2026-11-02');
  await passTime(() => storeAllDrafts());
  expect(await kept(desk)).toEqual([`step:inspected:${ids.filing}`]);
  await click(document.querySelector('.ant-modal-footer .ant-btn-default') as HTMLElement);
  await again.clickButton('保留草稿');
  await again.until(() => text().includes('没有填完：'));
  expect(await kept(desk)).toEqual([`step:inspected:${ids.filing}`]);
  await again.clickButton('记为已检查');
  await again.until(() => text().includes('已恢复'));
  await click(document.querySelector('.ant-modal-footer .ant-btn-default') as HTMLElement);
  await again.clickButton('放弃草稿');
  await again.until(() => document.querySelector('.ant-modal') === null);
  expect(await kept(desk)).toEqual([]);
  expect(text()).not.toContain('没有填完：');
  await again.close();
});

it('what was typed about a record that is gone is told of and can only be discarded', async () => {
  const { desk } = await ledger();
  await desk.call('draft.put', { key: 'suggestion:rewrite:x:y', value: { values: { a: 1 }, seen: null } });
  const screen = await openScreen(desk, '/suggestions', [
    { path: '/suggestions', element: <SuggestionDesk /> },
  ]);
  await screen.until(() => text().includes('现在不能继续填写'));
  expect(text().replaceAll('不能继续填写', '')).not.toContain('继续填写');
  await screen.clickButton('放弃');
  await screen.until(() => document.querySelector('.ant-modal-confirm') !== null);
  await click(document.querySelector('.ant-modal-confirm .ant-btn-dangerous') as HTMLElement);
  await screen.until(() => !text().includes('没有填完：'));
  expect(await kept(desk)).toEqual([]);
  await screen.close();
});

it('a reason is taken up from another list without a word about that list', async () => {
  const { desk, ids } = await ledger();
  const key = `suggestion:decline:${ids.enterprise}:${ids.suggestions[0]}`;
  const value = { values: { reason: '材料不全', opIds: [ids.suggestions[0] ?? ''] }, seen: null };
  await desk.call('draft.put', { key, value });
  let [isSlow, release] = [false, (): void => undefined];
  const slow: TestDesk = {
    ...desk,
    reply: async (name, asked) => {
      if (isSlow && name === 'suggestion.list') {
        await new Promise<void>((resolve) => {
          release = resolve;
        });
      }
      return desk.reply(name, asked);
    },
  };
  const screen = await openScreen(slow, '/suggestions?enterprise=another', [
    { path: declining.route, element: declining.element },
  ]);
  await screen.until(() => text().includes('没有待答复的建议'));
  isSlow = true;
  await screen.clickButton('继续填写');
  await passTime(() => desk.call('draft.list', { prefix: '' }));
  expect(document.querySelector('.ant-modal')).toBeNull();
  await passTime(async () => release());
  await screen.until(() => input(declining.field)?.value === '材料不全');
  expect(text()).not.toContain('已经答复或撤回');
  await screen.close();
});
