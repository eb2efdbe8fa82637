import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startOfDayMs } from '../../shared/clock.ts';
import { emptyProfile } from '../../shared/enterprise/schema.ts';
import type { Filing } from '../../shared/filing/contract.ts';
import type { TestDesk } from '../support/desk.ts';
import { filingFields as fields, filingLedger } from '../support/filing-ledger.ts';

const hour = 3_600_000;
const morning = startOfDayMs('2026-11-23') + 9 * hour;
const how = { way: 'office-system', handledBy: '王经办', receiptNumber: '收文 128' } as const;

interface Case {
  readonly desk: TestDesk;
  readonly enterpriseId: string;
  readonly id: string;
  get(id?: string): Promise<Filing>;
}

async function begun(): Promise<Case> {
  const { desk, enterpriseId } = await filingLedger();
  const { id } = await desk.call('filing.create', { enterpriseId, fields });
  return { desk, enterpriseId, id, get: (other = id) => desk.call('filing.get', { id: other }) };
}

const delivered = (filing: Filing) =>
  filing.case.deliveries.flatMap(({ slot, atMs, way, receiptNumber }) =>
    atMs === null ? [] : [[slot, atMs, way, receiptNumber]],
  );

async function concluded({ desk, id }: Case): Promise<void> {
  await desk.call('filing.advance', {
    id,
    step: { to: 'reported', atMs: morning, notifiedAtMs: morning, how },
  });
  desk.setNow(startOfDayMs('2026-11-25') + 8 * hour);
  await desk.call('filing.advance', { id, step: { to: 'inspected', date: '2026-11-24' } });
  await desk.call('filing.advance', { id, step: { to: 'concluded', date: '2026-11-24' } });
}

describe('the register', () => {
  it('numbers filings by year and unit, and a new unit or year begins anew', async () => {
    const { desk, enterpriseId, id, get } = await begun();
    const second = await desk.call('filing.create', { enterpriseId, fields });
    const other = await desk.call('filing.create', {
      enterpriseId,
      fields: { ...fields, inspectingUnit: '如皋市消防救援大队' },
    });
    desk.setNow(startOfDayMs('2027-01-04'));
    const next = await desk.call('filing.create', { enterpriseId, fields });
    const numbers = [];
    for (const each of [id, second.id, other.id, next.id]) numbers.push((await get(each)).case.number);
    expect(numbers).toEqual(['〔2026〕1号', '〔2026〕2号', '〔2026〕1号', '〔2027〕1号']);
    const { heads } = await get(second.id);
    const moved = { ...fields, inspectingUnit: '如皋市消防救援大队' };
    await desk.call('filing.update', { id: second.id, enterpriseId, fields: moved, seen: heads });
    expect((await get(second.id)).case.number).toBe('〔2027〕1号');
  });

  it('never gives the number of a removed filing again', async () => {
    const { desk, enterpriseId, id, get } = await begun();
    await desk.call('filing.remove', { id });
    const next = await desk.call('filing.create', { enterpriseId, fields });
    expect((await get(next.id)).case.number).toBe('〔2026〕2号');
  });
});

