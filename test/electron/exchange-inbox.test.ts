import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { deleteOpenInvitation } from '../../db/invitation.ts';
import { all, sql, transact, value } from '../../db/sql.ts';
import { tidyInbox } from '../../electron/exchange/inbox.ts';
import { unconfirmedSentence } from '../../shared/exchange/waiting.ts';
import { temporaryFolder, testNowMs } from '../support/database.ts';
import { joinTown, openCityDesk } from '../support/joined.ts';
import { cityAndTown, exportTo, open, preview, take, write } from '../support/two-desks.ts';

const files = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder).toSorted() : []);

describe('the inbox', () => {
  it('makes a verified backup before an import, writes it down, and archives the file', async () => {
    const { city, town } = await cityAndTown();
    await take(town, await exportTo(city, 't06', '下发.drcb'));
    expect((await town.call('backup.list', {})).map(({ reason }) => reason)).toEqual(['import']);
    const events = all<{ event: string }>(open(town).db, sql`SELECT event FROM audit`).map(
      (row) => row.event,
    );
    expect(events).toContain('import');
    expect(files(join(town.folder, 'archive'))).toHaveLength(1);
    expect(files(join(town.folder, 'inbox'))).toEqual([]);
  });

  it('keeps what is not imported yet, and lets it be previewed again without the stick', async () => {
    const { city, town } = await cityAndTown();
    const path = await exportTo(city, 't06', '下发.drcb');
    await preview(town, path);
    renameSync(path, `${path}.gone`);
    const [entry] = await town.call('exchange.inbox', {});
    expect(entry).toMatchObject({ state: 'ready', peerName: '市发改委', fileName: '下发.drcb' });
    const again = await town.call('exchange.previewInbox', { name: entry?.name ?? '' });
    expect(again.added).toBeGreaterThan(0);
    await town.call('exchange.discard', { name: entry?.name ?? '' });
    expect(await town.call('exchange.inbox', {})).toEqual([]);
    expect(files(join(town.folder, 'inbox'))).toEqual([]);
  });

  it('has one entry for a bundle that is chosen twice', async () => {
    const { city, town } = await cityAndTown();
    const path = await exportTo(city, 't06', '下发.drcb');
    await preview(town, path);
    await preview(town, path);
    expect(await town.call('exchange.inbox', {})).toHaveLength(1);
  });

  it('says of a bundle that was imported before that it was, and neither counts nor imports it again', async () => {
    const { city, town } = await cityAndTown();
    const path = await exportTo(city, 't06', '下发.drcb');
    expect((await preview(town, path)).importedAtMs).toBeNull();
    expect((await town.call('exchange.inbox', {}))[0]?.importedAtMs).toBeNull();
    await take(town, path);
    expect(await preview(town, path)).toMatchObject({ importedAtMs: testNowMs, added: 0 });
    expect(await town.call('exchange.inbox', {})).toMatchObject([
      { state: 'ready', importedAtMs: testNowMs },
    ]);
    expect(await town.call('exchange.importInbox', {})).toEqual([]);
  });

  it('calls nobody put back because an older bundle is opened again', async () => {
    const { city, town } = await cityAndTown();
    const first = await exportTo(city, 't06', '十月.drcb');
    await take(town, first);
    await city.call('backup.create', {});
    const late = await exportTo(city, 't06', '十一月.drcb');
    await take(town, await exportTo(city, 't06', '十二月.drcb'));
    expect(await preview(town, first)).toMatchObject({ wasPutBack: false, importedAtMs: testNowMs });
    // One that never came looks like one of a laptop that went back to a backup.
    expect(await preview(town, late)).toMatchObject({ wasPutBack: true, importedAtMs: null });
  });

  it('says of a laptop’s first bundle that somebody must compare the fingerprints first', async () => {
    const city = await openCityDesk();
    const town = await joinTown(city);
    const path = join(temporaryFolder(), '首次.drcb');
    town.dialogAnswers.push(path);
    await town.call('exchange.export', { to: { side: 'city', townId: '' }, month: '2026-11' });
    city.dialogAnswers.push(path);
    const found = await city.call('exchange.open', {});
    const states = async () =>
      (await city.call('exchange.inbox', {})).map(({ state, explanation }) => [state, explanation]);
    expect(await states()).toEqual([['unconfirmed', unconfirmedSentence]]);
    await city.call('exchange.confirmDevice', { token: found?.token ?? '' });
    expect(await states()).toEqual([['ready', '']]);
  });

  it('says beforehand which enterprises go to another town, though this one keeps them for now', async () => {
    const { city, town } = await cityAndTown();
    await take(town, await exportTo(city, 't06', '下发.drcb'));
    write(town, 'e1', { address: '还没有导出的地址' });
    await city.call('enterprise.assign', { ids: ['e1'], townId: 't01' });
    const path = await exportTo(city, 't06', '改派.drcb');
    expect((await preview(town, path)).handedOver).toEqual(['森松（江苏）重工有限公司']);
    await take(town, path);
    expect((await preview(town, path)).handedOver).toEqual([]);
  });

  it('says of a bundle of this very laptop that it is for the other side', async () => {
    const { city } = await cityAndTown();
    const path = await exportTo(city, 't06', '下发.drcb');
    await expect(preview(city, path)).rejects.toMatchObject({
      code: 'bundle.own',
      details: { to: '白蒲镇' },
    });
    expect(await city.call('exchange.inbox', {})).toEqual([]);
  });

  it('starts one import for a double click', async () => {
    const { city, town } = await cityAndTown();
    const { token } = await preview(town, await exportTo(city, 't06', '下发.drcb'));
    const [first, second] = await Promise.all([
      town.reply('exchange.import', { token }),
      town.reply('exchange.import', { token }),
    ]);
    expect(first.ok).toBe(true);
    expect(second).toMatchObject({ ok: false, error: { code: 'exchange.busy' } });
  });

  it('takes in a folder: what is sound waits to be imported together, what is not is named', async () => {
    const { city, town } = await cityAndTown();
    const stick = join(town.folder, 'stick');
    mkdirSync(stick);
    const path = await exportTo(city, 't06', '下发.drcb');
    writeFileSync(join(stick, 'a.drcb'), readFileSync(path));
    writeFileSync(join(stick, 'b.DRCB'), readFileSync(path).subarray(0, 900));
    writeFileSync(join(stick, 'c 的副本.drcb'), readFileSync(path));
    writeFileSync(join(stick, '说明.txt'), '不是数据包');
    writeFileSync(join(stick, 'Thumbs.db'), '');
    writeFileSync(join(stick, '._a.drcb'), '');
    mkdirSync(join(stick, '上月'));
    town.dialogAnswers.push(stick);
    const received = await town.call('exchange.receive', { from: 'folder' });
    expect(received).toMatchObject({
      received: 1,
      refused: [{ fileName: 'b.DRCB' }],
      skipped: [
        { fileName: '上月', reason: '是文件夹，里面的文件没有收取' },
        { fileName: '说明.txt', reason: '不是数据包（扩展名 .drcb）' },
        { fileName: 'c 的副本.drcb', reason: '与“a.drcb”是同一个数据包' },
      ],
      ignored: 2,
    });
    const [result] = await town.call('exchange.importInbox', {});
    expect(result).toMatchObject({ peerName: '市发改委', obstacle: '' });
    expect(result?.report?.added).toBeGreaterThan(0);
    expect(await town.call('exchange.inbox', {})).toEqual([]);
    expect(await town.call('exchange.importInbox', {})).toEqual([]);
  });

  it('is tidied after a crash: what was imported is archived, noise and strangers are thrown away', async () => {
    const { city, town } = await cityAndTown();
    const path = await exportTo(city, 't06', '下发.drcb');
    await take(town, path);
    const inbox = join(town.folder, 'inbox');
    const name = 'f'.repeat(32);
    writeFileSync(join(inbox, `${name}.drcb`), readFileSync(path));
    writeFileSync(join(inbox, `${name}.staging`), 'noise');
    writeFileSync(join(inbox, 'half.drcb.part'), 'noise');
    await tidyInbox(town.services, open(town));
    expect(files(inbox)).toEqual([]);
    expect(files(join(town.folder, 'archive'))).toHaveLength(1);
  });

  it('keeps what only a newer program can read when it is tidied, and throws away what is no bundle', async () => {
    const { city, town } = await cityAndTown();
    await take(town, await exportTo(city, 't06', '下发.drcb'));
    const inbox = join(town.folder, 'inbox');
    copyFileSync(join(import.meta.dirname, '../vectors/newer-reader.drcb'), join(inbox, 'newer.drcb'));
    writeFileSync(join(inbox, 'noise.drcb'), '不是数据包');
    await tidyInbox(town.services, open(town));
    expect(files(inbox)).toEqual(['newer.drcb']);
  });
});

