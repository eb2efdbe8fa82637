import { describe, expect, it } from 'vitest';
import { openTestDesk } from '../support/desk.ts';

describe('a preference', () => {
  it('is kept, replaced, and null before anything was chosen', async () => {
    const desk = openTestDesk();
    const key = 'table/enterprises/columns';
    expect(await desk.call('preference.get', { key })).toBeNull();
    await desk.call('preference.put', { key, value: { code: true } });
    await desk.call('preference.put', { key, value: { code: false } });
    expect(await desk.call('preference.get', { key })).toEqual({ code: false });
  });

  it('announces nothing: no list is fetched again because a column was chosen', async () => {
    const desk = openTestDesk();
    await desk.call('preference.put', { key: 'shell/nav-collapsed', value: true });
    expect(desk.topics).toEqual([]);
  });

  it('cannot reach the settings of the desk', async () => {
    const desk = openTestDesk();
    for (const key of ['idle-lock-minutes', '../idle-lock-minutes', '']) {
      expect(await desk.refusal('preference.put', { key, value: 1 })).toBe('rpc.invalid-input');
    }
  });
});
