import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findMeeting } from '../../db/meeting.ts';
import { transact } from '../../db/sql.ts';
import { appendWrite } from '../../db/log/append.ts';
import { authorOf } from '../../electron/desk.ts';
import { startOfDayMs } from '../../shared/clock.ts';
import { meetingEntity } from '../../shared/meeting/entity.ts';
import { openTestDesk, type TestDesk } from '../support/desk.ts';
import { testAuthor, testNowMs } from '../support/database.ts';
import { cityAndTown, up } from '../support/two-desks.ts';

const fields = {
  month: '2026-11',
  heldOn: '2026-11-20',
  place: '长江镇政府三楼会议室',
  chair: '陈副组长',
  chairRole: '副组长',
  recorder: '王经办',
  departments: ['市发改委', '市生态环境局'],
  topics: [{ title: '企业用地问题', summary: '南通思瑞机器制造有限公司反映二期用地。' }],
};
const decisions = [
  { what: '协调二期用地指标', who: '市自然资源局', dueDate: '2026-12-20' },
  { what: '走访入库企业', who: '长江镇', dueDate: '' },
];

async function saved(desk: TestDesk): Promise<string> {
  return (await desk.call('meeting.save', { fields, decisions })).id;
}

describe('the joint-meeting note', () => {
  it('keeps the note with its decisions in order and lists what is still open', async () => {
    const desk = openTestDesk();
    const id = await saved(desk);
    const meeting = await desk.call('meeting.get', { id });
    expect(meeting.decisions.map((decision) => decision.what)).toEqual(['协调二期用地指标', '走访入库企业']);
    expect(await desk.call('meeting.list', {})).toMatchObject([
      { month: '2026-11', decisionCount: 2, openDecisionCount: 2, editable: true },
    ]);
    await desk.call('decision.complete', {
      id: meeting.decisions[0]?.id ?? '',
      done: true,
      doneOn: '2026-11-24',
    });
    expect((await desk.call('decision.open', {})).rows.map((decision) => decision.what)).toEqual([
      '走访入库企业',
    ]);
  });

  it('of a town is read at the city, which neither does it nor ticks it off', async () => {
    const { city, town } = await cityAndTown();
    const id = await saved(town);
    await up(town, city);
    const [first] = (await city.call('meeting.get', { id })).decisions;
    expect(await city.call('decision.open', {})).toMatchObject({ rows: [], total: 0 });
    const complete = { id: first!.id, done: true, doneOn: '2026-11-24' };
    expect(await city.refusal('decision.complete', complete)).toBe('meeting.not-yours');
    expect((await town.call('decision.open', {})).total).toBe(2);
  });

  it('takes no day to come for one on which a decision was done, but keeps one that stands already', async () => {
    const desk = openTestDesk();
    const doneOn = '2099-12-31';
    const done = { ...decisions[0]!, done: true, doneOn };
    expect(await desk.refusal('meeting.save', { fields, decisions: [done] })).toBe('problem.future-date');
    expect(await desk.call('meeting.list', {})).toEqual([]);
    const id = await saved(desk);
    const [first] = (await desk.call('meeting.get', { id })).decisions;
    const complete = { id: first!.id, done: true, doneOn };
    expect(await desk.refusal('decision.complete', complete)).toBe('problem.future-date');
    desk.setNow(startOfDayMs(doneOn));
    await desk.call('decision.complete', complete);
    desk.setNow(testNowMs);
    await desk.call('meeting.save', { id, fields, decisions: [{ ...done, id: first!.id }] });
    expect((await desk.call('meeting.get', { id })).decisions).toMatchObject([{ done: true, doneOn }]);
  });

  it('asks for the day on which a decision was done', async () => {
    const desk = openTestDesk();
    const done = { ...decisions[0]!, done: true, doneOn: '' };
    expect(await desk.refusal('meeting.save', { fields, decisions: [done] })).toBe('decision.no-day');
    const id = await saved(desk);
    const [first] = (await desk.call('meeting.get', { id })).decisions;
    expect(await desk.refusal('decision.complete', { id: first!.id, done: true, doneOn: '' })).toBe(
      'decision.no-day',
    );
    expect((await desk.call('decision.open', {})).rows).toHaveLength(2);
  });

  it('takes away the lines that were left out and keeps the others with their identity', async () => {
    const desk = openTestDesk();
    const id = await saved(desk);
    const before = await desk.call('meeting.get', { id });
    const second = before.decisions[1];
    if (!second) throw new Error('missing');
    const { id: decisionId, what, who, dueDate } = second;
    await desk.call('meeting.save', { id, fields, decisions: [{ id: decisionId, what, who, dueDate }] });
    const after = await desk.call('meeting.get', { id });
    expect(after.decisions).toMatchObject([{ id: decisionId, ordinal: 1 }]);
  });

  it('refuses a note without a chair and a month that is none', async () => {
    const desk = openTestDesk();
    const refused = await desk.reply('meeting.save', { fields: { ...fields, chair: ' ' }, decisions });
    expect(refused).toMatchObject({ ok: false, error: { code: 'rpc.invalid-input' } });
    expect(await desk.refusal('meeting.save', { fields: { ...fields, month: '2026-13' }, decisions })).toBe(
      'rpc.invalid-input',
    );
  });

  it('has its papers where a note came without a chair: the line stays open for the pen', async () => {
    const desk = openTestDesk();
    const { id } = await desk.call('meeting.save', { fields: { ...fields, chairRole: '组长' }, decisions });
    const open = desk.services.desk.current();
    if (!open) throw new Error('closed');
    // As another program's version may have written it.
    transact(open.db, (db) =>
      appendWrite(db, authorOf(open.identity, testNowMs), {
        spec: meetingEntity,
        id,
        partition: findMeeting(open.db, id)?.partition ?? '',
        fields: { chair: '' },
      }),
    );
    for (const paper of ['minutes', 'agenda', 'sign-in'] as const) {
      const { html } = await desk.call('meeting.preview', { id, paper });
      expect(html).not.toContain('（组长）');
      if (paper !== 'sign-in') expect(html).toContain('主持：');
    }
    // It is changed only once it says who was in the chair.
    const kept = await desk.reply('meeting.save', { id, fields: { ...fields, chair: '' }, decisions });
    expect(JSON.stringify(kept)).toContain('请填写主持人');
  });

  it("does not let one desk change another desk's note", async () => {
    const desk = openTestDesk({ side: 'city' });
    const open = desk.services.desk.current();
    if (!open) throw new Error('closed');
    transact(open.db, (db) =>
      appendWrite(db, testAuthor('town', 'b', 't06'), {
        spec: meetingEntity,
        id: 'm1',
        partition: 'town:t06',
        fields: { month: '2026-11' },
      }),
    );
    expect(await desk.refusal('meeting.save', { id: 'm1', fields, decisions: [] })).toBe('meeting.not-yours');
    expect(await desk.refusal('meeting.remove', { id: 'm1' })).toBe('meeting.not-yours');
  });

  it('writes the paper as DOCX where the officer says, and nothing when cancelled', async () => {
    const desk = openTestDesk();
    const id = await saved(desk);
    const path = join(desk.folder, '会议纪要.docx');
    desk.dialogAnswers.push(null, path);
    expect(await desk.call('meeting.exportPaper', { id, format: 'docx' })).toBeNull();
    expect(existsSync(path)).toBe(false);
    expect(await desk.call('meeting.exportPaper', { id, format: 'docx' })).toEqual({ path });
    expect(readFileSync(path).subarray(0, 2).toString()).toBe('PK');
  });

  it('previews the very text of the note', async () => {
    const desk = openTestDesk();
    const { html } = await desk.call('meeting.preview', { id: await saved(desk) });
    expect(html).toContain('协调二期用地指标');
    expect(html).toContain('月度联席会议');
  });
});
