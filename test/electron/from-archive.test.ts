/** A desk put back to a backup finds the bundles it took in since in its own archive. */
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { deskPaths } from '../../electron/session/paths.ts';
import type { OutputOf } from '../../shared/contract.ts';
import { temporaryFolder } from '../support/database.ts';
import type { TestDesk } from '../support/desk.ts';
import { handOver, joinedPassphrase, joinTown, openCityDesk } from '../support/joined.ts';
import { write } from '../support/two-desks.ts';

let city: TestDesk;
let town: TestDesk;

const nameAtCity = async (): Promise<string> => (await city.call('enterprise.get', { id: 'e1' })).name;

const backUp = async (): Promise<string> => (await city.call('backup.create', {})).name;

/** The one bundle there, once the opening has put everything where it belongs. */
async function theOneIn(desk: TestDesk): Promise<OutputOf<'exchange.inbox'>[number]> {
  await expect.poll(() => desk.call('exchange.inbox', {}), { timeout: 20_000 }).toHaveLength(1);
  const [entry] = await desk.call('exchange.inbox', {});
  if (!entry) throw new Error('gone again');
  return entry;
}

beforeEach(async () => {
  city = await openCityDesk();
  write(city, 'e1', { name: '甲重工有限公司', townId: 't06' });
  town = await joinTown(city);
  await handOver(town, city);
  await handOver(city, town, 't06');
});

describe('a city put back to a backup', () => {
  it('finds what it imported since in its inbox, and has it again once imported', async () => {
    const name = await backUp();
    write(town, 'e1', { name: '甲重工装备有限公司' });
    await handOver(town, city);
    expect(await nameAtCity()).toBe('甲重工装备有限公司');
    await city.call('backup.restore', { name });
    expect(await nameAtCity()).toBe('甲重工有限公司');
    const entry = await theOneIn(city);
    expect(entry).toMatchObject({ peerName: '白蒲镇', state: 'ready', importedAtMs: null });
    expect(entry.explanation).toContain('由本机存档放回');
    const { token } = await city.call('exchange.previewInbox', { name: entry.name });
    await city.call('exchange.import', { token });
    expect(await nameAtCity()).toBe('甲重工装备有限公司');
    expect(await city.call('exchange.inbox', {})).toEqual([]);
  });

  it('finds it again at the next opening when it was put aside, and leaves folders and what is no bundle alone', async () => {
    const name = await backUp();
    await handOver(town, city);
    const { archive } = deskPaths(city.folder);
    writeFileSync(join(archive, 'notes.drcb'), 'no bundle');
    mkdirSync(join(deskPaths(city.folder).inbox, '旧数据包'));
    await city.call('backup.restore', { name });
    const entry = await theOneIn(city);
    await city.call('exchange.discard', { name: entry.name });
    await city.call('session.lock', {});
    await city.call('session.unlock', { passphrase: joinedPassphrase });
    const again = await theOneIn(city);
    expect(again.fileName).toBe(entry.fileName);
    expect(existsSync(join(archive, 'notes.drcb'))).toBe(true);
    // What the city wrote itself stays where it is.
    expect(readdirSync(archive).length).toBeGreaterThan(2);
  });

  it('keeps what it had received since and not imported yet, though the stick is gone', async () => {
    const name = await backUp();
    write(town, 'e1', { name: '甲重工装备有限公司' });
    const path = join(temporaryFolder(), '上报.drcb');
    town.dialogAnswers.push(path);
    await town.call('exchange.export', { to: { side: 'city', townId: '' }, month: '2026-11' });
    city.dialogAnswers.push(path);
    await city.call('exchange.receive', { from: 'files' });
    await rm(path);
    await city.call('backup.restore', { name });
    const entry = await theOneIn(city);
    expect(entry).toMatchObject({ peerName: '白蒲镇', state: 'ready', importedAtMs: null });
    expect(entry.explanation).toContain('由本机放回');
    expect(await city.call('exchange.importInbox', {})).toMatchObject([
      { obstacle: '', report: { added: 1 } },
    ]);
    expect(await nameAtCity()).toBe('甲重工装备有限公司');
  });
});
