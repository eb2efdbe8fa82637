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

/** Runs `work` in the page with what the preload exposed. */
async function inPage<Value>(work: (host: FixtureWindow['host']) => Value | Promise<Value>): Promise<Value> {
  return (await fixture.page.evaluate(`(${String(work)})(window.host)`)) as Value;
}

describe('the preload and its world', () => {
  test('exposes its interface before the first script of the page', async () => {
    const seen = await fixture.page.evaluate('window.seenAtStart');
    expect(seen).toMatchObject({ api: 'object', secure: true });
  });

  test('has contextBridge and ipcRenderer and nothing of Node', async () => {
    await fixture.page.evaluate('window.pageValue = 1');
    expect(await inPage((host) => host['world']?.())).toEqual({
      process: 'undefined',
      buffer: 'undefined',
      global: 'undefined',
      fs: { error: 'module not found: node:fs' },
      unknown: { error: 'The browser host has no electron (in the preload).shell' },
      unknownMember: { error: 'The browser host has no ipcRenderer.sendSync' },
      bindings: [],
      pageValue: 'undefined',
    });
  });

  test('leaves nothing of the channel in the page', async () => {
    const strange = await fixture.page.evaluate(
      'Object.getOwnPropertyNames(window).filter((name) => /^(toNode|fromNode|require|module|exports|process|electron|ipcRenderer|contextBridge)/.test(name))',
    );
    expect(strange).toEqual([]);
  });

  test('exposes each name once', async () => {
    expect(await inPage((host) => host['twice']?.())).toEqual({
      error: 'Cannot bind an API on top of an existing property on the window object',
    });
  });
});

describe('contextBridge', () => {
  test('copies values, drops classes and freezes the interface', async () => {
    const seen = await fixture.page.evaluate(() => {
      'use strict';
      const host = (window as unknown as FixtureWindow).host as unknown as Record<string, unknown> & {
        nested: { list: unknown[]; when: Date; pairs: Map<string, bigint>; bytes: Uint8Array };
        town: object;
      };
      const attempt = (work: () => void): string => {
        try {
          work();
          return 'done';
        } catch (error) {
          return (error as Error).name;
        }
      };
      return {
        number: host['number'],
        list: host.nested.list,
        when: host.nested.when.getTime(),
        pair: host.nested.pairs.get('a') === 1n,
        bytes: [...host.nested.bytes],
        town: host.town,
        townIsPlain: Object.getPrototypeOf(host.town) === Object.prototype,
        replace: attempt(() => {
          (window as unknown as Record<string, unknown>)['host'] = 1;
        }),
        change: attempt(() => {
          host.nested.list.push(3);
        }),
        add: attempt(() => {
          host['more'] = 1;
        }),
      };
    });
    expect(seen).toEqual({
      number: 7,
      list: [1, { two: 2 }],
      when: 0,
      pair: true,
      bytes: [1, 2],
      town: { name: '长江镇' },
      townIsPlain: true,
      replace: 'TypeError',
      change: 'TypeError',
      add: 'TypeError',
    });
  });

  test('copies arguments and results: the page’s own object never arrives', async () => {
    const same = await fixture.page.evaluate(() => {
      const { host } = window as unknown as FixtureWindow;
      const own = { list: [1], when: new Date(5) };
      const copy = host['echo']?.(own) as typeof own;
      return {
        identical: copy === own,
        equal: JSON.stringify(copy) === JSON.stringify(own),
        date: copy.when instanceof Date,
      };
    });
    expect(same).toEqual({ identical: false, equal: true, date: true });
  });

  test('passes functions as proxies, both ways, and hands back the original', async () => {
    const seen = await fixture.page.evaluate(() => {
      const { host } = window as unknown as FixtureWindow;
      const original = (x: unknown): unknown => x;
      host['remember']?.(original);
      return {
        doubled: host['callTwice']?.((x: unknown) => Number(x) * 2),
        back: host['remembered']?.() === original,
      };
    });
    expect(seen).toEqual({ doubled: [2, 4], back: true });
  });

  test('reduces an error to its message', async () => {
    const seen = await fixture.page.evaluate(async () => {
      const { host } = window as unknown as FixtureWindow;
      const look = (error: unknown): unknown[] => [
        (error as Error).constructor === Error,
        (error as Error).message,
        Object.keys(error as object),
      ];
      let thrown: unknown[] = [];
      try {
        host['fail']?.();
      } catch (error) {
        thrown = look(error);
      }
      const later = host['failLater']?.() as Promise<unknown> | undefined;
      return [thrown, await later?.catch(look)];
    });
    expect(seen).toEqual([
      [true, 'wrong', []],
      [true, 'later', []],
    ]);
  });

  test.each(['Symbol("x")', 'new WeakMap()', 'document.body', 'window'])('refuses %s', async (code) => {
    const message = await fixture.page.evaluate(
      `(() => { try { window.host.echo(${code}); } catch (error) { return error.message; } })()`,
    );
    expect(message).toBe('An object could not be cloned.');
  });

  test('goes on when a page has replaced what events are made of', async () => {
    const seen = await fixture.page.evaluate(() => {
      const { host } = window as unknown as FixtureWindow;
      const { dispatchEvent } = EventTarget.prototype;
      const overheard: string[] = [];
      EventTarget.prototype.dispatchEvent = function dispatch(this: EventTarget, event: Event): boolean {
        overheard.push(event.type);
        return dispatchEvent.call(this, event);
      };
      try {
        return { value: host['echo']?.(1), overheard };
      } finally {
        EventTarget.prototype.dispatchEvent = dispatchEvent;
      }
    });
    expect(seen).toEqual({ value: 1, overheard: [] });
  });
});

