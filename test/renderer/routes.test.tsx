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
