import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pdfPageCount } from '../../electron/documents/pdf.ts';
import { localDate } from '../../shared/clock.ts';
import { emptyProfile } from '../../shared/enterprise/schema.ts';
import type { InputOf } from '../../shared/contract.ts';
import { readDocx, tableTexts } from '../support/docx.ts';
import { filingFields as fields, filingLedger as ledger } from '../support/filing-ledger.ts';
import { openTestPrinter, type TestPrinter } from '../support/print-pdf.ts';

const day = 86_400_000;
const told = (atMs: number) =>
  ({ atMs, way: 'paper', handledBy: '王经办', receiptNumber: '', note: '' }) as const;
const list = { filter: {}, offset: 0, limit: 50 };

describe('the leader on the form', () => {
  it('is the one linked on the day of the inspection, and is looked up again when the day changes', async () => {
    const { desk, enterpriseId } = await ledger();
    const { id } = await desk.call('filing.create', { enterpriseId, fields });
    const filing = await desk.call('filing.get', { id });
    expect(filing.cityLeader).toMatchObject({ name: '李四', post: '副市长' });
    const earlier = { ...fields, inspectionDate: '2025-12-31' };
    await desk.call('filing.update', { id, enterpriseId, fields: earlier, seen: filing.heads });
    expect((await desk.call('filing.get', { id })).cityLeader?.name).toBe('张三');
    expect(await desk.call('filing.leader', { enterpriseId, date: '2021-06-17' })).toBeNull();
    expect(await desk.call('filing.leader', { enterpriseId, date: '2026-11-24' })).toMatchObject({
      name: '李四',
      fromDate: '2026-01-01',
      toDate: '',
    });
  });

  it('is required: without one the form is refused and nothing is written', async () => {
    const { desk, enterpriseId } = await ledger();
    const noOne = { ...fields, inspectionDate: '2021-06-17' };
    expect(await desk.refusal('filing.create', { enterpriseId, fields: noOne })).toBe('filing.no-leader');
    expect(await desk.call('filing.list', list)).toEqual({ rows: [], total: 0 });
    const { warnings } = await desk.call('filing.check', { enterpriseId, fields: noOne });
    expect(warnings).toContainEqual(expect.objectContaining({ code: 'no-leader', tone: 'error' }));
  });

  it('stays as it was written when the link is changed afterwards', async () => {
    const { desk, enterpriseId } = await ledger();
    const { id } = await desk.call('filing.create', { enterpriseId, fields });
    for (const link of await desk.call('link.byEnterprise', { enterpriseId }))
      await desk.call('link.remove', { id: link.id });
    const { heads } = await desk.call('filing.get', { id });
    await desk.call('filing.update', {
      id,
      enterpriseId,
      fields: { ...fields, findings: '通道堵塞' },
      seen: heads,
    });
    expect(await desk.call('filing.get', { id })).toMatchObject({
      findings: '通道堵塞',
      cityLeader: { name: '李四' },
    });
  });

  it('moves with the form to another enterprise, which makes another record', async () => {
    const { desk, enterpriseId } = await ledger();
    const other = await desk.call('enterprise.create', {
      profile: { ...emptyProfile, name: '江苏另一家有限公司' },
    });
    const { id } = await desk.call('filing.create', { enterpriseId, fields });
    const { heads } = await desk.call('filing.get', { id });
    const change = { id, enterpriseId: other.id, fields, seen: heads };
    expect(await desk.refusal('filing.update', change)).toBe('filing.no-leader');
    const [link] = await desk.call('link.byEnterprise', { enterpriseId });
    await desk.call('link.create', {
      enterpriseId: other.id,
      fields: { personId: link!.personId, kind: 'city-leader', fromDate: '2020-01-01', toDate: '', note: '' },
    });
    const moved = await desk.call('filing.update', change);
    expect(moved.id).not.toBe(id);
    expect(await desk.refusal('filing.get', { id })).toBe('record.not-found');
    expect((await desk.call('filing.get', moved)).enterpriseName).toBe('江苏另一家有限公司');
  });
});

