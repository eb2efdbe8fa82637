import { describe, expect, it } from 'vitest';
import { isTrustedFrame } from '../../electron/trusted-frame.ts';
import { openTestDesk } from '../support/desk.ts';

describe('the one channel', () => {
  it('refuses a name that is not in the contract, inherited ones too', async () => {
    const desk = openTestDesk();
    for (const name of ['filing.launch', 'toString', '__proto__', 'constructor']) {
      expect(await desk.reply(name, {})).toEqual({
        ok: false,
        error: { code: 'rpc.unknown-procedure', details: {} },
      });
    }
  });

  it('refuses input that is not as declared, with a reason', async () => {
    const desk = openTestDesk();
    expect(await desk.reply('draft.get', { key: 7 })).toMatchObject({
      ok: false,
      error: { code: 'rpc.invalid-input', details: { reason: '有一项内容的类型不对' } },
    });
  });

  it('refuses an input of more than 16 MiB before looking at it', async () => {
    const desk = openTestDesk();
    const value = 'x'.repeat(17 * 1024 * 1024);
    expect(await desk.reply('draft.put', { key: 'k', value })).toMatchObject({
      error: { code: 'rpc.too-large' },
    });
  });

  it('refuses input nested too deeply to be read, in words', async () => {
    const desk = openTestDesk();
    let value: unknown = '底';
    for (let level = 0; level < 20_000; level += 1) value = [value];
    expect(await desk.reply('draft.put', { key: 'k', value })).toMatchObject({
      error: { code: 'rpc.too-deep' },
    });
  });

  it('answers nothing but the session while locked', async () => {
    const desk = openTestDesk({ closed: true });
    expect(await desk.refusal('draft.get', { key: 'k' })).toBe('session.locked');
    expect((await desk.call('session.state', {})).state).not.toBe('open');
  });

  it('keeps a draft and gives it back', async () => {
    const desk = openTestDesk();
    await desk.call('draft.put', { key: 'filing:new', value: { findings: '未写完' } });
    expect(await desk.call('draft.get', { key: 'filing:new' })).toMatchObject({
      value: { findings: '未写完' },
    });
    await desk.call('draft.delete', { key: 'filing:new' });
    expect(await desk.call('draft.get', { key: 'filing:new' })).toBeNull();
  });

  it('deletes the draft that a command saves together with it, and keeps it when the command is refused', async () => {
    const desk = openTestDesk({ side: 'city' });
    const key = 'town:new';
    await desk.call('draft.put', { key, value: { name: '新设街道' } });
    const refused = await desk.reply('town.update', { id: 'tx', name: '甲', alias: '', savedDraft: key });
    expect(refused.ok).toBe(false);
    expect(await desk.call('draft.get', { key })).not.toBeNull();
    const created = await desk.reply('town.create', { name: '新设街道', alias: '', savedDraft: key });
    expect(created.ok).toBe(true);
    expect(await desk.call('draft.get', { key })).toBeNull();
  });
});

describe('the sender of a call', () => {
  it.each([
    ['the top frame of our page', { url: 'app://desk/index.html#/x', parent: null }, true],
    ['a frame inside it', { url: 'app://desk/index.html', parent: {} }, false],
    ['a frame that is gone', null, false],
    ['another origin', { url: 'https://desk/index.html', parent: null }, false],
    ['a look-alike host', { url: 'app://desk.example/index.html', parent: null }, false],
    ['a printed page', { url: 'app://print/1', parent: null }, false],
  ])('%s: %s → %s', (_, frame, trusted) => {
    expect(isTrustedFrame(frame)).toBe(trusted);
  });
});
