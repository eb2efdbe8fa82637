import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { appendWrite } from '../../db/log/append.ts';
import { all, sql, transact } from '../../db/sql.ts';
import { authorOf } from '../../electron/desk.ts';
import { enterpriseEntity } from '../../shared/enterprise/entity.ts';
import { testNowMs } from '../support/database.ts';
import type { TestDesk } from '../support/desk.ts';
import { cityAndTown, exportTo, month, open, preview, take, write } from '../support/two-desks.ts';

const names = (desk: TestDesk): string[] =>
  all<{ name: string }>(open(desk).db, sql`SELECT name FROM enterprise ORDER BY name`).map((row) => row.name);

describe('a month of exchange', () => {
  it('city → town → city → town: each side ends with what it may know', async () => {
    const { city, town } = await cityAndTown();
    await take(town, await exportTo(city, 't06', '下发.drcb'));
    expect(names(town)).toEqual(['森松（江苏）重工有限公司']);

    write(town, 'e1', { address: '白蒲镇工业路1号' });
    const upward = await exportTo(town, '', '上报.drcb');
    const first = await preview(city, upward);
    expect(first).toMatchObject({ unconfirmed: true, added: 1, from: { name: '白蒲镇' } });
    expect(await city.refusal('exchange.import', { token: first.token })).toBe('exchange.unconfirmed');
    const confirmed = await city.call('exchange.confirmDevice', { token: first.token });
    expect(confirmed).toMatchObject({ unconfirmed: false, added: 1 });
    expect(confirmed.partitions).toMatchObject([
      {
        title: '森松（江苏）重工有限公司',
        records: [{ fields: [{ label: '地址', oldText: '', newText: '白蒲镇工业路1号' }] }],
      },
    ]);
    expect(await city.call('exchange.import', { token: confirmed.token })).toMatchObject({ added: 1 });

    write(city, 'e1', { note: '已阅' });
    await take(town, await exportTo(city, 't06', '回复.drcb'));
    expect(all(open(town).db, sql`SELECT note FROM enterprise`)).toEqual([{ note: '已阅' }]);
    // What came from the city is not waiting to be sent back to it.
    expect(await town.call('exchange.peers', {})).toMatchObject([{ unsent: 0, awaiting: 0 }]);
    // The certificate came with it: the next bundle needs no enrolment.
    expect((await preview(city, await exportTo(town, '', '再报.drcb'))).unconfirmed).toBe(false);
  });

  it('previews without writing, and importing again changes nothing', async () => {
    const { city, town } = await cityAndTown();
    const path = await exportTo(city, 't06', '下发.drcb');
    const before = JSON.stringify(all(open(town).db, sql`SELECT id FROM op`));
    await preview(town, path);
    expect(JSON.stringify(all(open(town).db, sql`SELECT id FROM op`))).toBe(before);
    await take(town, path);
    const again = await preview(town, path);
    expect(again).toMatchObject({ added: 0, importedAtMs: testNowMs });
    expect(await town.call('exchange.import', { token: again.token })).toMatchObject({ added: 0 });
  });

  it('names the enterprises and people that only the bundle knows yet', async () => {
    const { city, town } = await cityAndTown();
    const leader = await city.call('person.create', {
      fields: {
        name: '张示例',
        post: '副市长',
        unit: '市政府',
        category: 'city-leader',
        phone: '',
        inOfficeFrom: '',
        inOfficeTo: '',
      },
    });
    await city.call('link.create', {
      enterpriseId: 'e1',
      fields: { personId: leader.id, kind: 'city-leader', fromDate: '2026-01-01', toDate: '', note: '' },
    });
    const { partitions } = await preview(town, await exportTo(city, 't06', '下发.drcb'));
    expect(partitions.map(({ title }) => title)).toEqual([
      '森松（江苏）重工有限公司',
      '市级公共资料（镇区、市领导）',
    ]);
    const text = JSON.stringify(partitions);
    expect(text).toContain('张示例');
    expect(text).not.toContain('尚未收到');
  });

  it('asks for a new preview when something was written in between', async () => {
    const { city, town } = await cityAndTown();
    const { token } = await preview(town, await exportTo(city, 't06', '下发.drcb'));
    write(town, 'e9', { name: '刚录入的企业' });
    expect(await town.refusal('exchange.import', { token })).toBe('exchange.changed');
    const again = await town.call('exchange.preview', { token });
    expect((await town.call('exchange.import', { token: again.token })).added).toBeGreaterThan(0);
    expect(names(town)).toEqual(['刚录入的企业', '森松（江苏）重工有限公司']);
  });

  it('refuses its own bundle, a cut one and one changed by a byte, and leaves nothing in the inbox', async () => {
    const { city, town } = await cityAndTown();
    const path = await exportTo(city, 't06', '下发.drcb');
    const bytes = readFileSync(path);
    const middle = Math.floor(bytes.length / 2);
    const changed = Buffer.from(bytes);
    changed[middle] = (changed[middle] ?? 0) ^ 1;
    for (const [content, code] of [
      [bytes.subarray(0, middle), 'bundle.truncated'],
      [changed, 'bundle.damaged'],
      [Buffer.from('不是数据包'), 'bundle.not-a-bundle'],
      [Buffer.alloc(0), 'bundle.truncated'],
    ] as const) {
      const bad = join(town.folder, '坏.drcb');
      writeFileSync(bad, content);
      town.dialogAnswers.push(bad);
      expect(await town.refusal('exchange.open', {})).toBe(code);
    }
    city.dialogAnswers.push(path);
    expect(await city.refusal('exchange.open', {})).toBe('bundle.own');
    expect(names(town)).toEqual([]);
    expect(readdirSync(join(town.folder, 'inbox'))).toEqual([]);
  });

  it('keeps both values when the two sides changed one field, and the decision travels', async () => {
    const { city, town } = await cityAndTown();
    await take(town, await exportTo(city, 't06', '1.drcb'));
    write(town, 'e1', { address: '镇里的写法' });
    write(city, 'e1', { address: '市里的写法' });
    const { token } = await preview(city, await exportTo(town, '', '2.drcb'));
    const confirmed = await city.call('exchange.confirmDevice', { token });
    expect(confirmed.conflicts).toBe(1);
    await city.call('exchange.import', { token: confirmed.token });
    const [conflict] = await city.call('conflict.list', {});
    await city.call('conflict.settle', {
      entityType: 'enterprise',
      entityId: 'e1',
      field: 'address',
      value: '商定的写法',
      seen: conflict?.values.map((value) => value.opId) ?? [],
    });
    await take(town, await exportTo(city, 't06', '3.drcb'));
    expect(await town.call('conflict.count', {})).toEqual({ count: 0 });
    expect(all(open(town).db, sql`SELECT address FROM enterprise`)).toEqual([{ address: '商定的写法' }]);
  });

  it('asks before an import that takes more than a fifth of the enterprises away', async () => {
    const { city, town } = await cityAndTown();
    await take(town, await exportTo(city, 't06', '1.drcb'));
    const { db, identity } = open(city);
    transact(db, (writable) =>
      appendWrite(writable, authorOf(identity, testNowMs), {
        spec: enterpriseEntity,
        id: 'e1',
        partition: 'e1',
        fields: { deleted: true },
      }),
    );
    const found = await preview(town, await exportTo(city, 't06', '2.drcb'));
    expect(found.retiring).toEqual(['森松（江苏）重工有限公司']);
    expect(await town.refusal('exchange.import', { token: found.token })).toBe('exchange.retiring');
    await town.call('exchange.import', { token: found.token, acceptRetiring: true });
  });

  it('has nobody to send to before a town was invited', async () => {
    const { city } = await cityAndTown();
    city.dialogAnswers.push(join(city.folder, 'x.drcb'));
    expect(await city.refusal('exchange.export', { to: { side: 'town', townId: 't02' }, month })).toBe(
      'exchange.nobody-there',
    );
    expect(readdirSync(city.folder)).not.toContain('x.drcb');
  });
});
