import { describe, expect, it } from 'vitest';
import { emptyProfile } from '../../shared/enterprise/schema.ts';
import { openTestDesk, type TestDesk } from '../support/desk.ts';

const person = { post: '', unit: '', phone: '', inOfficeFrom: '', inOfficeTo: '' };
const fields = { fromDate: '2026-11-01', toDate: '', note: '' };

async function ledger(desk: TestDesk, category: 'city-leader' | 'town-leader') {
  const enterpriseIds: string[] = [];
  for (const name of ['甲公司', '乙公司', '丙公司']) {
    const { id } = await desk.call('enterprise.create', { profile: { ...emptyProfile, name } });
    enterpriseIds.push(id);
  }
  const [before, after] = [
    await desk.call('person.create', { fields: { ...person, name: '前任', category } }),
    await desk.call('person.create', { fields: { ...person, name: '现任', category } }),
  ];
  return { enterpriseIds, before: before.id, after: after.id };
}

const leadersOf = async (desk: TestDesk, enterpriseId = ''): Promise<string[]> =>
  (await desk.call('link.byEnterprise', { enterpriseId })).map(
    ({ personName, fromDate, toDate }) => `${personName} ${fromDate} ${toDate}`,
  );

describe('linking one person to many enterprises', () => {
  it('takes them over from a predecessor, who ends the day before, and leaves those already linked alone', async () => {
    const desk = openTestDesk({ side: 'city' });
    const { enterpriseIds, before, after } = await ledger(desk, 'city-leader');
    const [first, second] = enterpriseIds;
    const old = {
      personId: before,
      kind: 'city-leader',
      fromDate: '2021-06-18',
      toDate: '',
      note: '',
    } as const;
    await desk.call('link.create', { enterpriseId: first ?? '', fields: old });
    const draft = { ...fields, personId: after, kind: 'city-leader' } as const;
    await desk.call('link.create', { enterpriseId: second ?? '', fields: draft });
    expect(await desk.call('link.checkMany', { enterpriseIds, fields: draft })).toEqual({
      fresh: 2,
      already: 1,
      occupied: 1,
      lasting: 1,
    });
    const done = await desk.call('link.createMany', { enterpriseIds, fields: draft, endOthers: true });
    expect(done).toEqual({ created: 2, already: 1, ended: 1 });
    expect(await leadersOf(desk, first)).toEqual(['现任 2026-11-01 ', '前任 2021-06-18 2026-10-31']);
    expect(await leadersOf(desk, second)).toEqual(['现任 2026-11-01 ']);
    expect(await leadersOf(desk, enterpriseIds[2])).toEqual(['现任 2026-11-01 ']);
  });

  it('ends nobody unless asked to', async () => {
    const desk = openTestDesk({ side: 'city' });
    const { enterpriseIds, before, after } = await ledger(desk, 'town-leader');
    const old = {
      personId: before,
      kind: 'town-leader',
      fromDate: '2021-06-18',
      toDate: '',
      note: '',
    } as const;
    await desk.call('link.create', { enterpriseId: enterpriseIds[0] ?? '', fields: old });
    const draft = { ...fields, personId: after, kind: 'town-leader' } as const;
    await desk.call('link.createMany', { enterpriseIds, fields: draft, endOthers: false });
    expect(await leadersOf(desk, enterpriseIds[0])).toEqual(['现任 2026-11-01 ', '前任 2021-06-18 ']);
  });

  it('a town links nobody to a city leader, and then nothing is written', async () => {
    const desk = openTestDesk();
    const { enterpriseIds, after } = await ledger(desk, 'town-leader');
    const draft = { ...fields, personId: after, kind: 'city-leader' } as const;
    const input = { enterpriseIds, fields: draft, endOthers: false };
    expect(await desk.refusal('link.createMany', input)).toBe('link.city-decides');
    expect(await leadersOf(desk, enterpriseIds[0])).toEqual([]);
  });
});