describe('deliveries', () => {
  it('recorded with a step say how, by whom and under which number each was told', async () => {
    const one = await begun();
    await concluded(one);
    const sentAtMs = startOfDayMs('2026-11-25') + 7 * hour;
    await one.desk.call('filing.advance', {
      id: one.id,
      step: { to: 'sent', atMs: sentAtMs, how: { ...how, way: 'paper', receiptNumber: '' } },
    });
    expect(delivered(await one.get())).toEqual([
      ['report-government', morning, 'office-system', '收文 128'],
      ['report-head', morning, 'office-system', '收文 128'],
      ['notify-leader', morning, 'office-system', '收文 128'],
      ['send-leader', sentAtMs, 'paper', ''],
    ]);
    await one.desk.call('filing.stepBack', { id: one.id });
    expect(delivered(await one.get()).map(([slot]) => slot)).not.toContain('send-leader');
  });

  it('count as reported once both the government and the head were told, from the later of the two', async () => {
    const { desk, id, get } = await begun();
    const deliver = (slot: 'report-government' | 'report-head', atMs: number) =>
      desk.call('filing.deliver', { id, slot, delivery: { ...how, atMs, note: '' } });
    await deliver('report-government', morning - hour);
    expect((await get()).progress).toMatchObject({ status: 'draft', reportedAtMs: null });
    await deliver('report-head', morning - 2 * hour);
    expect((await get()).progress).toMatchObject({ status: 'reported', reportedAtMs: morning - hour });
    await deliver('report-government', morning - 3 * hour);
    expect((await get()).progress.reportedAtMs).toBe(morning - 2 * hour);
    await desk.call('filing.undeliver', { id, slot: 'report-head' });
    expect((await get()).progress).toMatchObject({ status: 'draft', reportedAtMs: null });
    expect(delivered(await get()).map(([slot]) => slot)).toEqual(['report-government']);
  });

  it('recorded before a step keep what was recorded; the step adds the others', async () => {
    const { desk, id, get } = await begun();
    const delivery = { ...how, atMs: morning - 2 * hour, note: '办公室小李收' };
    await desk.call('filing.deliver', { id, slot: 'report-government', delivery });
    await desk.call('filing.advance', {
      id,
      step: {
        to: 'reported',
        atMs: morning,
        notifiedAtMs: null,
        how: { ...how, way: 'paper', receiptNumber: '' },
      },
    });
    const filing = await get();
    expect(filing.case.deliveries[0]).toMatchObject({ atMs: morning - 2 * hour, note: '办公室小李收' });
    expect(delivered(filing)).toEqual([
      ['report-government', morning - 2 * hour, 'office-system', '收文 128'],
      ['report-head', morning, 'paper', ''],
    ]);
    expect(filing.progress).toMatchObject({ status: 'reported', reportedAtMs: morning });
  });

  it('of a filing whose steps an older program recorded show their time, and can be told in full', async () => {
    const { desk, id, get } = await begun();
    await desk.call('filing.advance', { id, step: { to: 'reported', atMs: morning, notifiedAtMs: null } });
    expect(delivered(await get())).toEqual([
      ['report-government', morning, '', ''],
      ['report-head', morning, '', ''],
    ]);
    const delivery = { ...how, atMs: morning, note: '' };
    await desk.call('filing.deliver', { id, slot: 'report-head', delivery });
    expect((await get()).progress).toMatchObject({ status: 'reported', reportedAtMs: morning });
  });

  it('are refused in the future, and the form before there is a conclusion', async () => {
    const { desk, id } = await begun();
    const delivery = { ...how, atMs: morning + hour, note: '' };
    expect(await desk.refusal('filing.deliver', { id, slot: 'report-head', delivery })).toBe(
      'filing.future-time',
    );
    const now = { ...delivery, atMs: morning };
    expect(await desk.refusal('filing.deliver', { id, slot: 'send-leader', delivery: now })).toBe(
      'filing.step-not-next',
    );
  });
});

describe('reasons', () => {
  it('given in the form are kept beside the filing, each once', async () => {
    const { desk, enterpriseId, id, get } = await begun();
    const reasons = [{ warning: 'same-unit-again', reason: '举报线索复核' }] as const;
    for (let n = 0; n < 2; n += 1)
      await desk.call('filing.update', {
        id,
        enterpriseId,
        fields,
        reasons: [...reasons],
        seen: (await get()).heads,
      });
    desk.setNow(morning + hour);
    await desk.call('filing.explain', { id, warning: 'no-leader', reason: '已电话请示市发改委' });
    const given = (await get()).case.reasons;
    expect(given.map(({ about, reason }) => [about, reason])).toEqual([
      ['同一单位短期内再次检查', '举报线索复核'],
      ['没有挂钩联系市领导', '已电话请示市发改委'],
    ]);
    await desk.call('filing.unexplain', { id, reasonId: given[0]!.id });
    expect((await get()).case.reasons).toHaveLength(1);
    expect(await desk.refusal('filing.explain', { id, warning: 'no-leader', reason: '  ' })).toBe(
      'rpc.invalid-input',
    );
  });
});

