import { describe, expect, it } from 'vitest';
import { appendWrite } from '../../db/log/append.ts';
import { transact } from '../../db/sql.ts';
import { startOfDayMs } from '../../shared/clock.ts';
import { enterpriseEntity } from '../../shared/enterprise/entity.ts';
import { emptyProfile } from '../../shared/enterprise/schema.ts';
import { testAuthor } from '../support/database.ts';
import { openTestDesk, type TestDesk } from '../support/desk.ts';

async function deskWith(...names: readonly string[]): Promise<TestDesk> {
  const desk = openTestDesk({ side: 'city', digit: 'c' });
  for (const name of names) await desk.call('enterprise.create', { profile: { ...emptyProfile, name } });
  return desk;
}

describe('the one search', () => {
  it.each([
    ['any part of the name', '洁净动力'],
    ['one rare character', '势'],
    ['a former name', '老厂'],
    ['the short name', '势加透博'],
    ['a part of the credit code', '0100m0001'],
    ['full pinyin', 'shijiatoubo'],
    ['full pinyin with blanks and capitals', 'Shi Jia Tou'],
    ['initials', 'sjtb'],
    ['initials of the former name', 'rglc'],
    ['full-width letters', 'ｓｊｔｂ'],
  ])('finds an enterprise by %s', async (_, text) => {
    const desk = openTestDesk({ side: 'city', digit: 'c' });
    await desk.call('enterprise.create', {
      profile: {
        ...emptyProfile,
        name: '势加透博洁净动力如皋有限公司',
        shortName: '势加透博',
        formerNames: ['如皋老厂'],
        creditCode: '91350100M000100Y43',
      },
    });
    await desk.call('enterprise.create', { profile: { ...emptyProfile, name: '凯晖科技股份有限公司' } });
    expect((await desk.call('search.query', { text })).map((hit) => hit.title)).toEqual([
      '势加透博洁净动力如皋有限公司',
    ]);
    const rows = await desk.call('enterprise.list', {
      filter: { text },
      sort: { key: 'name', order: 'asc' },
      offset: 0,
      limit: 10,
    });
    expect(rows).toHaveLength(1);
  });

  it('puts whole names first, then beginnings, then the middle', async () => {
    const desk = await deskWith('海安动力公司', '动力如皋', '动力', '安达机械');
    expect((await desk.call('search.query', { text: '动力' })).map((hit) => hit.title)).toEqual([
      '动力',
      '动力如皋',
      '海安动力公司',
    ]);
  });

  it('does not miss a beginning among hundreds that only contain it', async () => {
    const desk = await deskWith('总动力');
    transact(desk.services.desk.current()!.db, (db) => {
      for (let index = 0; index < 320; index += 1) {
        const id = String(index).padStart(32, '0');
        const fields = { name: `安${index}动力` };
        appendWrite(db, testAuthor('city', 'c'), { spec: enterpriseEntity, id, partition: id, fields });
      }
    });
    await desk.call('enterprise.create', { profile: { ...emptyProfile, name: '动力机械' } });
    const hits = await desk.call('search.query', { text: '动力', limit: 5 });
    expect(hits[0]?.title).toBe('动力机械');
    expect(hits).toHaveLength(5);
  });

  it('finds people by name, pinyin and initials, after the enterprises', async () => {
    const desk = await deskWith('单单公司');
    const person = { post: '镇长', unit: '白蒲镇', phone: '', inOfficeFrom: '', inOfficeTo: '' };
    await desk.call('person.create', { fields: { ...person, name: '单雄信', category: 'town-leader' } });
    expect(await desk.call('search.query', { text: '单' })).toMatchObject([
      { kind: 'enterprise', title: '单单公司' },
      { kind: 'person', title: '单雄信', detail: '白蒲镇 镇长' },
    ]);
    expect(await desk.call('search.query', { text: 'sxx' })).toMatchObject([{ title: '单雄信' }]);
    expect(await desk.call('search.query', { text: 'shanxiong' })).toMatchObject([{ title: '单雄信' }]);
  });

  it('finds filings by unit, text and date, and by the enterprise that was found, latest inspection first', async () => {
    const desk = openTestDesk({ side: 'city', digit: 'c' });
    const profile = { ...emptyProfile, name: '势加透博洁净动力如皋有限公司' };
    const { id: enterpriseId } = await desk.call('enterprise.create', { profile });
    const person = { name: '张三', post: '副市长', unit: '', phone: '', inOfficeFrom: '', inOfficeTo: '' };
    const leader = await desk.call('person.create', { fields: { ...person, category: 'city-leader' } });
    const link = { kind: 'city-leader', fromDate: '2026-01-01', toDate: '', note: '' } as const;
    await desk.call('link.create', { enterpriseId, fields: { ...link, personId: leader.id } });
    const file = (
      inspectingUnit: string,
      inspectionDate: string,
      findings: string,
    ): Promise<{ id: string }> =>
      desk.call('filing.create', {
        enterpriseId,
        fields: {
          inspectingUnit,
          inspectionDate,
          findings,
          trigger: 'ordinary',
          triggerReference: '',
          domain: 'fire',
          basisAndReason: '年度计划',
          conclusion: '',
          firstDiscovered: '',
          thisConclusion: '',
          rectificationDueDate: '',
          note: '',
        },
      });
    const fire = await file('如皋市消防救援大队', '2026-11-20', '通道堆放杂物 100%');
    const safety = await file('如皋市应急管理局', '2026-11-25', '');
    const filings = async (text: string): Promise<string[]> =>
      (await desk.call('search.query', { text })).filter(({ kind }) => kind === 'filing').map(({ id }) => id);
    expect(await filings('消防')).toEqual([fire.id]);
    expect(await filings('堆放杂物')).toEqual([fire.id]);
    expect(await filings('2026-11')).toEqual([safety.id, fire.id]);
    expect(await filings('sjtb')).toEqual([safety.id, fire.id]);
    expect(await filings('0%')).toEqual([fire.id]);
    expect(await filings('_')).toEqual([]);
    const [, hit] = await desk.call('search.query', { text: '势加透' });
    expect(hit).toMatchObject({
      kind: 'filing',
      title: '势加透博洁净动力如皋有限公司',
      detail: '2026-11-25 · 如皋市应急管理局 · 草稿',
    });
    await desk.call('filing.remove', { id: fire.id });
    expect(await filings('消防')).toEqual([]);
  });

  it('finds by the sound what was written with a wrong character, where nothing else is found', async () => {
    const desk = await deskWith('南通思瑞机器制造有限公司', '森松重工有限公司');
    const person = {
      name: '王建国',
      post: '副市长',
      unit: '市政府',
      phone: '',
      inOfficeFrom: '',
      inOfficeTo: '',
    };
    const leader = await desk.call('person.create', { fields: { ...person, category: 'city-leader' } });
    const titles = async (text: string) =>
      (await desk.call('search.query', { text })).map(({ title, detail }) => [title, detail]);
    expect(await titles('思锐机器')).toEqual([['南通思瑞机器制造有限公司', '读音相同 · 未分派']]);
    expect(await titles('王建果')).toEqual([['王建国', '读音相同 · 市政府 副市长']]);
    // Of a person the whole name, of anything more than one character.
    expect(await titles('王健')).toEqual([]);
    expect(await titles('锐')).toEqual([]);
    expect((await titles('王建国')).map(([title]) => title)).toEqual(['王建国']);
    const pick = (text: string) => desk.call('enterprise.pick', { text });
    expect(await pick('森淞')).toMatchObject([{ name: '森松重工有限公司', soundsAlike: true }]);
    expect(await pick('森松')).toMatchObject([{ name: '森松重工有限公司', soundsAlike: false }]);
    const people = (text: string) => desk.call('person.pick', { text });
    expect(await people('王建果')).toMatchObject([{ id: leader.id, name: '王建国', soundsAlike: true }]);
    for (const text of ['王建国', '建国', 'wjg', 'WJG', 'wangjianguo'])
      expect(await people(text), text).toMatchObject([{ id: leader.id, soundsAlike: false }]);
    for (const text of ['李四', 'ls', '']) expect(await people(text), text).toEqual([]);
  });

  it('finds visits by the enterprise, by who called, and by the day', async () => {
    const desk = await deskWith('南通思瑞机器制造有限公司', '森松重工有限公司');
    const [first, second] = await desk.call('enterprise.pick', { text: '有限公司' });
    const visit = (enterpriseId: string, name: string, plannedOn: string) =>
      desk.call('visit.plan', {
        enterpriseIds: [enterpriseId],
        leader: { personId: '', name, post: '' },
        plannedOn,
        purpose: '',
      });
    const [one] = (await visit(first!.id, '赵六', '2026-11-28')).ids;
    const [other] = (await visit(second!.id, '李四', '2026-12-01')).ids;
    const found = async (text: string) =>
      (await desk.call('search.query', { text })).filter(({ kind }) => kind === 'visit').map(({ id }) => id);
    expect(await found(first!.name)).toEqual([one]);
    expect(await found('李四')).toEqual([other]);
    expect(await found('2026-11-28')).toEqual([one]);
    expect(await found('2026')).toEqual([other, one]);
    expect(await desk.call('search.query', { text: '赵六' })).toMatchObject([
      { kind: 'visit', title: first!.name, detail: '2026-11-28 · 赵六 · 计划走访' },
    ]);
    desk.setNow(startOfDayMs('2026-11-29'));
    expect(await desk.call('search.query', { text: '赵六' })).toMatchObject([
      { detail: '2026-11-28 · 赵六 · 待记录' },
    ]);
  });

  it('answers nothing for nothing, for signs alone and for SQL', async () => {
    const desk = await deskWith('甲公司');
    for (const text of ['', '  ', '（）', '%', "' OR 1=1 --", '\\']) {
      expect(await desk.call('search.query', { text }), text).toEqual([]);
    }
  });

  it('gives a picker the likeliest, or the first in order for no text', async () => {
    const desk = await deskWith('博远公司', '安泰公司');
    expect((await desk.call('enterprise.pick', { text: '' })).map((row) => row.name)).toEqual([
      '安泰公司',
      '博远公司',
    ]);
    expect((await desk.call('enterprise.pick', { text: 'by' })).map((row) => row.name)).toEqual(['博远公司']);
  });
});
