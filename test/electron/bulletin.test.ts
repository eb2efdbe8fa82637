/** 季度信息通报 over a real desk: counted from its records, kept as counted, told to the towns once it was issued. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { appendWrite } from '../../db/log/append.ts';
import { transact } from '../../db/sql.ts';
import { authorOf } from '../../electron/desk.ts';
import { bulletinEntity } from '../../shared/bulletin/entity.ts';
import { newRecordId } from '../../db/log/record-id.ts';
import { sectionText } from '../../shared/bulletin/text.ts';
import { cityInternalPartition, cityPartition, townPartition } from '../../shared/log/operation.ts';
import { decisionEntity, meetingEntity } from '../../shared/meeting/entity.ts';
import { countsOf } from '../support/bulletin-figures.ts';
import { bulletinCharts } from '../../shared/bulletin/charts.ts';
import type { BulletinFields } from '../../shared/bulletin/contract.ts';
import { figureChanges } from '../../shared/bulletin/compare.ts';
import { startOfDayMs } from '../../shared/clock.ts';
import { emptyProfile } from '../../shared/enterprise/schema.ts';
import { writeGreyPng } from '../papers/picture.ts';
import { testNowMs } from '../support/database.ts';
import { open } from '../support/two-desks.ts';
import { readDocx } from '../support/docx.ts';
import { openTestDesk, type TestDesk } from '../support/desk.ts';

const quarter = '2026-Q4';
const leader = { personId: '', name: '李四', post: '副市长' };

interface Ledger {
  readonly desk: TestDesk;
  readonly enterpriseId: string;
}

/** Two enterprises of 长江镇, with a quarter's work and a little of the quarter before. */
async function ledger(): Promise<Ledger> {
  const desk = openTestDesk({ side: 'city' });
  desk.setNow(startOfDayMs('2026-12-28') + 9 * 3_600_000);
  const make = async (name: string): Promise<string> => {
    const { id } = await desk.call('enterprise.create', { profile: { ...emptyProfile, name } });
    await desk.call('enterprise.setPool', { ids: [id], member: true, date: '2026-01-01' });
    await desk.call('enterprise.assign', { ids: [id], townId: 't10' });
    return id;
  };
  const enterpriseId = await make('南通思瑞机器制造有限公司');
  const other = await make('势加透博洁净动力如皋有限公司');
  const title = { certificateNumber: '', validUntil: '', note: '' };
  await desk.call('title.create', {
    enterpriseId,
    fields: { ...title, level: 'national-little-giant', grantedOn: '2026-10-15' },
  });
  await desk.call('title.create', {
    enterpriseId: other,
    fields: { ...title, level: 'nantong-little-giant', grantedOn: '2025-03-01' },
  });
  await desk.call('plan.create', {
    enterpriseId: other,
    fields: { level: 'national-little-giant', year: 2026, source: '附件7' },
  });
  for (const day of ['2026-09-20', '2026-10-20', '2026-11-20']) await visit(desk, enterpriseId, day);
  const early = await problem(desk, enterpriseId, '2026-09-28', '年前的电力增容');
  await answer(desk, early, '2026-10-05', true);
  const solved = await problem(desk, enterpriseId, '2026-11-02', '一线操作工招工难');
  await answer(desk, solved, '2026-11-04', true);
  await problem(desk, other, '2026-11-10', '货车限行');
  return { desk, enterpriseId };
}

async function visit(desk: TestDesk, enterpriseId: string, visitedOn: string): Promise<void> {
  const facts = { participants: [], hosts: '', purpose: '', said: '', note: '' };
  await desk.call('visit.save', {
    enterpriseId,
    fields: { visitedOn, leader, ...facts },
    promises: [],
    problems: [],
  });
}

async function problem(
  desk: TestDesk,
  enterpriseId: string,
  raisedOn: string,
  title: string,
): Promise<string> {
  const { id } = await desk.call('problem.create', {
    enterpriseId,
    fields: { title, detail: '', category: 'labour', source: 'call', raisedOn, raisedBy: '', phone: '' },
  });
  return id;
}

async function answer(desk: TestDesk, id: string, on: string, satisfied: boolean): Promise<void> {
  await desk.call('problem.step', { id, step: { kind: 'answer', on, by: '市人社局', text: '已办理。' } });
  await desk.call('problem.confirm', {
    id,
    confirmation: { on, way: 'phone', by: '陈总', satisfied, note: '' },
  });
  if (satisfied) await desk.call('problem.step', { id, step: { kind: 'close', on, by: '', text: '' } });
}

async function fieldsOf(desk: TestDesk): Promise<BulletinFields> {
  const { figures, proposals } = await desk.call('bulletin.figures', { quarter });
  return {
    quarter,
    issue: 4,
    title: '如皋市专精特新“小巨人”企业培育工作季度信息通报',
    unit: '领导小组办公室',
    issuedOn: '2026-12-28',
    highlights: proposals,
    closing: '做好年度总结。',
    recipients: '发：各镇（区、街道）',
    figures,
  };
}

const textOf = (html: string): string => html.replaceAll(/<style[\s\S]*?<\/style>|<[^>]*>/g, '');

