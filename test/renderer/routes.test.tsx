// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { OfficeOnly } from '../../renderer/features/session/OfficeOnly.tsx';
import { screensOf } from '../../renderer/routes.tsx';

it('tells a leader who follows an address of the office that it is the office’s, and lists it nowhere', () => {
  for (const side of ['city', 'town'] as const) {
    const screens = screensOf({ side, isLeader: true });
    const office = screens.filter(({ Component }) => Component === OfficeOnly);
    expect(office.map(({ path }) => path)).toEqual(
      expect.arrayContaining([
        '/filings/new',
        '/enterprises/new',
        '/people/new',
        '/meetings/new',
        '/suggestions',
      ]),
    );
    expect(office.every(({ nav }) => nav === undefined)).toBe(true);
    expect(screens.map(({ path }) => path)).not.toContain('/month');
    expect(screensOf({ side, isLeader: false }).every(({ Component }) => Component !== OfficeOnly)).toBe(
      true,
    );
  }
});

it('lists 我的挂钩企业 on a leader’s laptop alone, right after 今日待办', () => {
  for (const side of ['city', 'town'] as const) {
    const daily = (isLeader: boolean): (string | undefined)[] =>
      screensOf({ side, isLeader }).flatMap(({ label, nav }) => (nav?.group === '日常工作' ? [label] : []));
    expect(daily(true).slice(0, 3)).toEqual(['今日待办', '我的挂钩企业', '月历']);
    expect(daily(false).slice(0, 2)).toEqual(['今日待办', '月历']);
    expect(screensOf({ side, isLeader: false }).map(({ path }) => path)).not.toContain('/mine');
  }
});