describe('calls to the main process', () => {
  test('carry structured clones both ways', async () => {
    const seen = await fixture.page.evaluate(async () => {
      const { host } = window as unknown as FixtureWindow;
      const shared = { a: undefined, n: Number.NaN };
      const [map, first, second, bytes] = (await host.call(
        'echo',
        new Map([['k', new Date(9)]]),
        shared,
        [shared],
        new Uint8Array([7, 8]),
      )) as [Map<string, Date>, object, object[], Uint8Array];
      return {
        date: map.get('k')?.getTime(),
        keys: Object.keys(first),
        nan: Number.isNaN((first as { n: number }).n),
        inList: second.length,
        bytes: bytes instanceof Uint8Array && [...bytes],
      };
    });
    expect(seen).toEqual({ date: 9, keys: ['a', 'n'], nan: true, inList: 1, bytes: [7, 8] });
  });

  test('reduce a thrown error to Electron’s sentence', async () => {
    await expect(fixture.ask('fail')).rejects.toThrow(
      "Error invoking remote method 'fail': RangeError: not this month",
    );
    await expect(fixture.ask('failLater')).rejects.toThrow(
      "Error invoking remote method 'failLater': Error: later",
    );
    const keys = await inPage((host) => host.call('fail').catch((error: object) => Object.keys(error)));
    expect(keys).toEqual([]);
  });

  test('fail when nobody handles the channel, or the answer cannot be cloned', async () => {
    await expect(fixture.ask('nobody')).rejects.toThrow(
      "Error invoking remote method 'nobody': Error: No handler registered for 'nobody'",
    );
    await expect(fixture.ask('uncloneable')).rejects.toThrow(
      "Error invoking remote method 'uncloneable': Error: An object could not be cloned.",
    );
    const refused = await inPage((host) => host.call('echo', () => 1).catch((error: Error) => error.message));
    expect(refused).toMatch(/could not be cloned/);
  });

  test('know the frame they come from', async () => {
    expect(await fixture.ask('describe')).toEqual({
      url: 'app://desk/index.html#/home',
      origin: 'app://desk',
      isTop: true,
      parent: null,
      sender: true,
      contentsUrl: 'app://desk/index.html#/home',
    });
    await fixture.page.evaluate("location.hash = '#/enterprises'");
    expect(await fixture.ask('describe')).toMatchObject({ url: 'app://desk/index.html#/enterprises' });
  });

  test('arrive in order, big ones too, and 5,000 rows are whole', async () => {
    const seen = await fixture.page.evaluate(async () => {
      const { host } = window as unknown as FixtureWindow;
      const heard: unknown[] = [];
      const off = host['on']?.('order', (value: unknown) => heard.push(value)) as () => void;
      await host.call('broadcast', 'order', 1);
      await host.call('broadcast', 'order', 'x'.repeat(40_000).length);
      const rows = (await host.call('rows', 5000)) as { id: number; name: string }[];
      await host.call('broadcast', 'order', 3);
      off();
      await host.call('broadcast', 'order', 4);
      return { heard, count: rows.length, last: rows.at(-1)?.name };
    });
    expect(seen).toEqual({ heard: [1, 40_000, 3], count: 5000, last: '如皋市示例精密机械有限公司4999' });
  });

  test('carry long texts and many bytes unchanged, wherever they are cut', async () => {
    const same = await fixture.page.evaluate(async () => {
      const { host } = window as unknown as FixtureWindow;
      const text = `x${'𠮷如皋😀'.repeat(40_000)}`;
      const bytes = new Uint8Array(300_000).map((_, index) => (index * index) % 251);
      const [textBack, bytesBack] = (await host.call('echo', text, bytes)) as [string, Uint8Array];
      return [textBack === text, bytesBack.every((byte, index) => byte === bytes[index])];
    });
    expect(same).toEqual([true, true]);
  });

  test('go one way as well, and are answered with reply', async () => {
    const noted = await fixture.page.evaluate(
      () =>
        new Promise((resolve) => {
          const { host } = window as unknown as FixtureWindow;
          host['on']?.('noted', resolve);
          host['send']?.('note', 'hello');
        }),
    );
    expect(noted).toBe('hello');
    expect(fixture.events()).toContain('sent hello');
  });

  test('refuse to send what cannot be cloned', async () => {
    expect(await fixture.ask('sendUncloneable')).toEqual({ error: 'An object could not be cloned.' });
  });

  // Last: it leaves the page.
  test('lose their frame when the page has gone on', async () => {
    expect(await fixture.ask('keepEvent')).toBe(true);
    await fixture.ask('allowNavigation', true);
    await fixture.page.evaluate("location.href = '/other.html'");
    await fixture.page.waitForURL('**/other.html');
    expect(await fixture.ask('keptFrame')).toBeNull();
    expect(await fixture.ask('describe')).toMatchObject({ url: 'app://desk/other.html' });
  });
});
