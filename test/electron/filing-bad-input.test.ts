/** What is typed, chosen or clicked wrongly at a filing: said in one sentence, nothing lost, nothing half written. */
import { truncateSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sql, value } from '../../db/sql.ts';
import { startOfDayMs } from '../../shared/clock.ts';
import { errorText } from '../../shared/errors.ts';
import { chooseFile } from '../support/chosen-file.ts';
import { placeFile, type TestDesk } from '../support/desk.ts';
import { filingFields as fields, filingLedger } from '../support/filing-ledger.ts';
import { open } from '../support/two-desks.ts';

const hour = 3_600_000;
const morning = startOfDayMs('2026-11-23') + 9 * hour;
const how = { way: 'paper', handledBy: '王经办', receiptNumber: '' } as const;
const list = { filter: {}, offset: 0, limit: 50 };
const filings = async (desk: TestDesk): Promise<number> => (await desk.call('filing.list', list)).total;
const written = (desk: TestDesk) => value<number>(open(desk).db, sql`SELECT count(*) FROM op`);
const codesOf = async (desk: TestDesk, id: string) =>
  (await desk.call('filing.get', { id })).warnings.map(({ code }) => code);

async function begun() {
  const { desk, enterpriseId } = await filingLedger();
  const { id } = await desk.call('filing.create', { enterpriseId, fields });
  return { desk, enterpriseId, id };
}

describe('a leader who left yesterday', () => {
  it('is no one’s leader today: refused with the draft kept; a filing of yesterday still names him', async () => {
    const { desk, enterpriseId } = await filingLedger();
    const links = await desk.call('link.byEnterprise', { enterpriseId });
    const { id, personId, heads } = links.find(({ toDate }) => toDate === '')!;
    const span = { personId, kind: 'city-leader', fromDate: '2026-01-01', note: '' } as const;
    await desk.call('link.update', { id, fields: { ...span, toDate: '2026-11-22' }, seen: heads });
    const key = `filing:new:${enterpriseId}`;
    await desk.call('draft.put', { key, value: { values: fields, seen: null } });
    const today = { ...fields, inspectionDate: '2026-11-23' };
    expect(await desk.reply('filing.create', { enterpriseId, fields: today, savedDraft: key })).toMatchObject(
      { ok: false, error: { code: 'filing.no-leader', details: { date: '2026-11-23' } } },
    );
    expect(await filings(desk)).toBe(0);
    expect(await desk.call('draft.get', { key })).toMatchObject({ value: { values: fields } });
    const yesterday = { ...fields, inspectionDate: '2026-11-22' };
    const made = await desk.call('filing.create', { enterpriseId, fields: yesterday });
    expect((await desk.call('filing.get', made)).cityLeader).toMatchObject({ name: '李四' });
  });

  it('but is still linked is warned of', async () => {
    const { desk, enterpriseId } = await filingLedger();
    const people = await desk.call('person.list', { includeFormer: true });
    const { id, heads, ...person } = people.find(({ name }) => name === '李四')!;
    const { name, post, unit, category, phone, inOfficeFrom } = person;
    const left = { name, post, unit, category, phone, inOfficeFrom, inOfficeTo: '2026-11-22' };
    await desk.call('person.update', { id, fields: left, seen: heads });
    const made = await desk.call('filing.create', { enterpriseId, fields });
    expect(await codesOf(desk, made.id)).toContain('leader-left');
  });
});

describe('a scan', () => {
  it.each(['扫描件.pdf', '扫描件.jpg'])(
    'of 200 MB (%s) is refused by its size, with what to do instead',
    async (name) => {
      const { desk, enterpriseId, id } = await begun();
      const path = placeFile(desk, name, Uint8Array.of(0xff, 0xd8, 0xff));
      truncateSync(path, 200 * 1024 * 1024);
      const refused = chooseFile(desk, { enterpriseId, aboutId: id }, path);
      await expect(refused).rejects.toMatchObject({ code: 'attachment.too-large', details: { file: name } });
      expect(errorText('attachment.too-large', { file: name })).toContain('没有添加');
      expect(await desk.call('attachment.list', { enterpriseId, aboutId: id })).toEqual([]);
    },
  );

  it('that is a program under another name is taken in only after a warning', async () => {
    const { desk, enterpriseId, id } = await begun();
    const path = placeFile(desk, '签字扫描件.pdf', 'MZ\u0090\u0000 This program cannot be run');
    const chosen = await chooseFile(desk, { enterpriseId, aboutId: id }, path);
    expect(chosen).toMatchObject({ picture: null, warning: expect.stringContaining('可以运行的程序') });
  });

  it('that is a picture cut off in the middle is kept as it is, when the officer says so', async () => {
    const { desk, enterpriseId, id } = await begun();
    const broken = Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46);
    const chosen = await chooseFile(desk, { enterpriseId, aboutId: id }, placeFile(desk, '照片.jpg', broken));
    expect(chosen.picture).toBe('image/jpeg');
    await desk.call('attachment.add', { enterpriseId, aboutId: id, token: chosen.token, note: '' });
    expect(await desk.call('attachment.list', { enterpriseId, aboutId: id })).toMatchObject([
      { name: '照片.jpg', sizeBytes: broken.length, available: true },
    ]);
  });

  it('without a byte is refused', async () => {
    const { desk, enterpriseId, id } = await begun();
    const refused = chooseFile(desk, { enterpriseId, aboutId: id }, placeFile(desk, '扫描件.pdf', ''));
    await expect(refused).rejects.toMatchObject({ code: 'attachment.empty' });
  });
});