it('counts a quarter from the records, each thing in the quarter in which it happened', async () => {
  const { desk } = await ledger();
  const { figures, isEmpty } = await desk.call('bulletin.figures', { quarter });
  expect(isEmpty).toBe(false);
  expect(figures.counts).toMatchObject({
    inPool: 2,
    titled: 2,
    gained: 1,
    visits: 2,
    visitedEnterprises: 1,
    // Raised in it: two. Closed in it: the one of September as well.
    raised: 2,
    ended: 2,
    open: 1,
    overdue: 1,
    asked: 2,
    satisfied: 2,
  });
  // Of September: one visit, one problem raised, none closed.
  expect(figures.before).toMatchObject({ visits: 1, raised: 1, ended: 0, gained: 0 });
  expect(figures.levels).toContainEqual({ key: 'national-little-giant', held: 1, gained: 1, planned: 1 });
  expect(figures.towns.find(({ townId }) => townId === 't10')).toMatchObject({
    visits: 2,
    raised: 2,
    ended: 2,
    open: 1,
  });
  expect(figures.months.at(-1)).toMatchObject({ month: '2026-12', raised: 0 });
  expect(figures.months.find(({ month }) => month === '2026-11')).toMatchObject({
    raised: 2,
    ended: 1,
    visited: 1,
  });
});

it('proposes what is worth telling, with the record it comes from', async () => {
  const { desk } = await ledger();
  const { proposals } = await desk.call('bulletin.figures', { quarter });
  expect(proposals.map(({ text }) => text)).toEqual([
    '南通思瑞机器制造有限公司获认定为国家专精特新“小巨人”企业。',
    '南通思瑞机器制造有限公司反映的“一线操作工招工难”，2天答复，企业表示满意。',
    '南通思瑞机器制造有限公司反映的“年前的电力增容”，7天答复，企业表示满意。',
  ]);
  expect(proposals.every(({ source }) => /^(title|problem):\w+$/.test(source))).toBe(true);
});

it('compares with what was printed of the quarter before, whatever the records say of it since', async () => {
  const { desk, enterpriseId } = await ledger();
  const before = '2026-Q3';
  const { figures } = await desk.call('bulletin.figures', { quarter: before });
  // Nothing is on record of the spring: there is nothing to compare with.
  expect(figures.before).toBeNull();
  const fields = { ...(await fieldsOf(desk)), quarter: before, figures, issuedOn: '2026-10-08' };
  await desk.call('bulletin.save', { fields });
  await visit(desk, enterpriseId, '2026-09-25');
  expect((await desk.call('bulletin.figures', { quarter: before })).figures.counts.visits).toBe(2);
  expect((await desk.call('bulletin.figures', { quarter })).figures.before?.visits).toBe(1);
});

it('keeps its figures as they were, and says what taking them anew would change', async () => {
  const { desk, enterpriseId } = await ledger();
  const { id } = await desk.call('bulletin.save', { fields: await fieldsOf(desk) });
  const printed = textOf((await desk.call('bulletin.preview', { id })).html);
  await visit(desk, enterpriseId, '2026-12-01');
  const saved = (await desk.call('bulletin.get', { id })).figures;
  expect(saved?.counts.visits).toBe(2);
  expect(textOf((await desk.call('bulletin.preview', { id })).html)).toBe(printed);
  const { figures } = await desk.call('bulletin.figures', { quarter });
  if (!saved) throw new Error('no figures');
  expect(figureChanges(saved, figures)).toContainEqual({ label: '走访次数', was: '2', now: '3' });
});

it('refuses a quarter to come, one without a record, and a second bulletin of one', async () => {
  const { desk } = await ledger();
  expect(await desk.refusal('bulletin.figures', { quarter: '2027-Q1' })).toBe('bulletin.future-quarter');
  const fields = await fieldsOf(desk);
  const { figures: none, isEmpty } = await desk.call('bulletin.figures', { quarter: '2025-Q4' });
  expect(isEmpty).toBe(true);
  expect(
    await desk.refusal('bulletin.save', { fields: { ...fields, quarter: '2025-Q4', figures: none } }),
  ).toBe('bulletin.empty-quarter');
  expect(await desk.refusal('bulletin.save', { fields: { ...fields, figures: none } })).toBe(
    'bulletin.other-quarter',
  );
  const { id } = await desk.call('bulletin.save', { fields });
  expect(await desk.refusal('bulletin.save', { fields })).toBe('bulletin.same-quarter');
  await desk.call('bulletin.save', { id, fields: { ...fields, issue: 5 } });
  expect(await desk.call('bulletin.list', {})).toMatchObject([
    { id, issue: 5, highlightCount: 3, countedOn: '2026-12-28' },
  ]);
  await desk.call('bulletin.remove', { id });
  expect(await desk.call('bulletin.list', {})).toEqual([]);
  expect(await desk.refusal('bulletin.get', { id })).toBe('record.not-found');
});