describe('a bundle nobody vouches for', () => {
  it('stays in quarantine, changes nothing, and can be confirmed by its fingerprint alone', async () => {
    const { city, town } = await cityAndTown();
    await take(town, await exportTo(city, 't06', '下发.drcb'));
    write(town, 'e1', { address: '白蒲镇工业路1号' });
    const path = await exportTo(town, '', '上报.drcb');
    // The city was put back to a backup made before the invitation, or withdrew it.
    const [invitation] = all<{ id: string }>(open(city).db, sql`SELECT id FROM invitation`);
    transact(open(city).db, (db) => deleteOpenInvitation(db, invitation?.id ?? ''));
    const found = await preview(city, path);
    expect(found).toMatchObject({ unconfirmed: true, isInvited: false });
    expect(await city.refusal('exchange.import', { token: found.token })).toBe('exchange.unconfirmed');
    const confirmed = await city.call('exchange.confirmDevice', { token: found.token });
    await city.call('exchange.import', { token: confirmed.token });
    expect(value(open(city).db, sql`SELECT address FROM enterprise WHERE id = 'e1'`)).toBe('白蒲镇工业路1号');
  });

  it('of a laptop taken out of use: is kept aside, and comes in once the laptop is reinstated', async () => {
    const { city, town } = await cityAndTown();
    await take(town, await exportTo(city, 't06', '下发.drcb'));
    const first = await preview(city, await exportTo(town, '', '1.drcb'));
    const confirmed = await city.call('exchange.confirmDevice', { token: first.token });
    await city.call('exchange.import', { token: confirmed.token });
    const laptop = (await city.call('device.list', {})).find(({ side }) => side === 'town');
    await city.call('device.revoke', { id: laptop?.id ?? '' });
    write(town, 'e1', { address: '停用之后' });
    city.dialogAnswers.push(await exportTo(town, '', '2.drcb'));
    expect(await city.refusal('exchange.open', {})).toBe('bundle.revoked-sender');
    const [entry] = await city.call('exchange.inbox', {});
    expect(entry?.state).toBe('quarantined');
    expect(entry?.explanation).toContain('已停用');
    await city.call('device.reinstate', { id: laptop?.id ?? '' });
    const found = await city.call('exchange.previewInbox', { name: entry?.name ?? '' });
    await city.call('exchange.import', { token: found.token });
    expect(value(open(city).db, sql`SELECT address FROM enterprise WHERE id = 'e1'`)).toBe('停用之后');
  });

  it('of another city’s town is refused and shown where it lies', async () => {
    const { city } = await cityAndTown();
    const other = await cityAndTown();
    city.dialogAnswers.push(await exportTo(other.town, '', '别市.drcb'));
    expect(await city.refusal('exchange.open', {})).toBe('bundle.not-for-us');
    expect(await city.call('exchange.inbox', {})).toEqual([]);
  });
});
