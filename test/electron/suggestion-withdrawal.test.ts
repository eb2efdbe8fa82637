import { describe, expect, it } from 'vitest';
import type { Suggestion } from '../../shared/suggestion/contract.ts';
import { rewriteForm, rewrittenProposal } from '../../shared/suggestion/rewrite.ts';
import { appendWrite } from '../../db/log/append.ts';
import { transact } from '../../db/sql.ts';
import { suggestionWithdrawalEntity, withdrawalId } from '../../shared/suggestion/entity.ts';
import { testAuthor, testNowMs } from '../support/database.ts';
import type { TestDesk } from '../support/desk.ts';
import { certify } from '../support/log.ts';
import { cityAndTown, down, month, open, up } from '../support/two-desks.ts';

const pool = { member: true, enteredOn: '2026-11-01', leftOn: '' };

async function proposed(): Promise<{ city: TestDesk; town: TestDesk; opId: string }> {
  const { city, town } = await cityAndTown();
  await down(city, town);
  const { heads } = await town.call('enterprise.get', { id: 'e1' });
  await town.call('suggestion.propose', {
    entityType: 'enterprise',
    enterpriseId: 'e1',
    fields: { pool },
    seen: heads,
  });
  return { city, town, opId: (await only(town)).opId };
}

async function only(desk: TestDesk, answered = false): Promise<Suggestion> {
  const [found, ...others] = await desk.call('suggestion.list', { answered });
  if (!found || others.length > 0) throw new Error('not one suggestion');
  return found;
}

const count = async (desk: TestDesk): Promise<number> => (await desk.call('suggestion.count', {})).count;

describe('a suggestion that its town takes back', () => {
  it('asks the city for nothing any more, wherever what waits is counted', async () => {
    const { city, town, opId } = await proposed();
    await up(town, city);
    expect(await only(city)).toMatchObject({ mine: false, rewrite: null, withdrawal: null });
    expect((await city.call('month.board', { month })).open.suggestions).toBe(1);
    await town.call('suggestion.withdraw', { opId });
    expect(await count(town)).toBe(0);
    expect(await only(town, true)).toMatchObject({ state: 'withdrawn', mine: true });
    await up(town, city);
    expect(await count(city)).toBe(0);
    expect(await city.call('suggestion.list', {})).toEqual([]);
    const { open, towns } = await city.call('month.board', { month });
    expect([open.suggestions, ...towns.map(({ suggestions }) => suggestions)]).toEqual([0, 0, 0]);
    const { seen, ...shown } = await only(city, true);
    expect(shown).toMatchObject({
      state: 'withdrawn',
      withdrawal: { unit: '白蒲镇', officer: '镇经办' },
      mine: false,
    });
    expect(await city.refusal('suggestion.accept', { items: [{ opId, seen }] })).toBe('suggestion.withdrawn');
    expect(await city.refusal('suggestion.decline', { opIds: [opId], reason: '不必' })).toBe(
      'suggestion.withdrawn',
    );
    expect((await city.call('enterprise.get', { id: 'e1' })).pool).toBeNull();
    await down(city, town);
    const { saves } = await town.call('exchange.saves', {
      peer: { side: 'city', townId: '' },
      states: ['withdrawn'],
      page: 1,
    });
    expect(saves.map(({ opId: id, explanation }) => [id, explanation])).toEqual([[opId, '']]);
  });

  it('is withdrawn once, by its town alone, and waits again when that is taken back', async () => {
    const { city, town, opId } = await proposed();
    await town.call('suggestion.withdraw', { opId });
    expect(await town.refusal('suggestion.withdraw', { opId })).toBe('suggestion.withdrawn');
    const history = await town.call('enterprise.history', { id: 'e1', limit: 100 });
    expect(history.find((entry) => entry.opId === opId)?.suggested).toBe('withdrawn');
    await up(town, city);
    await town.call('suggestion.restore', { opId });
    // A second click changes nothing.
    await town.call('suggestion.restore', { opId });
    await up(town, city);
    expect(await only(city)).toMatchObject({ opId, state: 'waiting', withdrawal: null });
    expect(await city.refusal('suggestion.withdraw', { opId })).toBe('rpc.wrong-desk');
    expect(await town.refusal('suggestion.withdraw', { opId: 'f'.repeat(64) })).toBe('suggestion.answered');
  });

  it.each([
    ['accepted', 'city', 'answer'],
    ['accepted', 'town', 'answer'],
    ['accepted', 'city', 'withdrawal'],
    ['accepted', 'town', 'withdrawal'],
    ['declined', 'city', 'answer'],
    ['declined', 'town', 'answer'],
    ['declined', 'city', 'withdrawal'],
    ['declined', 'town', 'withdrawal'],
  ] as const)(
    'stays %s when the two crossed, the %s hearing first, the %s being the older, and both sides are told',
    async (state, first, older) => {
      const { city, town, opId } = await proposed();
      await up(town, city);
      const { seen } = await only(city);
      (older === 'answer' ? town : city).setNow(testNowMs + 60_000);
      if (older === 'withdrawal') await town.call('suggestion.withdraw', { opId });
      if (state === 'accepted') await city.call('suggestion.accept', { items: [{ opId, seen }] });
      else await city.call('suggestion.decline', { opIds: [opId], reason: '下季度再议' });
      if (older === 'answer') await town.call('suggestion.withdraw', { opId });
      if (first === 'city') await up(town, city);
      await down(city, town);
      if (first === 'town') await up(town, city);
      for (const desk of [city, town]) {
        expect(await count(desk)).toBe(0);
        expect(await only(desk, true)).toMatchObject({ state, withdrawal: { unit: '白蒲镇' } });
        expect((await desk.call('enterprise.get', { id: 'e1' })).pool).toEqual(
          state === 'accepted' ? pool : null,
        );
        expect(await desk.call('conflict.count', {})).toEqual({ count: 0 });
      }
      for (const name of ['suggestion.withdraw', 'suggestion.restore'] as const) {
        expect(await town.refusal(name, { opId })).toBe('suggestion.answered');
      }
    },
  );
});

