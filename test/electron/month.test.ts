import { handInText } from '../../shared/month/rules.ts';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sql, value } from '../../db/sql.ts';
import { emptyProfile } from '../../shared/enterprise/schema.ts';
import { cityAndTown, exportTo, month, open, preview, take, write, townOf } from '../support/two-desks.ts';
import { readDocx, tableTexts } from '../support/docx.ts';

/** The town has joined, been confirmed, and handed in one change. */
async function handedIn() {
  const desks = await cityAndTown();
  const { city, town } = desks;
  await take(town, await exportTo(city, 't06', '下发.drcb'));
  await town.call('enterprise.update', { id: 'e1', changes: { address: '白蒲镇工业路 1 号' }, seen: {} });
  const { token } = await preview(city, await exportTo(town, '', '上报.drcb'));
  const confirmed = await city.call('exchange.confirmDevice', { token });
  await city.call('exchange.import', { token: confirmed.token });
  return desks;
}

describe('the month at the city', () => {
  it('shows who has handed in, who has not, and what waits in the inbox', async () => {
    const { city, town } = await cityAndTown();
    const before = await city.call('month.board', { month });
    expect(before.towns.map(({ name, handIn }) => [name, handIn])).toEqual([
      [expect.any(String), 'absent'],
      ['白蒲镇', 'absent'],
    ]);
    await take(town, await exportTo(city, 't06', '下发.drcb'));
    const { token } = await preview(city, await exportTo(town, '', '上报.drcb'));
    const waiting = await city.call('month.board', { month });
    expect(waiting.towns.find(({ townId }) => townId === 't06')).toMatchObject({
      handIn: 'waiting',
      waiting: 1,
    });
    expect(waiting.open.inbox).toBe(1);
    const confirmed = await city.call('exchange.confirmDevice', { token });
    await city.call('exchange.import', { token: confirmed.token });
    const after = await city.call('month.board', { month });
    expect(after.towns.find(({ townId }) => townId === 't06')).toMatchObject({
      handIn: 'in',
      officer: '镇经办',
      bundles: 1,
      reachable: true,
      waiting: 0,
    });
    const earlier = await city.call('month.board', { month: '2026-10' });
    // One that never joined is asked no more of a month that is over than one that joined later.
    expect(earlier.towns.map(({ handIn }) => handIn)).toEqual(['before', 'before']);
    expect(earlier.open.missing).not.toContain('白蒲镇');
    city.setNow(Date.parse('2027-01-10T09:00:00+08:00'));
    const later = await city.call('month.board', { month: '2026-12' });
    expect(later.towns.map(({ handIn }) => handIn)).toEqual(['before', 'missing']);
  });

  it('judges by the day a bundle was received, not by the day it was taken in', async () => {
    const { city, town } = await cityAndTown();
    await take(town, await exportTo(city, 't06', '下发.drcb'));
    city.setNow(Date.parse('2026-11-30T17:00:00+08:00'));
    const { token } = await preview(city, await exportTo(town, '', '上报.drcb'));
    city.setNow(Date.parse('2026-12-02T09:00:00+08:00'));
    const confirmed = await city.call('exchange.confirmDevice', { token });
    await city.call('exchange.import', { token: confirmed.token });
    const { towns } = await city.call('month.board', { month });
    expect(towns.find(({ townId }) => townId === 't06')?.handIn).toBe('in');
  });

  it('tells what the bundles brought, by town and enterprise, and nothing of what was there before', async () => {
    const { city } = await handedIn();
    write(city, 'e2', { address: '市里自己改的' });
    const changes = await city.call('month.changes', { month });
    expect(changes).toMatchObject([
      {
        townName: '白蒲镇',
        partition: 'e1',
        title: '森松（江苏）重工有限公司',
        isEnterprise: true,
        saves: 1,
        records: [
          {
            entityLabel: '企业',
            saves: 1,
            fields: [{ label: '地址', before: '', after: '白蒲镇工业路 1 号' }],
          },
        ],
      },
    ]);
    expect(await city.call('month.changes', { month: '2026-10' })).toEqual([]);
  });

  it('names of a new record only what somebody filled in', async () => {
    const { city, town } = await handedIn();
    const profile = { ...emptyProfile, name: '镇里新发现的企业', address: '白蒲镇' };
    const { id } = await town.call('enterprise.create', { profile, duplicateAccepted: true });
    await take(city, await exportTo(town, '', '再报.drcb'));
    const changes = await city.call('month.changes', { month });
    expect(changes.find(({ partition }) => partition === id)?.records).toMatchObject([
      {
        fields: expect.arrayContaining([
          { label: '企业名称', before: '', after: '镇里新发现的企业' },
          { label: '地址', before: '', after: '白蒲镇' },
        ]),
      },
    ]);
    const [record] = changes.find(({ partition }) => partition === id)?.records ?? [];
    const labels = record?.fields.map(({ label }) => label);
    expect(labels).not.toContain('主导产品');
    expect(labels).not.toContain('曾用名');
  });

  it('is not closed on another list than the clerk was shown, even when the numbers are the same', async () => {
    const { city, town } = await handedIn();
    const shown = await city.call('month.board', { month });
    await town.call('suggestion.propose', {
      entityType: 'enterprise',
      enterpriseId: 'e1',
      fields: { pool: { member: true, enteredOn: '2026-11-01', leftOn: '' } },
      seen: {},
    });
    await take(city, await exportTo(town, '', '再报.drcb'));
    const { openState } = shown;
    expect(await city.reply('month.close', { month, acceptOpen: true, openState })).toMatchObject({
      ok: false,
      error: { code: 'month.open-changed' },
    });
    const first = await city.call('month.board', { month });
    expect(first.open.suggestions).toBe(1);
    expect(first.closing).toBeNull();
    // Another suggestion in the place of the first: as many as before, and not those that were shown.
    const [waiting] = await city.call('suggestion.list', {});
    await city.call('suggestion.decline', { opIds: [waiting?.opId ?? ''], reason: '已在库' });
    await town.call('suggestion.propose', {
      entityType: 'enterprise',
      enterpriseId: 'e1',
      fields: { pool: { member: true, enteredOn: '2026-11-02', leftOn: '' } },
      seen: {},
    });
    await take(city, await exportTo(town, '', '三报.drcb'));
    const second = await city.call('month.board', { month });
    expect(second.open).toEqual(first.open);
    expect(await city.refusal('month.close', { month, acceptOpen: true, openState: first.openState })).toBe(
      'month.open-changed',
    );
    await city.call('month.close', { month, acceptOpen: true, openState: second.openState });
  });

  it('is closed only when nothing is open or the clerk accepts what is; it can be opened again', async () => {
    const { city, town } = await handedIn();
    // Never asked to join, a town owes nothing and is named apart; invited, it is waited for.
    const unasked = await city.call('month.board', { month });
    expect(unasked.open.missing).toEqual([]);
    expect(unasked.absent).toHaveLength(1);
    await townOf(city, 't01', unasked.absent[0] ?? '');
    const { openState, absent, towns } = await city.call('month.board', { month });
    expect(absent).toEqual([]);
    expect(towns.map((row) => handInText(row)).toSorted()).toEqual(['已交', '已邀请，未加入']);
    expect(await city.call('month.closed', {})).toEqual([]);
    expect(await city.reply('month.close', { month, acceptOpen: false, openState })).toMatchObject({
      ok: false,
      error: { code: 'month.open-items' },
    });
    await city.call('month.close', { month, acceptOpen: true, openState, note: '长江镇下月补交' });
    const { closing } = await city.call('month.board', { month });
    expect(closing).toMatchObject({ closedBy: '市经办', note: '长江镇下月补交' });
    expect(await city.call('month.closed', {})).toEqual([month]);
    expect(closing?.leftOpen.missing).toHaveLength(1);
    expect(await city.reply('month.close', { month, acceptOpen: true, openState })).toMatchObject({
      ok: false,
      error: { code: 'month.already-closed' },
    });
    await take(town, await exportTo(city, 't06', '再下发.drcb'));
    expect(value(open(town).db, sql`SELECT count(*) FROM month_closing`)).toBe(0); // no town's business
    await city.call('month.reopen', { month });
    expect((await city.call('month.board', { month })).closing).toBeNull();
    expect(await city.reply('month.reopen', { month })).toMatchObject({ ok: false });
  });

  it('is no business of a town', async () => {
    const { town } = await cityAndTown();
    expect(await town.reply('month.board', { month })).toMatchObject({ ok: false });
  });
});

