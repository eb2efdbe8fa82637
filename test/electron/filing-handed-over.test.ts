/** A filing whose enterprise goes to another town while it is being dealt with, seen from both desks and from the city. */
import { describe, expect, it } from 'vitest';
import { sql, value } from '../../db/sql.ts';
import { startOfDayMs } from '../../shared/clock.ts';
import type { InputOf, ProcedureName } from '../../shared/contract.ts';
import { attachFile, chooseFile } from '../support/chosen-file.ts';
import { placeFile, type TestDesk } from '../support/desk.ts';
import { handOver } from '../support/joined.ts';
import { addLeader, handOverClearing, linkTo } from '../support/leaders.ts';
import { annex6Filing } from '../support/records.ts';
import { cityAndTown, open, townOf } from '../support/two-desks.ts';

const enterpriseId = 'e1';
const hour = 3_600_000;
const morning = startOfDayMs('2026-11-25') + 9 * hour;
const how = { way: 'paper', handledBy: '李经办', receiptNumber: '' } as const;

interface Story {
  readonly city: TestDesk;
  /** 白蒲镇, which wrote the filing. */
  readonly before: TestDesk;
  /** 长江镇, which keeps the enterprise now. */
  readonly after: TestDesk;
  /** 白蒲镇's filing. */
  readonly id: string;
  /** The city's own, of the same enterprise. */
  readonly citys: string;
}

/** 白蒲镇 writes a filing and hands it in; the city gives the enterprise to 长江镇, while 白蒲镇 goes on with it. */
async function reassigned(): Promise<Story> {
  const { city, town: before } = await cityAndTown();
  const after = await townOf(city, 't10', '长江镇');
  for (const desk of [city, before, after]) desk.setNow(morning);
  const person = await addLeader(city, '周市长', 'city-leader');
  await linkTo(city, enterpriseId, person, 'city-leader');
  const citys = (await city.call('filing.create', { enterpriseId, fields: annex6Filing })).id;
  for (const town of [before, after]) await handOver(town, city);
  await handOver(city, before, 't06');
  const { id } = await before.call('filing.create', { enterpriseId, fields: annex6Filing });
  await handOver(before, city);
  await city.call('enterprise.assign', { ids: [enterpriseId], townId: 't10' });
  await before.call('filing.advance', {
    id,
    step: { to: 'reported', atMs: morning - hour, notifiedAtMs: morning - hour, how },
  });
  await handOver(city, before, 't06');
  await handOver(city, after, 't10');
  return { city, before, after, id, citys };
}

async function attach(desk: TestDesk, aboutId: string, name: string, content = name): Promise<string> {
  return attachFile(desk, { enterpriseId, aboutId }, name, content);
}

const attachmentsAt = async (desk: TestDesk, aboutId: string) =>
  (await desk.call('attachment.list', { enterpriseId, aboutId })).map(({ name, available, editable }) => ({
    name,
    available,
    editable,
  }));

const scan = { name: '签字扫描件.pdf', available: true };

describe('a scan that comes late', () => {
  it('is added by the town that wrote the filing, and reaches the city and the town that keeps the enterprise now', async () => {
    const { city, before, after, id } = await reassigned();
    const attachment = await attach(before, id, scan.name);
    await before.call('attachment.describe', { id: attachment, note: '盖章后补扫' });
    expect(await attachmentsAt(before, id)).toEqual([{ ...scan, editable: true }]);
    await handOver(before, city);
    expect(await attachmentsAt(city, id)).toEqual([{ ...scan, editable: true }]);
    expect(await city.call('suggestion.list', { answered: false })).toEqual([]);
    await handOver(city, after, 't10');
    expect(await attachmentsAt(after, id)).toEqual([{ ...scan, editable: true }]);
    expect(await after.call('attachment.list', { enterpriseId, aboutId: id })).toMatchObject([
      { note: '盖章后补扫' },
    ]);
    // The old town lets all of it go once the city holds it.
    expect(await handOverClearing(city, before, { side: 'town', townId: 't06' })).toHaveLength(1);
    expect(await before.refusal('filing.get', { id })).toBe('record.not-found');
  });

  it('stays at the town until its content has come to the city, also when the record came before it', async () => {
    const { city, before, after, id } = await reassigned();
    await attach(before, id, scan.name);
    await handOver(before, city);
    // As after a further part that was lost on the way, or a city put back to a backup.
    open(city).db.connection.exec('DELETE FROM blob');
    await handOver(city, after, 't10');
    expect(await attachmentsAt(after, id)).toEqual([{ ...scan, available: false, editable: true }]);
    const town = { side: 'town', townId: 't06' } as const;
    expect(await handOverClearing(city, before, town)).toEqual([]);
    expect(await attachmentsAt(before, id)).toEqual([{ ...scan, editable: true }]);
    await handOver(before, city);
    expect(await attachmentsAt(city, id)).toEqual([{ ...scan, editable: true }]);
    expect(await handOverClearing(city, before, town)).toHaveLength(1);
    expect(value(open(before).db, sql`SELECT count(*) FROM blob`)).toBe(0);
    await handOver(city, after, 't10');
    expect(await attachmentsAt(after, id)).toEqual([{ ...scan, editable: true }]);
  });

  it('is not added to what the town did not write, nor to the enterprise, and what others added is not taken away', async () => {
    const { city, before, after, id, citys } = await reassigned();
    const late = await attach(after, id, '长江镇补充.pdf');
    await handOver(after, city);
    for (const aboutId of [citys, '']) {
      const path = placeFile(before, '误选.pdf', '误选');
      const { token } = await chooseFile(before, { enterpriseId, aboutId }, path);
      expect(await before.refusal('attachment.add', { enterpriseId, aboutId, token, note: '' })).toBe(
        'enterprise.handed-over',
      );
    }
    expect(await attachmentsAt(before, citys)).toEqual([]);
    // 长江镇 keeps the enterprise: everything on it is its to put in order.
    await after.call('attachment.remove', { id: late });
    expect(await attachmentsAt(after, id)).toEqual([]);
  });
});