describe('pasted text', () => {
  const pasted = `甲\u0000乙\u0007\u001b丙${'查'.repeat(10_000)}`;

  it.each([
    ['basisAndReason', null],
    ['findings', null],
    ['conclusion', null],
    ['inspectingUnit', '文字过长，请不超过 100 字'],
    ['triggerReference', '文字过长，请不超过 500 字'],
    ['thisConclusion', '文字过长，请不超过 500 字'],
    ['note', '备注请不超过 5000 字'],
  ] as const)(
    '10,000 characters with controls among them in %s: kept without them, or refused whole',
    async (field, refusal) => {
      const { desk, enterpriseId, id } = await begun();
      const { heads } = await desk.call('filing.get', { id });
      const count = written(desk);
      const change = { id, enterpriseId, fields: { ...fields, [field]: pasted }, seen: heads };
      if (refusal === null) {
        await desk.call('filing.update', change);
        const kept = (await desk.call('filing.get', { id }))[field];
        expect([kept.slice(0, 4), kept.length]).toEqual(['甲乙丙查', 10_003]);
        expect((await desk.call('filing.preview', { id })).html).toContain('甲乙丙查');
        return;
      }
      expect(await desk.reply('filing.update', change)).toMatchObject({
        ok: false,
        error: { code: 'rpc.invalid-input', details: { reason: expect.stringContaining(refusal) } },
      });
      expect(written(desk)).toBe(count);
      // Fewer, and the controls are taken out as in the others.
      const short = { ...fields, [field]: '甲\u0000乙\u0007\u001b丙' };
      await desk.call('filing.update', { ...change, fields: short });
      expect((await desk.call('filing.get', { id }))[field]).toBe('甲乙丙');
    },
  );
});

describe('a double click', () => {
  const both = async (...calls: readonly Promise<{ readonly ok: boolean }>[]) =>
    (await Promise.all(calls)).map((reply) => (reply.ok ? 'ok' : (reply as unknown as Refusal).error.code));
  interface Refusal {
    readonly error: { readonly code: string };
  }

  it('takes one step, not two', async () => {
    const { desk, id } = await begun();
    const step = { to: 'reported', atMs: morning, notifiedAtMs: morning, how };
    const click = () => desk.reply('filing.advance', { id, step });
    expect(await both(click(), click())).toEqual(['ok', 'filing.step-not-next']);
    const { progress, case: beside } = await desk.call('filing.get', { id });
    expect(progress).toMatchObject({ status: 'reported', reportedAtMs: morning });
    expect(beside.deliveries.filter(({ id: record }) => record !== '')).toHaveLength(3);
  });

  it('voids once, and what is taken back counts again', async () => {
    const { desk, id } = await begun();
    const click = () => desk.reply('filing.void', { id, reason: '检查取消', voidedOn: '2026-11-23' });
    expect(await both(click(), click())).toEqual(['ok', 'filing.already-void']);
    await desk.call('filing.unvoid', { id });
    expect((await desk.call('filing.get', { id })).standing).toBe('counts');
  });

  it('never gives two new filings one number, and the second says that the unit comes again', async () => {
    const { desk, enterpriseId } = await filingLedger();
    const click = () => desk.reply('filing.create', { enterpriseId, fields });
    expect(await both(click(), click())).toEqual(['ok', 'ok']);
    const { rows } = await desk.call('filing.list', list);
    expect(rows.map(({ number }) => number).toSorted()).toEqual(['〔2026〕1号', '〔2026〕2号']);
    expect(await codesOf(desk, rows[0]!.id)).toContain('same-unit-again');
  });
});

describe('a delivery long before the inspection', () => {
  it('is recorded as it is told, and warned of until it is put right', async () => {
    const { desk, id } = await begun();
    const delivery = { ...how, atMs: startOfDayMs('1900-01-01'), note: '' };
    await desk.call('filing.deliver', { id, slot: 'report-government', delivery });
    const { warnings } = await desk.call('filing.get', { id });
    expect(warnings).toContainEqual({
      code: 'moment-far',
      tone: 'warn',
      text: '办理时间中的 1900-01-01 比检查日期 2026-11-24 早一年以上，请核对是否填错年份。',
    });
    await desk.call('filing.explain', { id, warning: 'moment-far', reason: '原始单据如此' });
    await desk.call('filing.deliver', {
      id,
      slot: 'report-government',
      delivery: { ...delivery, atMs: morning },
    });
    expect(await codesOf(desk, id)).not.toContain('moment-far');
    expect(
      await desk.refusal('filing.deliver', {
        id,
        slot: 'report-government',
        delivery: { ...delivery, atMs: startOfDayMs('1899-12-31') },
      }),
    ).toBe('rpc.invalid-input');
  });
});