describe('the steps and their clocks', () => {
  it('run from the draft to the leader, and back one step', async () => {
    const { desk, enterpriseId } = await ledger();
    const { id } = await desk.call('filing.create', { enterpriseId, fields });
    const states = async () => (await desk.call('filing.get', { id })).clocks.map(({ state }) => state);
    expect(await states()).toEqual(['due', 'due', 'waiting']);
    const now = desk.services.nowMs();
    await desk.call('filing.advance', { id, step: { to: 'reported', atMs: now, notifiedAtMs: null } });
    expect(await states()).toEqual(['done', 'due', 'waiting']);
    await desk.call('filing.deliver', { id, slot: 'notify-leader', delivery: told(now) });
    expect(await desk.call('filing.due', {})).toEqual([]);

    desk.setNow(now + day);
    await desk.call('filing.advance', { id, step: { to: 'inspected', date: '2026-11-24' } });
    await desk.call('filing.advance', { id, step: { to: 'concluded', date: '2026-11-24' } });
    expect(await desk.call('filing.due', {})).toMatchObject([
      { enterpriseName: '南通思瑞机器制造有限公司', clock: { key: 'send', state: 'waiting' } },
    ]);
    desk.setNow(now + 3 * day);
    expect(await states()).toEqual(['done', 'done', 'overdue']);
    const { rows } = await desk.call('filing.list', list);
    expect(rows).toMatchObject([{ status: 'concluded', pressing: { key: 'send', state: 'overdue' } }]);
    await desk.call('filing.advance', { id, step: { to: 'sent', atMs: now + 3 * day } });
    expect(await states()).toEqual(['done', 'done', 'late']);
    expect(await desk.call('filing.due', {})).toEqual([]);
    await desk.call('filing.stepBack', { id });
    expect(await states()).toEqual(['done', 'done', 'overdue']);
  });

  it('refuse a step that is not the next, and a time that has not come', async () => {
    const { desk, enterpriseId } = await ledger();
    const { id } = await desk.call('filing.create', { enterpriseId, fields });
    const now = desk.services.nowMs();
    const refusal = (step: InputOf<'filing.advance'>['step']) => desk.refusal('filing.advance', { id, step });
    expect(await refusal({ to: 'concluded', date: '2026-11-23' })).toBe('filing.step-not-next');
    expect(await refusal({ to: 'inspected', date: '2026-11-24' })).toBe('filing.future-time');
    expect(await refusal({ to: 'reported', atMs: now + day, notifiedAtMs: null })).toBe('filing.future-time');
    expect(await desk.refusal('filing.stepBack', { id })).toBe('filing.step-not-next');
  });

  it('never stand in the way: an inspection that nobody reported is recorded, with its warning', async () => {
    const { desk, enterpriseId } = await ledger();
    const { id } = await desk.call('filing.create', {
      enterpriseId,
      fields: { ...fields, inspectionDate: '2026-11-20' },
    });
    await desk.call('filing.advance', { id, step: { to: 'inspected', date: '2026-11-20' } });
    await desk.call('filing.advance', { id, step: { to: 'concluded', date: '2026-11-20' } });
    const { clocks, warnings } = await desk.call('filing.get', { id });
    expect(clocks.map(({ state }) => state)).toEqual(['overdue', 'overdue', 'overdue']);
    expect(warnings.map(({ code }) => code)).toEqual([
      'conclusion-before-report',
      'conclusion-empty',
      'not-sent-in-time',
    ]);
    for (const slot of ['report-government', 'report-head'] as const)
      await desk.call('filing.deliver', { id, slot, delivery: told(desk.services.nowMs()) });
    expect((await desk.call('filing.get', { id })).clocks[0]?.state).toBe('late');
  });
});

