import { describe, expect, it } from 'vitest';
import { openTestDesk } from '../support/desk.ts';
import { testNowMs } from '../support/database.ts';

const person = {
  name: '王建平',
  post: '镇长',
  unit: '白蒲镇',
  category: 'town-leader',
  phone: '',
  inOfficeFrom: '',
  inOfficeTo: '',
} as const;

describe('the history of one record', () => {
  it('tells who changed a person, when, on which laptop, old → new, in words', async () => {
    const desk = openTestDesk();
    const { id } = await desk.call('person.create', { fields: person });
    const { heads } = await desk.call('person.get', { id });
    desk.setNow(testNowMs + 60_000);
    await desk.call('person.update', { id, fields: { ...person, post: '党委书记' }, seen: heads });
    const [latest, ...earlier] = await desk.call('record.history', { entityId: id });
    expect(latest).toMatchObject({
      fieldLabel: '职务',
      oldTexts: ['镇长'],
      newText: '党委书记',
      officer: '王经办',
      deviceName: '测试电脑',
      writtenAtMs: testNowMs + 60_000,
    });
    expect(earlier.find(({ field }) => field === 'category')?.newText).toBe('镇区主要领导');
  });

  it('of a meeting speaks of its decisions too, also of those taken away', async () => {
    const desk = openTestDesk();
    const fields = {
      month: '2026-11',
      heldOn: '2026-11-20',
      place: '三楼会议室',
      chair: '陈副组长',
      chairRole: '',
      recorder: '',
      departments: [],
      topics: [],
    };
    const lines = ['协调用地', '走访企业'].map((what) => ({ what, who: '', dueDate: '' }));
    const { id } = await desk.call('meeting.save', { fields, decisions: lines });
    const { decisions } = await desk.call('meeting.get', { id });
    desk.setNow(testNowMs + 60_000);
    await desk.call('decision.complete', { id: decisions[0]?.id ?? '', done: true, doneOn: '2026-11-24' });
    desk.setNow(testNowMs + 120_000);
    const { decisions: now } = await desk.call('meeting.get', { id });
    await desk.call('meeting.save', { id, fields, decisions: now.slice(0, 1) });
    const history = await desk.call('record.history', { entityId: id });
    const told = history.map(({ entityLabel, newText }) => `${entityLabel}：${newText}`);
    expect(told[0]).toBe('议定事项：已删除');
    expect(told).toContain('议定事项：已办结 2026-11-24');
    expect(told).toContain('议定事项：走访企业');
    expect(history.some(({ field, newText }) => field === 'chair' && newText === '陈副组长')).toBe(true);
  });
});
