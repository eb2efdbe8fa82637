import { describe, expect, it } from 'vitest';
import { startOfDayMs } from '../../shared/clock.ts';
import { emptyProfile } from '../../shared/enterprise/schema.ts';
import { answer, problemFields, raised } from '../support/problem.ts';
import type { TestDesk } from '../support/desk.ts';

async function found(desk: TestDesk, text: string): Promise<string[]> {
  const hits = await desk.call('search.query', { text });
  return hits.filter(({ kind }) => kind === 'problem').map(({ title }) => title);
}

describe('the one search finds problems', () => {
  it('by any piece of what was asked for or answered, in whatever order the words are typed', async () => {
    const { desk, id } = await raised();
    await desk.call('problem.step', { id, step: answer });
    for (const text of ['招工难', '周边用工', '专场招聘会', '缺口 一线'])
      expect(await found(desk, text)).toEqual([problemFields.title]);
    expect(await found(desk, '用地')).toEqual([]);
    const [hit] = (await desk.call('search.query', { text: '招工难' })).filter(
      ({ kind }) => kind === 'problem',
    );
    expect(hit).toMatchObject({ id, detail: '南通思瑞机器制造有限公司 · 2026-11-20 · 已答复' });
  });

  it('by the enterprise while they are open, and open ones first', async () => {
    const { desk, enterpriseId, id } = await raised();
    const raise = (title: string, raisedOn: string) =>
      desk.call('problem.create', { enterpriseId, fields: { ...problemFields, title, raisedOn } });
    await raise('厂房用地', '2026-11-10');
    const ended = await raise('招工难已说明', '2026-11-23');
    await desk.call('problem.step', {
      id: ended.id,
      step: { kind: 'explain', on: '2026-11-24', by: '', text: '已向企业说明' },
    });
    expect(await found(desk, '思瑞机器')).toEqual([problemFields.title, '厂房用地']);
    expect(await found(desk, '招工难')).toEqual([problemFields.title, '招工难已说明']);
    await desk.call('problem.remove', { id });
    expect(await found(desk, '招工难')).toEqual(['招工难已说明']);
  });

  it('by words of which some name the enterprise, and others what it asked for', async () => {
    const { desk, enterpriseId } = await raised();
    const profile = { ...emptyProfile, name: '江苏中铁山桥重工有限公司' };
    const { id: other } = await desk.call('enterprise.create', { profile });
    const raise = (of: string, title: string) =>
      desk.call('problem.create', {
        enterpriseId: of,
        fields: { ...problemFields, title, detail: '' },
      });
    await raise(other, '环评批复办理慢');
    await raise(enterpriseId, '环评验收');
    expect(await found(desk, '环评 中铁')).toEqual(['环评批复办理慢']);
    expect(await found(desk, '思瑞 招工')).toEqual([problemFields.title]);
    expect(await found(desk, 'zhongtie 环评 江苏')).toEqual(['环评批复办理慢']);
    expect(await found(desk, '中铁 山桥')).toEqual(['环评批复办理慢']);
    expect(await found(desk, '中铁 招工')).toEqual([]);
  });

  it('of the last year by their text; older ones stand in their list', async () => {
    const { desk } = await raised();
    desk.setNow(startOfDayMs('2028-06-01'));
    expect(await found(desk, '周边用工')).toEqual([]);
  });
});