describe('the list', () => {
  it('finds by name, unit, status and date, in order', async () => {
    const { desk, enterpriseId } = await ledger();
    const first = await desk.call('filing.create', { enterpriseId, fields });
    await desk.call('filing.create', {
      enterpriseId,
      fields: {
        ...fields,
        inspectingUnit: '如皋市消防救援大队',
        domain: 'fire',
        inspectionDate: '2026-12-01',
      },
    });
    const found = async (filter: InputOf<'filing.list'>['filter'], sort?: InputOf<'filing.list'>['sort']) =>
      (await desk.call('filing.list', { ...list, filter, ...(sort ? { sort } : {}) })).rows.map(
        (row) => row.domain,
      );
    expect(await found({})).toEqual(['fire', 'safety']);
    expect(await found({ text: '思瑞' })).toHaveLength(2);
    expect(await found({ text: 'siruijiqi' })).toHaveLength(2);
    expect(await found({ text: '消防救援' })).toEqual(['fire']);
    expect(await found({ text: '100%_' })).toEqual([]);
    expect(await found({ unit: '应急' })).toEqual(['safety']);
    expect(await found({ date: '2026-12' })).toEqual(['fire']);
    expect(await found({ fromDate: '2026-11-25', toDate: '2026-12-31' })).toEqual(['fire']);
    expect(await found({ statuses: ['reported'] })).toEqual([]);
    expect(await found({ statuses: ['draft'], domains: ['safety'] })).toEqual(['safety']);
    for (const key of ['enterpriseName', 'inspectingUnit', 'inspectionDate', 'status'] as const)
      expect(await found({}, { key, order: 'asc' })).toHaveLength(2);
    expect((await desk.call('filing.suggest', {})).units.toSorted()).toEqual([
      '如皋市应急管理局',
      '如皋市消防救援大队',
    ]);
    await desk.call('filing.remove', first);
    expect(await found({})).toEqual(['fire']);
    expect(await found({ enterpriseId: 'nobody' })).toEqual([]);
  });
});

describe('what cannot be', () => {
  it.each(['2026-02-30', '2026-13-01', '1899-12-31', '2200-01-01', '20261124', ''])(
    'the date %s is refused',
    async (inspectionDate) => {
      const { desk, enterpriseId } = await ledger();
      expect(
        await desk.refusal('filing.create', { enterpriseId, fields: { ...fields, inspectionDate } }),
      ).toBe('rpc.invalid-input');
    },
  );

  it.each(['1900-01-01', '2199-12-31'])('the date %s is far, but a date', async (inspectionDate) => {
    const { desk, enterpriseId } = await ledger();
    for (const link of await desk.call('link.byEnterprise', { enterpriseId }))
      await desk.call('link.remove', { id: link.id });
    const { id: personId } = (await desk.call('person.list', {}))[0]!;
    await desk.call('link.create', {
      enterpriseId,
      fields: { personId, kind: 'city-leader', fromDate: '1900-01-01', toDate: '', note: '' },
    });
    const { id } = await desk.call('filing.create', { enterpriseId, fields: { ...fields, inspectionDate } });
    const { clocks } = await desk.call('filing.get', { id });
    expect(localDate(clocks[0]?.dueAtMs ?? 0)).toBe(inspectionDate);
  });

  it('an unknown enterprise, and a form without its basis', async () => {
    const { desk, enterpriseId } = await ledger();
    expect(await desk.refusal('filing.create', { enterpriseId: 'nobody', fields })).toBe('record.not-found');
    expect(
      await desk.refusal('filing.create', { enterpriseId, fields: { ...fields, basisAndReason: ' \n' } }),
    ).toBe('rpc.invalid-input');
  });

  it('a concurrent change is kept beside ours as a conflict', async () => {
    const { desk, enterpriseId } = await ledger();
    const { id } = await desk.call('filing.create', { enterpriseId, fields });
    const { heads } = await desk.call('filing.get', { id });
    for (const thisConclusion of ['整改', '限期整改'])
      await desk.call('filing.update', {
        id,
        enterpriseId,
        fields: { ...fields, thisConclusion },
        seen: heads,
      });
    expect(await desk.call('conflict.count', {})).toEqual({ count: 1 });
  });
});

