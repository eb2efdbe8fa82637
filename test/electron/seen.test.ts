import { describe, expect, it } from 'vitest';
import { parseOperation } from '../../db/log/integrate.ts';
import { all, sql, value } from '../../db/sql.ts';
import { openTestDesk, type TestDesk } from '../support/desk.ts';

const profile = {
  name: '南通超达装备股份有限公司',
  formerNames: [],
  shortName: '',
  creditCode: '',
  address: '旧址',
  industry: '',
  mainProduct: '',
  legalRepresentative: '',
  contactName: '',
  contactPhone: '',
  foundedOn: '',
  note: '',
};

async function deskWithEnterprise(): Promise<{ desk: TestDesk; id: string; count: () => number }> {
  const desk = openTestDesk({ side: 'city' });
  const { id } = await desk.call('enterprise.create', { profile });
  const db = desk.services.desk.current()?.db;
  if (!db) throw new Error('closed');
  return { desk, id, count: () => value<number>(db, sql`SELECT count(*) FROM op`) ?? 0 };
}

describe('the operations a save claims to have seen', () => {
  it('must be writes of that record and that field that are here', async () => {
    const { desk, id, count } = await deskWithEnterprise();
    const other = await desk.call('enterprise.create', {
      profile: { ...profile, name: '江苏天南电力股份有限公司' },
      duplicateAccepted: true,
    });
    const before = count();
    const strange = (await desk.call('enterprise.get', { id: other.id })).heads;
    for (const seen of [{ address: ['0'.repeat(64)] }, { address: strange['address'] ?? [] }]) {
      expect(await desk.refusal('enterprise.update', { id, changes: { address: '新址' }, seen })).toBe(
        'record.seen-unknown',
      );
    }
    const unfit = { address: ['不是操作'] };
    expect(await desk.refusal('enterprise.update', { id, changes: { address: '新址' }, seen: unfit })).toBe(
      'rpc.invalid-input',
    );
    expect(count()).toBe(before);
  });

  it('may be more than one operation can name: the rest is replaced by the next save', async () => {
    const { desk, id } = await deskWithEnterprise();
    const db = desk.services.desk.current()?.db;
    if (!db) throw new Error('closed');
    const { heads } = await desk.call('enterprise.get', { id });
    const [address = ''] = heads['address'] ?? [];
    const seen = { address: Array.from({ length: 1001 }, () => address) };
    await desk.call('enterprise.update', { id, changes: { address: '新址' }, seen });
    for (const { bytes } of all<{ bytes: Uint8Array }>(db, sql`SELECT bytes FROM op`)) {
      expect(() => parseOperation(bytes)).not.toThrow();
    }
  });
});

describe('a save that refers to something that is not here', () => {
  it('is refused, and writes nothing', async () => {
    const { desk, id, count } = await deskWithEnterprise();
    const person = await desk.call('person.create', {
      fields: {
        name: '张市长',
        post: '副市长',
        unit: '市政府',
        category: 'city-leader',
        phone: '',
        inOfficeFrom: '',
        inOfficeTo: '',
      },
    });
    const link = {
      personId: person.id,
      kind: 'city-leader',
      fromDate: '2026-01-01',
      toDate: '',
      note: '',
    } as const;
    const before = count();
    expect(await desk.refusal('link.create', { enterpriseId: 'e404', fields: link })).toBe(
      'record.not-found',
    );
    const many = { enterpriseIds: [id, 'e404'], fields: link, endOthers: false };
    expect(await desk.refusal('link.createMany', many)).toBe('record.not-found');
    expect(
      await desk.refusal('link.create', { enterpriseId: id, fields: { ...link, personId: 'p404' } }),
    ).toBe('record.not-found');
    const meeting = {
      fields: {
        month: '2026-11',
        heldOn: '2026-11-20',
        place: '',
        chair: '陈副组长',
        chairRole: '副组长',
        recorder: '',
        departments: [],
        topics: [],
      },
      decisions: [{ id: 'd404', what: '协调用地', who: '', dueDate: '' }],
    };
    expect(await desk.refusal('meeting.save', meeting)).toBe('record.not-found');
    expect(count()).toBe(before);
  });
});
