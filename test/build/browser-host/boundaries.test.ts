import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type Fixture,
  type FixtureWindow,
  launchTimeoutMs,
  startFixture,
} from '../../support/host-fixture.ts';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await startFixture();
}, launchTimeoutMs);
afterAll(() => fixture.dispose(), launchTimeoutMs);

const refusedOf = (kind: string): string[] =>
  fixture.host.records.filter((record) => record.kind === kind).map(({ detail }) => detail);

describe('what the page may reach', () => {
  test('is what the program serves, under the program’s own address', async () => {
    const echo = await fixture.page.evaluate(async () => {
      const response = await fetch('/echo?a=1', { method: 'POST', body: '正文' });
      return (await response.json()) as object;
    });
    expect(echo).toEqual({ url: 'app://desk/echo?a=1', method: 'POST', origin: 'app://desk', body: '正文' });
  });

  test('a missing file is the program’s 404, a failing handler a failed request', async () => {
    const seen = await fixture.page.evaluate(async () => ({
      missing: (await fetch('/missing')).status,
      broken: await fetch('/broken').catch((error: Error) => error.name),
    }));
    expect(seen).toEqual({ missing: 404, broken: 'TypeError' });
  });

  test('obeys the content security policy the program sent', async () => {
    const violated = await fixture.page.evaluate(
      () =>
        new Promise<string[]>((resolve) => {
          const seen: string[] = [];
          document.addEventListener('securitypolicyviolation', (event) => {
            seen.push(event.effectiveDirective);
            if (seen.length === 3) resolve(seen.sort());
          });
          const script = document.createElement('script');
          script.textContent = 'window.injected = 1';
          document.body.append(script);
          fetch('https://example.com/').catch(() => undefined);
          document.body.append(Object.assign(new Image(), { src: 'https://example.com/a.png' }));
        }),
    );
    expect(violated).toEqual(['connect-src', 'img-src', 'script-src-elem']);
    expect(await fixture.page.evaluate('typeof window.injected')).toBe('undefined');
  });

  test('a picture of the program’s own address passes the policy', async () => {
    const asked = fixture.page.waitForRequest('**/own.png');
    await fixture.page.evaluate(() => {
      document.body.append(Object.assign(new Image(), { src: '/own.png' }));
    });
    expect((await (await asked).response())?.status()).toBe(404);
  });
});

describe('where the page may go', () => {
  test('nowhere, when the program prevents it', async () => {
    await fixture.page.evaluate("location.href = '/other.html'");
    await fixture.happened('will-navigate app://desk/other.html');
    await fixture.page.evaluate("location.href = 'https://example.com/?names'");
    await fixture.happened('will-navigate https://example.com/?names');
    expect(fixture.page.url()).toBe('https://desk.invalid/index.html#/home');
    await expect
      .poll(() => refusedOf('refused-navigation'))
      .toEqual(['app://desk/other.html', 'https://example.com/?names']);
    expect(await fixture.ask('echo', 'still here')).toEqual(['still here']);
  });

  test('within the page it may: the program is not asked', async () => {
    await fixture.page.evaluate("location.hash = '#/filings'");
    expect(await fixture.ask('describe')).toMatchObject({ url: 'app://desk/index.html#/filings' });
  });

  test('to another page of the program when it allows it, and never to a stranger’s', async () => {
    await fixture.ask('allowNavigation', true);
    await fixture.page.evaluate("location.href = 'https://example.com/allowed'");
    await fixture.happened('will-navigate https://example.com/allowed');
    expect(await fixture.ask('describe')).toMatchObject({ url: 'app://desk/index.html#/filings' });
    await expect.poll(() => refusedOf('refused-request')).toContain('https://example.com/allowed');
    await fixture.ask('allowNavigation', false);
  });

  test('no address but the program’s own can be loaded by the program either', async () => {
    expect(await fixture.ask('loadMissing')).toBe(
      'The browser host loads app:// and data: addresses only, not https://example.com/',
    );
  });
});

describe('what the page asks for in vain', () => {
  test('a new window: the handler is asked, the page gets null', async () => {
    const opened = await fixture.page.evaluate("window.open('https://example.com/window', 'w')");
    expect(opened).toBeNull();
    await fixture.happened('window-open https://example.com/window');
    expect(fixture.host.windows()).toHaveLength(1);
  });

  test('a link into a new tab, by target or by key', async () => {
    await fixture.page.evaluate(() => {
      document.body.innerHTML =
        '<p><a id="blank" target="_blank" href="https://example.com/blank">blank</a></p><p><a id="plain" href="https://example.com/plain">plain</a></p>';
    });
    await fixture.page.click('#blank');
    await fixture.happened('window-open https://example.com/blank');
    await fixture.page.click('#plain', { modifiers: ['Control'] });
    await fixture.happened('window-open https://example.com/plain');
    expect(fixture.page.context().pages()).toHaveLength(1);
  });

  test('permissions', async () => {
    const states = await fixture.page.evaluate(async () => {
      const names = [
        'geolocation',
        'notifications',
        'camera',
        'microphone',
        'clipboard-read',
        'persistent-storage',
      ];
      const found: Record<string, string> = {};
      for (const name of names) {
        found[name] = (await navigator.permissions.query({ name: name as PermissionName })).state;
      }
      return found;
    });
    expect(Object.entries(states).filter(([, state]) => state !== 'denied')).toEqual([]);
    expect(await fixture.host.app.askPermission('geolocation')).toEqual({ request: false, check: false });
  });

  test('frames of strangers and of its own stay empty under the policy', async () => {
    const frames = await fixture.page.evaluate(async () => {
      const frame = Object.assign(document.createElement('iframe'), { src: '/other.html' });
      const loaded = new Promise((resolve) => {
        frame.addEventListener('load', resolve, { once: true });
      });
      document.body.append(frame);
      await loaded;
      const inside = frame.contentWindow as unknown as FixtureWindow | null;
      try {
        return typeof inside?.host;
      } catch {
        return 'out of reach';
      } finally {
        frame.remove();
      }
    });
    expect(frames).not.toBe('object');
  });
});