describe('bundles for all towns', () => {
  it('are written into one folder, and never over a file that is there', async () => {
    const { city, town } = await handedIn();
    const folder = join(city.folder, 'stick');
    mkdirSync(folder);
    writeFileSync(join(folder, `市发改委至白蒲镇_${month}.drcb`), '别人的文件');
    city.dialogAnswers.push(folder);
    const done = await city.call('month.exportAll', { month });
    expect(done).toMatchObject({ folder, towns: [{ name: '白蒲镇', obstacle: '' }] });
    expect(readdirSync(folder).toSorted()).toEqual([
      `市发改委至白蒲镇_${month}.drcb`,
      `市发改委至白蒲镇_${month}（2）.drcb`,
    ]);
    expect(readFileSync(join(folder, `市发改委至白蒲镇_${month}.drcb`), 'utf8')).toBe('别人的文件');
    await take(town, join(folder, `市发改委至白蒲镇_${month}（2）.drcb`));
    // Each leads to its own paper.
    const bundleId = done?.towns[0]?.bundleId ?? '';
    const { towns } = await city.call('month.board', { month });
    expect(towns.find(({ townId }) => townId === 't06')?.outBundleId).toBe(bundleId);
    expect((await city.call('month.receiptPreview', { bundleId })).html).toContain('白蒲镇');
  });

  it('that were cancelled are named, and those written before stay', async () => {
    const { city } = await handedIn();
    const folder = join(city.folder, 'stick');
    mkdirSync(folder);
    city.dialogAnswers.push(folder);
    const [done] = await Promise.all([
      city.call('month.exportAll', { month }),
      new Promise((resolve) => {
        setImmediate(() => resolve(city.call('task.cancel', { taskId: 'export' })));
      }),
    ]);
    const files = done?.towns.flatMap((town) => town.files) ?? [];
    expect(readdirSync(folder).toSorted()).toEqual(files.toSorted());
    for (const town of done?.towns ?? []) {
      expect(town.files.length > 0 || town.obstacle === '已取消，没有导出').toBe(true);
    }
  });

  it('that cannot be written are named with the reason', async () => {
    const { city } = await handedIn();
    city.dialogAnswers.push(join(city.folder, 'gone'));
    const done = await city.call('month.exportAll', { month });
    expect(done?.towns).toMatchObject([
      { name: '白蒲镇', files: [], obstacle: expect.stringContaining('写不到') },
    ]);
  });

  it('need a town that was invited', async () => {
    const { city } = await cityAndTown();
    for (const { id } of await city.call('invitation.list', {}))
      await city.call('invitation.withdraw', { id });
    const reply = await city.reply('month.exportAll', { month });
    expect(reply.ok ? null : reply.error.code).toBe('exchange.nobody-there');
  });
});

describe('the hand-over receipt', () => {
  it('names both sides, the file and what came of it', async () => {
    const { city } = await handedIn();
    const [record] = (await city.call('exchange.history', {})).filter(({ direction }) => direction === 'in');
    const path = join(city.folder, '交接单.docx');
    city.dialogAnswers.push(path);
    await city.call('month.receiptExport', { bundleId: record?.id ?? '', format: 'docx' });
    expect(existsSync(path)).toBe(true);
    const text = tableTexts(readDocx(readFileSync(path))['word/document.xml'] ?? '')
      .flat()
      .join(' ');
    for (const part of ['白蒲镇', '市发改委', '镇经办', '镇里电脑', '条记录', '新增 1 条'])
      expect(text).toContain(part);
  });

  it('of a bundle that is not known is refused', async () => {
    const { city } = await cityAndTown();
    expect(await city.reply('month.receiptPreview', { bundleId: 'x' })).toMatchObject({
      ok: false,
      error: { code: 'record.not-found' },
    });
  });
});