describe('voiding and correcting', () => {
  it('a void filing stays in the register with its reason, asks for nothing more, and can count again', async () => {
    const { desk, enterpriseId, id, get } = await begun();
    const due = async () => (await desk.call('filing.due', {})).map(({ filingId }) => filingId);
    expect(await due()).toContain(id);
    await desk.call('filing.void', { id, reason: '检查取消', voidedOn: '2026-11-23' });
    expect(await due()).toEqual([]);
    const { rows } = await desk.call('filing.list', { filter: {}, offset: 0, limit: 10 });
    expect(rows).toMatchObject([{ standing: 'void', pressing: null, number: '〔2026〕1号' }]);
    expect((await get()).case.voided).toEqual({ reason: '检查取消', voidedOn: '2026-11-23' });
    // It is no earlier inspection either.
    const { warnings } = await desk.call('filing.check', { enterpriseId, fields });
    expect(warnings.map(({ code }) => code)).not.toContain('same-unit-again');
    expect(await desk.refusal('filing.void', { id, reason: '又一次', voidedOn: '2026-11-23' })).toBe(
      'filing.already-void',
    );
    await desk.call('filing.unvoid', { id });
    expect((await get()).case.voided).toBeNull();
    expect(await due()).toContain(id);
  });

  it('a correction is a filing of its own that points at the original and is sent anew', async () => {
    const one = await begun();
    await concluded(one);
    const { desk, id, get } = one;
    await desk.call('filing.advance', {
      id,
      step: { to: 'sent', atMs: startOfDayMs('2026-11-25') + 7 * hour, how },
    });
    const corrected = await desk.call('filing.correct', { id });
    expect(await get(corrected.id)).toMatchObject({
      basisAndReason: fields.basisAndReason,
      cityLeader: { name: '李四' },
      progress: { status: 'concluded', inspectedOn: '2026-11-24', sentAtMs: null },
      standing: 'counts',
      case: { number: '〔2026〕2号', corrects: { id, number: '〔2026〕1号' } },
    });
    expect(await get()).toMatchObject({
      standing: 'corrected',
      progress: { status: 'sent' },
      case: { correctedBy: [{ id: corrected.id, number: '〔2026〕2号' }] },
    });
    // Sent in time, and put right a week later: nothing is overdue, and the year counts it as punctual.
    desk.setNow(startOfDayMs('2026-12-02') + 9 * hour);
    expect((await get(corrected.id)).clocks[2]).toMatchObject({ key: 'send', state: 'offered' });
    expect((await get(corrected.id)).warnings.map(({ code }) => code)).not.toContain('not-sent-in-time');
    expect((await desk.call('filing.due', {})).map(({ filingId }) => filingId)).toEqual([]);
    const year = { fromDate: '2026-01-01', toDate: '2026-12-31' };
    expect((await desk.call('filing.statistics', year)).total).toMatchObject({ due: 3, inTime: 3 });
    const again = { to: 'sent', atMs: startOfDayMs('2026-12-02') + 8 * hour, how } as const;
    await desk.call('filing.advance', { id: corrected.id, step: again });
    expect((await get(corrected.id)).clocks[2]).toMatchObject({ state: 'done', doneAtMs: again.atMs });
    expect((await desk.call('filing.statistics', year)).total).toMatchObject({ due: 3, inTime: 3 });
    await desk.call('filing.remove', { id: corrected.id });
    expect(await get()).toMatchObject({ standing: 'counts', case: { correctedBy: [] } });
  });
});