describe('a filing in the middle of its way', () => {
  it('is brought to its end by the town that wrote it', async () => {
    const { city, before, after, id } = await reassigned();
    expect(await before.call('filing.get', { id })).toMatchObject({
      editable: true,
      progress: { status: 'reported' },
    });
    await before.call('filing.advance', { id, step: { to: 'inspected', date: '2026-11-25' } });
    await before.call('filing.advance', { id, step: { to: 'concluded', date: '2026-11-25' } });
    await before.call('filing.advance', { id, step: { to: 'sent', atMs: morning, how } });
    await before.call('filing.print', { id });
    await handOver(before, city);
    await handOver(city, after, 't10');
    for (const desk of [city, after])
      expect(await desk.call('filing.get', { id })).toMatchObject({
        progress: { status: 'sent', sentAtMs: morning },
        case: { versions: [{ version: 1 }] },
        editable: true,
      });
  });

  it('may be gone on with by the town that keeps the enterprise now, and no new one is begun at the old one', async () => {
    const { city, before, after, id } = await reassigned();
    await handOver(before, city);
    await handOver(city, after, 't10');
    await after.call('filing.advance', { id, step: { to: 'inspected', date: '2026-11-25' } });
    expect((await after.call('filing.get', { id })).progress.status).toBe('inspected');
    await after.call('filing.create', { enterpriseId, fields: annex6Filing });
    const refused = before.call('filing.create', { enterpriseId, fields: annex6Filing });
    await expect(refused).rejects.toMatchObject({
      code: 'enterprise.handed-over',
      details: { town: '长江镇' },
    });
  });

  it('that another wrote is only read at the old town: nothing of it is written', async () => {
    const { city, before, citys: id } = await reassigned();
    await city.call('filing.explain', { id, warning: 'same-unit-again', reason: '复核' });
    await city.call('filing.void', { id, reason: '检查取消', voidedOn: '2026-11-25' });
    expect((await before.call('filing.get', { id })).editable).toBe(false);
    const written = () => value<number>(open(before).db, sql`SELECT count(*) FROM op`);
    const count = written();
    for (const [name, input] of everyWrite(id)) {
      expect([name, await before.refusal(name, input as InputOf<typeof name>)]).toEqual([
        name,
        'enterprise.handed-over',
      ]);
    }
    // Printing for reading makes no version of the office's.
    await before.call('filing.print', { id });
    expect(written()).toBe(count);
  });
});

/** Everything that writes of a filing. */
function everyWrite(id: string): readonly (readonly [ProcedureName, unknown])[] {
  const delivery = { ...how, atMs: morning, note: '' };
  return [
    ['filing.update', { id, enterpriseId, fields: annex6Filing, seen: {} }],
    ['filing.advance', { id, step: { to: 'inspected', date: '2026-11-25' }, seen: {} }],
    ['filing.stepBack', { id, seen: {} }],
    ['filing.remove', { id }],
    ['filing.deliver', { id, slot: 'report-head', delivery }],
    ['filing.undeliver', { id, slot: 'report-head' }],
    ['filing.explain', { id, warning: 'same-unit-again', reason: '复核' }],
    ['filing.unexplain', { id, reasonId: 'r1' }],
    ['filing.void', { id, reason: '检查取消', voidedOn: '2026-11-25' }],
    ['filing.unvoid', { id }],
    ['filing.correct', { id }],
    ['filing.number', { id }],
  ];
}