describe('two laptops of a town that disagree whether a suggestion is withdrawn', () => {
  it('settle it at the town, whose word it is, and not at the city', async () => {
    const { city, town, opId } = await proposed();
    const { db } = open(town);
    const second = testAuthor('town', 'e', 't06');
    for (const desk of [city, town]) certify(open(desk).db, second);
    await town.call('suggestion.withdraw', { opId });
    const id = withdrawalId('t06', opId);
    const write = { spec: suggestionWithdrawalEntity, id, partition: 'e1', seen: { withdrawn: [] } };
    transact(db, (writable) => appendWrite(writable, second, { ...write, fields: { withdrawn: false } }));
    await up(town, city);
    const place = { entityType: suggestionWithdrawalEntity.type, entityId: id, field: 'withdrawn' };
    const [there] = await city.call('conflict.list', {});
    const [here] = await town.call('conflict.list', {});
    if (!here) throw new Error('no conflict');
    expect([there?.mine, here]).toMatchObject([false, { ...place, mine: true }]);
    const taken = here.values.find(({ value }) => value === true);
    if (!taken) throw new Error('not a choice');
    const seen = here.values.map(({ opId: head }) => head);
    await town.call('conflict.take', { choices: [{ ...place, seen, opId: taken.opId }] });
    expect(await town.call('conflict.count', {})).toEqual({ count: 0 });
    expect(await only(town, true)).toMatchObject({ opId, state: 'withdrawn' });
  });
});

describe('a suggestion that its town words anew', () => {
  it('is withdrawn in the moment the new one is written, and the city is asked for that one alone', async () => {
    const { city, town, opId } = await proposed();
    await up(town, city);
    const { rewrite } = await only(town);
    if (!rewrite) throw new Error('cannot be worded anew');
    const { values } = rewriteForm(rewrite, []);
    const about = { enterpriseId: 'e1', replaces: opId, reason: '' };
    const same = rewrittenProposal(rewrite, values, about);
    const anew = rewrittenProposal(rewrite, { ...values, enteredOn: '2026-11-15' }, about);
    if (!same || !anew) throw new Error('no proposal');
    // Word for word the same: nothing is withdrawn for it.
    expect(await town.refusal('suggestion.propose', same)).toBe('suggestion.waiting');
    expect(await only(town)).toMatchObject({ opId, state: 'waiting' });
    await town.call('suggestion.propose', anew);
    expect(await town.refusal('suggestion.propose', anew)).toBe('suggestion.withdrawn');
    await up(town, city);
    const { opId: newId, seen, fields } = await only(city);
    expect(fields).toMatchObject([{ suggestedText: '2026-11-15 入库' }]);
    expect(await only(city, true)).toMatchObject({ opId, state: 'withdrawn' });
    await city.call('suggestion.accept', { items: [{ opId: newId, seen }] });
    expect((await city.call('enterprise.get', { id: 'e1' })).pool?.enteredOn).toBe('2026-11-15');
    expect(await city.call('conflict.count', {})).toEqual({ count: 0 });
  });

  it('is about the same new record, so that two accepted wordings make one title', async () => {
    const { city, town } = await cityAndTown();
    await down(city, town);
    const fields = {
      level: 'provincial-product' as const,
      certificateNumber: '苏专2026-1',
      grantedOn: '2026-10-01',
      validUntil: '2029-09-30',
      note: '',
    };
    const about = { entityType: 'title', enterpriseId: 'e1', seen: {} } as const;
    await town.call('suggestion.propose', { ...about, fields });
    await up(town, city);
    const { opId, seen } = await only(city);
    await city.call('suggestion.accept', { items: [{ opId, seen }] });
    const anew = { ...fields, certificateNumber: '苏专2026-7' };
    expect(
      await town.refusal('suggestion.propose', {
        ...about,
        entityType: 'plan',
        fields: { level: 'provincial-pool', year: 2027, source: '' },
        replaces: opId,
      }),
    ).toBe('record.not-found');
    await town.call('suggestion.propose', { ...about, fields: anew, replaces: opId });
    await up(town, city);
    const next = await only(city);
    expect(next).toMatchObject({ isNew: false, entityLabel: '级别称号' });
    await city.call('suggestion.accept', { items: [{ opId: next.opId, seen: next.seen }] });
    await down(city, town);
    for (const desk of [city, town]) {
      expect((await desk.call('enterprise.get', { id: 'e1' })).titles).toMatchObject([anew]);
      expect(await desk.call('conflict.count', {})).toEqual({ count: 0 });
    }
  });
});
