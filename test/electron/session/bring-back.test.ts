import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { deskPaths } from '../../../electron/session/paths.ts';
import { temporaryFolder, testNowMs } from '../../support/database.ts';
import { turnedOver } from '../../support/damage.ts';
import { failNotingRestore, openTestDesk, type TestDesk } from '../../support/desk.ts';

const passphrase = '如皋市发改委 2026';

/** A desk on the old computer, and its backups folder as it lies on a removable disk. */
async function oldComputer(): Promise<{ old: TestDesk; stick: string; name: string }> {
  const old = openTestDesk({ closed: true });
  await old.call('session.createCity', { officer: '王经办', deviceName: '旧电脑', passphrase });
  await old.call('draft.put', { key: 'kept', value: '在备份里' });
  const { name } = await old.call('backup.create', {});
  const stick = join(temporaryFolder(), '移动硬盘');
  cpSync(deskPaths(old.folder).backups, stick, { recursive: true });
  return { old, stick, name };
}

const identityOf = (desk: TestDesk) => desk.services.desk.current()?.identity;

describe('a new computer', () => {
  it('takes over the desk of the old one from its backups, as a new incarnation', async () => {
    const { old, stick, name } = await oldComputer();
    const desk = openTestDesk({ closed: true });
    desk.dialogAnswers.push(join(stick, name));
    const chosen = await desk.call('backup.choose', {});
    expect(chosen).toMatchObject({ side: 'city', atMs: testNowMs });
    const handle = chosen?.handle ?? '';
    expect(await desk.refusal('backup.bringBack', { handle, passphrase: '不对的口令' })).toBe(
      'session.wrong-passphrase',
    );
    expect(await desk.call('session.state', {})).toMatchObject({ state: 'first-run' });
    expect(existsSync(desk.folder)).toBe(false);
    expect(await desk.call('backup.bringBack', { handle, passphrase })).toMatchObject({
      state: 'open',
      side: 'city',
      officer: '王经办',
    });
    expect(await desk.call('draft.get', { key: 'kept' })).toMatchObject({ value: '在备份里' });
    expect(identityOf(desk)?.deviceId).toBe(identityOf(old)?.deviceId);
    expect(identityOf(desk)?.incarnation).not.toBe(identityOf(old)?.incarnation);
    expect((await desk.call('audit.list', { limit: 5 })).map(({ event }) => event)).toContain('restore');
    await desk.call('session.lock', {});
    expect(await desk.call('session.unlock', { passphrase })).toMatchObject({ state: 'open' });
    await desk.call('backup.create', {});
    expect(await desk.call('backup.list', {})).toHaveLength(1);
  });

  it('says so when the key file was left behind', async () => {
    const { stick, name } = await oldComputer();
    rmSync(join(stick, 'key.json'));
    const desk = openTestDesk({ closed: true });
    desk.dialogAnswers.push(join(stick, name), null);
    expect(await desk.refusal('backup.choose', {})).toBe('backup.no-key-beside');
    expect(await desk.call('backup.choose', {})).toBeNull();
  });

  it('takes nothing from a damaged backup, and leaves no half desk', async () => {
    const { stick, name } = await oldComputer();
    const file = join(stick, name);
    writeFileSync(file, turnedOver(readFileSync(file), 20_000));
    const desk = openTestDesk({ closed: true });
    desk.dialogAnswers.push(file);
    const chosen = await desk.call('backup.choose', {});
    const input = { handle: chosen?.handle ?? '', passphrase };
    expect(await desk.refusal('backup.bringBack', input)).toBe('backup.unusable');
    expect(existsSync(desk.folder)).toBe(false);
    expect(existsSync(`${desk.folder}.new`)).toBe(false);
    rmSync(file);
    expect(await desk.refusal('backup.bringBack', input)).toBe('backup.not-found');
  });

  it('on which it cannot be noted has the desk all the same, held by nobody until it is unlocked', async () => {
    const old = openTestDesk({ closed: true });
    await old.call('session.createCity', { officer: '王经办', deviceName: '旧电脑', passphrase });
    failNotingRestore(old);
    const { name } = await old.call('backup.create', {});
    const desk = openTestDesk({ closed: true });
    desk.dialogAnswers.push(join(deskPaths(old.folder).backups, name));
    const chosen = await desk.call('backup.choose', {});
    const input = { handle: chosen?.handle ?? '', passphrase };
    await expect(desk.call('backup.bringBack', input)).rejects.toThrow('no room');
    expect(desk.topics).toContain('session'); // the window leaves the first run for the lock screen
    expect(await desk.call('session.state', {})).toMatchObject({ state: 'locked' });
    expect(await desk.call('session.unlock', { passphrase })).toMatchObject({ state: 'open' });
    expect(identityOf(desk)?.incarnation).not.toBe(identityOf(old)?.incarnation);
  });

  it('that has a desk keeps it', async () => {
    const { old, stick, name } = await oldComputer();
    old.dialogAnswers.push(join(stick, name));
    const chosen = await old.call('backup.choose', {});
    const input = { handle: chosen?.handle ?? '', passphrase };
    expect(await old.refusal('backup.bringBack', input)).toBe('session.already-set-up');
  });
});

describe('a backup from elsewhere', () => {
  it('joins the list of the desk it belongs to, and can be restored', async () => {
    const { old, stick, name } = await oldComputer();
    rmSync(join(deskPaths(old.folder).backups, name));
    old.dialogAnswers.push(join(stick, name));
    expect(await old.call('backup.add', {})).toEqual({ name });
    expect(await old.call('backup.list', {})).toMatchObject([{ name, atMs: testNowMs }]);
    old.dialogAnswers.push(join(stick, name));
    const again = await old.call('backup.add', {});
    expect(again?.name).not.toBe(name);
    expect(await old.call('backup.restore', { name })).toMatchObject({ state: 'open' });
  });

  it('of another desk is refused, and nothing of it stays', async () => {
    const { stick, name } = await oldComputer();
    const { old: other } = await oldComputer();
    const before = await other.call('backup.list', {});
    other.dialogAnswers.push(join(stick, name));
    expect(await other.refusal('backup.add', {})).toBe('backup.unusable');
    expect(await other.call('backup.list', {})).toEqual(before);
    await other.call('session.lock', {});
    expect(await other.refusal('backup.add', {})).toBe('session.locked');
  });
});
