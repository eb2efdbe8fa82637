import { afterEach, expect, it, vi } from 'vitest';
import { call, callOnce } from '../../renderer/api.ts';

afterEach(() => vi.unstubAllGlobals());

it('a double click is one call with one answer; the same asked again later is another call', async () => {
  const asked: unknown[] = [];
  const ask = (name: string, input: unknown): Promise<unknown> => {
    asked.push([name, input]);
    return Promise.resolve({ ok: true, value: asked.length });
  };
  vi.stubGlobal('window', { desk: { call: ask } });
  const [first, second, other] = await Promise.all([
    callOnce('backup.create', {}),
    callOnce('backup.create', {}),
    callOnce('device.revoke', { id: 'f'.repeat(32) }),
  ]);
  expect([first, second, other]).toEqual([1, 1, 2]);
  expect(await callOnce('backup.create', {})).toBe(3);
  await Promise.all([call('backup.list', {}), call('backup.list', {})]);
  expect(asked).toHaveLength(5);
});

it('a refusal is told to both, and the next try is a call again', async () => {
  let calls = 0;
  const refuse = (): Promise<unknown> => {
    calls += 1;
    return Promise.resolve({ ok: false, error: { code: 'exchange.busy', details: {} } });
  };
  vi.stubGlobal('window', { desk: { call: refuse } });
  const results = await Promise.allSettled([callOnce('backup.create', {}), callOnce('backup.create', {})]);
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  await expect(callOnce('backup.create', {})).rejects.toThrow(/没有/);
  expect(calls).toBe(2);
});