describe('the paper', () => {
  let printer: TestPrinter;
  beforeAll(async () => {
    printer = await openTestPrinter();
  });
  afterAll(() => printer.close());

  it('is one page as PDF, a Word document, and printed; a later edit is seen', async () => {
    const { desk, enterpriseId } = await ledger(printer.print);
    const { id } = await desk.call('filing.create', { enterpriseId, fields });
    expect((await desk.call('filing.get', { id })).printed).toBeNull();
    const pdf = join(desk.folder, '报备表.pdf');
    const docx = join(desk.folder, '报备表.docx');
    desk.dialogAnswers.push(null, pdf, docx);
    expect(await desk.call('filing.exportPaper', { id, format: 'pdf' })).toBeNull();
    expect(existsSync(pdf)).toBe(false);
    expect((await desk.call('filing.get', { id })).printed).toBeNull();
    expect(await desk.call('filing.exportPaper', { id, format: 'pdf' })).toEqual({ path: pdf });
    expect(pdfPageCount(readFileSync(pdf))).toBe(1);
    expect(await desk.call('filing.exportPaper', { id, format: 'docx' })).toEqual({ path: docx });
    expect(readFileSync(docx).subarray(0, 2).toString()).toBe('PK');
    expect(await desk.call('filing.print', { id })).toEqual({ printed: true });
    const before = await desk.call('filing.get', { id });
    expect(before.printed).toMatchObject({ format: 'print', changed: false });

    const update = (change: object) =>
      desk.call('filing.update', { id, enterpriseId, fields: { ...fields, ...change }, seen: before.heads });
    await update({ note: '不印在表上' });
    expect((await desk.call('filing.get', { id })).printed?.changed).toBe(false);
    await update({ note: '不印在表上', findings: '消防通道堵塞' });
    expect((await desk.call('filing.get', { id })).printed?.changed).toBe(true);
  });

  it('shows the leader with the post', async () => {
    const { desk, enterpriseId } = await ledger();
    const { id } = await desk.call('filing.create', { enterpriseId, fields });
    const { html } = await desk.call('filing.preview', { id });
    expect(html).toContain('李四（副市长）');
    expect(html).toContain('如皋市应急管理局');
  });

  it('keeps 10,000 characters, says that they go on on a 附页, and prints them', async () => {
    const { desk, enterpriseId } = await ledger();
    const { id } = await desk.call('filing.create', {
      enterpriseId,
      fields: { ...fields, findings: '查'.repeat(10_000) },
    });
    const { findings, warnings } = await desk.call('filing.get', { id });
    expect(findings).toHaveLength(10_000);
    const tooLong = expect.objectContaining({ code: 'paper-too-long', tone: 'prompt' });
    expect(warnings).toContainEqual(tooLong);
    const typed = { ...fields, findings: '查'.repeat(10_000) };
    expect((await desk.call('filing.check', { enterpriseId, fields: typed })).warnings).toContainEqual(
      tooLong,
    );
    expect((await desk.call('filing.check', { enterpriseId, fields })).warnings).not.toContainEqual(tooLong);
    expect((await desk.call('filing.preview', { id })).html.split('查').length).toBeGreaterThan(10_000);
  });

  it('names an emoji and its field while it is typed, and still hands out the Word file', async () => {
    const { desk, enterpriseId } = await ledger();
    const typed = { ...fields, findings: '已整改👍', conclusion: '𬭎𫓧可以印' };
    const text = expect.stringContaining('“检查情况”中的 👍，字库中没有');
    const warning = expect.objectContaining({ code: 'paper-characters', tone: 'warn', text });
    expect((await desk.call('filing.check', { enterpriseId, fields: typed })).warnings).toContainEqual(
      warning,
    );
    const { id } = await desk.call('filing.create', { enterpriseId, fields: typed });
    expect((await desk.call('filing.get', { id })).warnings).toContainEqual(warning);
    for (const name of ['filing.preview', 'filing.print'] as const)
      expect(await desk.refusal(name, { id })).toBe('paper.unsupported-characters');
    const path = join(desk.folder, '报备表.docx');
    desk.dialogAnswers.push(path);
    await desk.call('filing.exportPaper', { id, format: 'docx' });
    const [, , findings, conclusion] = tableTexts(readDocx(readFileSync(path))['word/document.xml'] ?? '');
    expect([findings?.[1], conclusion?.[1]]).toEqual([typed.findings, typed.conclusion]);
  });

  it('refuses to print a short cell that leaves no room, and warns of it while it is typed', async () => {
    const { desk, enterpriseId } = await ledger();
    const long = { ...fields, thisConclusion: '查'.repeat(500) };
    const { id } = await desk.call('filing.create', { enterpriseId, fields: long });
    expect((await desk.call('filing.check', { enterpriseId, fields: long })).warnings).toContainEqual(
      expect.objectContaining({ code: 'paper-too-long', tone: 'warn' }),
    );
    expect(await desk.refusal('filing.preview', { id })).toBe('filing.paper-too-long');
    expect(await desk.refusal('filing.exportPaper', { id, format: 'docx' })).toBe('filing.paper-too-long');
  });
});