describe('what counts no more, or was sent, is not changed', () => {
  it('a correction that is void leaves the original to be acted on again', async () => {
    const one = await begun();
    await concluded(one);
    const { desk, id, get } = one;
    const corrected = await desk.call('filing.correct', { id });
    expect(await desk.refusal('filing.correct', { id })).toBe('filing.not-counting');
    expect(await desk.refusal('filing.stepBack', { id })).toBe('filing.not-counting');
    await desk.call('filing.void', { id: corrected.id, reason: '误点更正', voidedOn: '2026-11-24' });
    expect(await get()).toMatchObject({ standing: 'counts', case: { correctedBy: [] } });
    const { rows } = await desk.call('filing.list', {
      filter: { standings: ['counts'] },
      offset: 0,
      limit: 10,
    });
    expect(rows.map((row) => row.id)).toEqual([id]);
  });

  it('the words of a sent form stay; what is not printed may be added', async () => {
    const one = await begun();
    await concluded(one);
    const { desk, enterpriseId, id, get } = one;
    const atMs = startOfDayMs('2026-11-25') + 7 * hour;
    await desk.call('filing.advance', { id, step: { to: 'sent', atMs, how } });
    const update = async (change: object) => ({
      id,
      enterpriseId,
      fields: { ...fields, ...change },
      seen: (await get()).heads,
    });
    expect(await desk.refusal('filing.update', await update({ findings: '补写' }))).toBe(
      'filing.already-sent',
    );
    await desk.call('filing.update', await update({ note: '已归档' }));
    expect(await get()).toMatchObject({ findings: '', note: '已归档' });
  });

  it('another enterprise is chosen only while nothing stands beside the filing', async () => {
    const { desk, enterpriseId, id, get } = await begun();
    const other = await desk.call('enterprise.create', {
      profile: { ...emptyProfile, name: '江苏另一家有限公司' },
    });
    const [link] = await desk.call('link.byEnterprise', { enterpriseId });
    await desk.call('link.create', {
      enterpriseId: other.id,
      fields: { personId: link!.personId, kind: 'city-leader', fromDate: '2020-01-01', toDate: '', note: '' },
    });
    await desk.call('filing.explain', { id, warning: 'same-unit-again', reason: '复核' });
    const move = { id, enterpriseId: other.id, fields, seen: (await get()).heads };
    expect(await desk.refusal('filing.update', move)).toBe('filing.enterprise-fixed');
    expect((await get()).case.reasons).toHaveLength(1);
  });
});

describe('paper versions', () => {
  it('a change after printing makes a second version with its mark; the first stays as it was', async () => {
    const { desk, enterpriseId, id, get } = await begun();
    const print = () => desk.call('filing.print', { id });
    await print();
    await print();
    expect((await get()).case).toMatchObject({ version: 1, versions: [{ version: 1, format: 'print' }] });
    const changed = { ...fields, findings: '消防通道堵塞。' };
    await desk.call('filing.update', { id, enterpriseId, fields: changed, seen: (await get()).heads });
    expect((await get()).case.version).toBe(2);
    expect((await desk.call('filing.preview', { id })).html).toContain('第2版');
    await print();
    const { versions } = (await get()).case;
    expect(versions.map(({ version }) => version)).toEqual([1, 2]);
    const html = async (n: number) =>
      (await desk.call('filing.previewVersion', { id, versionId: versions[n]!.id })).html;
    expect(await html(0)).not.toContain('消防通道');
    expect(await html(0)).not.toContain('第1版');
    expect(await html(1)).toMatch(/消防通道[\s\S]*第2版/);
    // What was printed before is printed again under its own number only when nothing else was in between.
    await desk.call('filing.update', { id, enterpriseId, fields, seen: (await get()).heads });
    expect((await get()).case.version).toBe(3);
  });

  it('an exported file is a version too', async () => {
    const { desk, enterpriseId } = await filingLedger();
    const { id } = await desk.call('filing.create', { enterpriseId, fields });
    desk.dialogAnswers.push(join(desk.folder, '报备.docx'));
    await desk.call('filing.exportPaper', { id, format: 'docx' });
    expect((await desk.call('filing.get', { id })).case.versions).toMatchObject([
      { version: 1, format: 'docx' },
    ]);
  });
});