it('is issued on the day it is issued, once', async () => {
  const { desk } = await ledger();
  const { id } = await desk.call('bulletin.save', { fields: { ...(await fieldsOf(desk)), issuedOn: '' } });
  await desk.call('bulletin.issue', { id });
  expect(await desk.call('bulletin.list', {})).toMatchObject([{ id, issuedOn: '2026-12-28' }]);
  desk.setNow(startOfDayMs('2026-12-30'));
  await desk.call('bulletin.issue', { id });
  expect((await desk.call('bulletin.get', { id })).issuedOn).toBe('2026-12-28');
  expect(await openTestDesk().refusal('bulletin.issue', { id })).toBe('rpc.wrong-desk');
  // Another laptop of the city wrote one of the same quarter.
  const { db, identity } = open(desk);
  const fields = { ...(await fieldsOf(desk)), issuedOn: '' };
  transact(db, (writable) =>
    appendWrite(writable, authorOf(identity, testNowMs), {
      spec: bulletinEntity,
      id: 'other',
      partition: cityPartition,
      fields,
    }),
  );
  expect(await desk.refusal('bulletin.issue', { id: 'other' })).toBe('bulletin.issued-already');
});

it('is written by the city alone', async () => {
  const { desk } = await ledger();
  const town = openTestDesk();
  expect(await town.refusal('bulletin.figures', { quarter })).toBe('rpc.wrong-desk');
  expect(await town.refusal('bulletin.save', { fields: await fieldsOf(desk) })).toBe('rpc.wrong-desk');
  expect(await town.call('bulletin.list', {})).toEqual([]);
});

it('is a paper with its charts: drawn in the page, pictures in Word, each told in words', async () => {
  const { desk } = await ledger();
  const fields = await fieldsOf(desk);
  const { id } = await desk.call('bulletin.save', { fields });
  const { html } = await desk.call('bulletin.preview', { id });
  const charts = bulletinCharts(fields.figures);
  expect(charts.length).toBeGreaterThan(1);
  expect(html.match(/<svg/g)).toHaveLength(charts.length);
  expect(html.match(/role="img" aria-label="/g)).toHaveLength(charts.length);
  for (const part of [
    '（2026年第四季度　第4期）',
    '2026年12月28日',
    '二、特色亮点',
    '2天答复',
    '四、下一步工作',
    '比上季度',
  ])
    expect(textOf(html)).toContain(part);

  const png = new Uint8Array(writeGreyPng({ width: 8, height: 4, pixels: new Uint8Array(32) }));
  const pictures = charts.map(({ key }) => ({ key, png }));
  const path = join(desk.folder, '通报.docx');
  desk.dialogAnswers.push(path);
  await desk.call('bulletin.exportPaper', { id, format: 'docx', pictures });
  const bytes = new Uint8Array(readFileSync(path));
  const parts = readDocx(bytes, { pictures: charts.length });
  expect(parts['word/document.xml']?.match(/<w:drawing>/g)).toHaveLength(charts.length);
  expect(parts['word/document.xml']).toContain('descr="各月走访与计划。');
  expect(parts['[Content_Types].xml']).toContain('ContentType="image/png"');
});

it('takes nothing but a PNG for Word', async () => {
  const { desk } = await ledger();
  const { id } = await desk.call('bulletin.save', { fields: await fieldsOf(desk) });
  const pictures = [{ key: 'visits' as const, png: new TextEncoder().encode('<svg/>') }];
  expect(await desk.refusal('bulletin.exportPaper', { id, format: 'docx', pictures })).toBe(
    'chart.picture-broken',
  );
});

it('counts the leading group’s meetings, and the towns’ beside them', async () => {
  const { desk } = await ledger();
  const { db, identity } = open(desk);
  const hold = (partition: string, heldOn: string): void => {
    const id = newRecordId(partition);
    const line = newRecordId(partition);
    const author = authorOf(identity, testNowMs);
    transact(db, (writable) => {
      const place = { partition };
      appendWrite(writable, author, {
        ...place,
        spec: meetingEntity,
        id,
        fields: { month: heldOn.slice(0, 7), heldOn, chair: '陈副组长' },
      });
      appendWrite(writable, author, {
        ...place,
        spec: decisionEntity,
        id: line,
        fields: { meetingId: id, what: '走访', completion: { done: true, doneOn: heldOn } },
      });
    });
  };
  for (const day of ['2026-10-20', '2026-11-20']) hold(cityInternalPartition, day);
  for (const townId of ['t01', 't02', 't10']) hold(townPartition(townId), '2026-11-18');
  const { figures } = await desk.call('bulletin.figures', { quarter });
  expect(figures.counts).toMatchObject({ meetings: 2, decisions: 2, decisionsDone: 2, townMeetings: 3 });
  expect(sectionText('meetings', { ...figures, before: null })).toBe(
    '召开月度联席会议2次，议定事项2项，办结议定事项2项，镇区召开会议3次。',
  );
  // A bulletin of an earlier program printed both as one: nothing to compare with.
  const before = countsOf({ meetings: 45 });
  expect(sectionText('meetings', { ...figures, before })).not.toContain('上季度');
  expect(sectionText('meetings', { ...figures, before: { ...before, townMeetings: 0 } })).toContain(
    '召开月度联席会议2次，比上季度减少43次',
  );
});
