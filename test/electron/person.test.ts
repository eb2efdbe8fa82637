import { describe, expect, it } from 'vitest';
import { writeEnterprise } from '../../db/assignment.ts';
import { appendWrite } from '../../db/log/append.ts';
import { transact } from '../../db/sql.ts';
import { authorOf } from '../../electron/desk.ts';
import { enterpriseEntity } from '../../shared/enterprise/entity.ts';
import { testAuthor } from '../support/database.ts';
import { openTestDesk, type TestDesk } from '../support/desk.ts';

const leader = {
  name: '张市长',
  post: '副市长',
  unit: '市政府',
  category: 'city-leader' as const,
  phone: '',
  inOfficeFrom: '2021-01-01',
  inOfficeTo: '',
};
const linkFields = { kind: 'city-leader' as const, fromDate: '2021-06-18', toDate: '', note: '' };

function addEnterprise(desk: TestDesk): string {
  const open = desk.services.desk.current();
  if (!open) throw new Error('closed');
  transact(open.db, (db) =>
    appendWrite(db, authorOf(open.identity, 0), {
      spec: enterpriseEntity,
      id: 'e1',
      partition: 'e1',
      fields: { name: '南通超达装备股份有限公司' },
    }),
  );
  return 'e1';
}

describe('linked leaders', () => {
  it('are removed once every link has ended, and not while one runs or is to begin', async () => {
    const desk = openTestDesk({ side: 'city' });
    const enterpriseId = addEnterprise(desk);
    const { id } = await desk.call('person.create', { fields: leader });
    const fields = { ...linkFields, personId: id };
    const link = await desk.call('link.create', { enterpriseId, fields });
    expect(await desk.refusal('person.remove', { id })).toBe('person.has-links');
    const { heads: seen } = (await desk.call('link.byPerson', { personId: id }))[0] ?? { heads: {} };
    await desk.call('link.update', { id: link.id, fields: { ...fields, toDate: '2026-11-23' }, seen });
    await desk.call('person.remove', { id });
    expect(await desk.call('person.list', { includeFormer: true })).toEqual([]);
    // Who was linked then is still read.
    expect(await desk.call('link.byEnterprise', { enterpriseId })).toMatchObject([{ personName: '张市长' }]);
  });

  it('an enterprise has the leader whose link is valid on the date', async () => {
    const desk = openTestDesk({ side: 'city' });
    const enterpriseId = addEnterprise(desk);
    const first = await desk.call('person.create', { fields: leader });
    const second = await desk.call('person.create', { fields: { ...leader, name: '李书记' } });
    await desk.call('link.create', {
      enterpriseId,
      fields: { ...linkFields, personId: first.id, toDate: '2025-12-31' },
    });
    await desk.call('link.create', {
      enterpriseId,
      fields: { ...linkFields, personId: second.id, fromDate: '2026-01-01' },
    });
    const on = async (date: string) =>
      (await desk.call('link.onDate', { enterpriseId, date })).map((link) => link.personName);
    expect(await on('2025-12-31')).toEqual(['张市长']);
    expect(await on('2026-01-01')).toEqual(['李书记']);
    expect(await on('2021-06-17')).toEqual([]);
  });

  it("shows a leader's list of enterprises and counts today's only", async () => {
    const desk = openTestDesk({ side: 'city' });
    const enterpriseId = addEnterprise(desk);
    const { id } = await desk.call('person.create', { fields: leader });
    await desk.call('link.create', { enterpriseId, fields: { ...linkFields, personId: id } });
    expect(await desk.call('link.byPerson', { personId: id })).toMatchObject([
      { enterpriseName: '南通超达装备股份有限公司', personPost: '副市长' },
    ]);
    expect(await desk.call('person.list', {})).toMatchObject([{ name: '张市长', linkedCount: 1 }]);
  });

  it('a town links its own leaders and departments, not city leaders', async () => {
    const desk = openTestDesk({ side: 'town' });
    const enterpriseId = addEnterprise(desk);
    const { id } = await desk.call('person.create', { fields: { ...leader, category: 'town-leader' } });
    await desk.call('link.create', {
      enterpriseId,
      fields: { ...linkFields, kind: 'town-leader', personId: id },
    });
    expect(await desk.refusal('link.create', { enterpriseId, fields: { ...linkFields, personId: id } })).toBe(
      'link.city-decides',
    );
  });

  it('keeps both ends when two windows changed one link from the same state', async () => {
    const desk = openTestDesk({ side: 'city' });
    const enterpriseId = addEnterprise(desk);
    const person = await desk.call('person.create', { fields: leader });
    const fields = { ...linkFields, personId: person.id };
    const { id } = await desk.call('link.create', { enterpriseId, fields });
    const [seen] = await desk.call('link.byEnterprise', { enterpriseId });
    await desk.call('link.update', {
      id,
      fields: { ...fields, toDate: '2026-06-30' },
      seen: seen?.heads ?? {},
    });
    await desk.call('link.update', {
      id,
      fields: { ...fields, toDate: '2026-12-31' },
      seen: seen?.heads ?? {},
    });
    const [now] = await desk.call('link.byEnterprise', { enterpriseId });
    expect(now?.heads.toDate).toHaveLength(2);
  });

  it('refuses impossible dates and an end before the beginning', async () => {
    const desk = openTestDesk({ side: 'city' });
    const enterpriseId = addEnterprise(desk);
    const { id } = await desk.call('person.create', { fields: leader });
    for (const dates of [{ fromDate: '2026-02-30' }, { fromDate: '' }, { toDate: '2020-01-01' }]) {
      expect(
        await desk.refusal('link.create', {
          enterpriseId,
          fields: { ...linkFields, personId: id, ...dates },
        }),
      ).toBe('rpc.invalid-input');
    }
  });

  it('does not remove a person who still has links', async () => {
    const desk = openTestDesk({ side: 'city' });
    const enterpriseId = addEnterprise(desk);
    const { id } = await desk.call('person.create', { fields: leader });
    const linked = await desk.call('link.create', { enterpriseId, fields: { ...linkFields, personId: id } });
    expect(await desk.refusal('person.remove', { id })).toBe('person.has-links');
    await desk.call('link.remove', { id: linked.id });
    await desk.call('person.remove', { id });
    expect(await desk.call('person.list', { includeFormer: true })).toEqual([]);
  });

  it('removes one whose links are all in enterprises that another town keeps now: they are its to end', async () => {
    const desk = openTestDesk({ side: 'town' });
    const enterpriseId = addEnterprise(desk);
    const { id } = await desk.call('person.create', { fields: { ...leader, category: 'town-leader' } });
    const fields = { ...linkFields, kind: 'town-leader', personId: id } as const;
    await desk.call('link.create', { enterpriseId, fields });
    expect(await desk.refusal('person.remove', { id })).toBe('person.has-links');
    const { db } = desk.services.desk.current() ?? {};
    if (!db) throw new Error('closed');
    const city = { ...testAuthor('city', 'c'), nowMs: desk.services.nowMs() };
    transact(db, (writable) =>
      writeEnterprise(writable, city, { id: enterpriseId, fields: { townId: 't10' } }),
    );
    const [link] = await desk.call('link.byPerson', { personId: id });
    expect(link).toMatchObject({ editable: false, personName: '张市长' });
    expect(await desk.refusal('link.remove', { id: link?.id ?? '' })).toBe('enterprise.other-town');
    await desk.call('person.remove', { id });
    expect(await desk.call('link.byEnterprise', { enterpriseId })).toMatchObject([{ personName: '张市长' }]);
  });
});
