import { describe, expect, it } from 'vitest';
import { appendWrite } from '../../db/log/append.ts';
import { all, sql, transact } from '../../db/sql.ts';
import { authorOf } from '../../electron/desk.ts';
import { enterpriseEntity } from '../../shared/enterprise/entity.ts';
import type { FieldValue } from '../../shared/log/entity.ts';
import type { Suggestion } from '../../shared/suggestion/contract.ts';
import { toSaves } from '../../renderer/ui/historySaves.ts';
import { testNowMs } from '../support/database.ts';
import type { TestDesk } from '../support/desk.ts';
import { cityAndTown, down, open, up } from '../support/two-desks.ts';

async function joined(): Promise<{ city: TestDesk; town: TestDesk }> {
  const { city, town } = await cityAndTown();
  await down(city, town);
  return { city, town };
}

const pool = { member: true, enteredOn: '2026-11-01', leftOn: '' };
const title = {
  level: 'provincial-product' as const,
  certificateNumber: '苏专2026-1',
  grantedOn: '2026-10-01',
  validUntil: '2029-09-30',
  note: '',
};

async function proposePool(town: TestDesk): Promise<void> {
  const { heads } = await town.call('enterprise.get', { id: 'e1' });
  await town.call('suggestion.propose', {
    entityType: 'enterprise',
    enterpriseId: 'e1',
    fields: { pool },
    seen: heads,
  });
}

async function only(desk: TestDesk, answered = false): Promise<Suggestion> {
  const [found, ...others] = await desk.call('suggestion.list', { answered });
  if (!found || others.length > 0) throw new Error('not one suggestion');
  return found;
}

const saveStates = async (town: TestDesk): Promise<unknown> =>
  (
    await town.call('exchange.saves', {
      peer: { side: 'city', townId: '' },
      states: ['accepted', 'declined'],
      page: 1,
    })
  ).saves.map(({ state, explanation }) => [state, explanation]);

const actions = async (desk: TestDesk): Promise<(string | undefined)[]> =>
  toSaves(await desk.call('enterprise.history', { id: 'e1', limit: 100 })).map(({ action }) => action);

describe('a suggestion of a town', () => {
  it('that asked for a new record is told in the history as accepted, with nothing it would have replaced', async () => {
    const { city, town } = await joined();
    await town.call('suggestion.propose', {
      entityType: 'title',
      enterpriseId: 'e1',
      fields: title,
      seen: {},
    });
    await up(town, city);
    const { opId, seen } = await only(city);
    await city.call('suggestion.accept', { items: [{ opId, seen }] });
    const history = await city.call('enterprise.history', { id: 'e1', limit: 100 });
    const [save] = toSaves(
      history.filter(({ entityType, state }) => entityType === 'title' && state === 'applied'),
    );
    expect(save?.action).toBe('采纳建议，新增级别称号');
    expect(save?.changes).toContainEqual({ label: '证书编号', before: [], after: '苏专2026-1' });
    // An accepted change of what stood says what it replaced.
    await proposePool(town);
    await up(town, city);
    const next = await only(city);
    await city.call('suggestion.accept', { items: [{ opId: next.opId, seen: next.seen }] });
    const all = toSaves(await city.call('enterprise.history', { id: 'e1', limit: 100 }));
    expect(all.filter(({ action }) => action.startsWith('采纳建议，')).map(({ action }) => action)).toEqual([
      '采纳建议，修改企业',
      '采纳建议，新增级别称号',
    ]);
  });

  it('changes nothing until the city accepts it, and the town is told what became of it', async () => {
    const { city, town } = await joined();
    await proposePool(town);
    expect((await town.call('enterprise.get', { id: 'e1' })).pool).toBeNull();
    expect(await only(town)).toMatchObject({ state: 'waiting', unit: '白蒲镇', answeredBy: null });
    await up(town, city);
    const { opId, seen, ...shown } = await only(city);
    expect(shown).toMatchObject({
      enterpriseName: '森松（江苏）重工有限公司',
      unit: '白蒲镇',
      officer: '镇经办',
      fields: [{ label: '市培育库', currentText: '', suggestedText: '2026-11-01 入库', changedSince: false }],
    });
    expect(await city.call('suggestion.count', {})).toEqual({ count: 1 });
    expect(await city.call('suggestion.accept', { items: [{ opId, seen }] })).toEqual({ answered: 1 });
    expect(await city.call('suggestion.count', {})).toEqual({ count: 0 });
    expect(await city.refusal('suggestion.accept', { items: [{ opId, seen }] })).toBe('suggestion.answered');
    await down(city, town);
    for (const desk of [city, town]) {
      expect((await desk.call('enterprise.get', { id: 'e1' })).pool).toEqual(pool);
      expect(await desk.call('conflict.count', {})).toEqual({ count: 0 });
    }
    expect(await only(town, true)).toMatchObject({
      state: 'accepted',
      answeredBy: { unit: '市发改委', officer: '市经办', atMs: testNowMs },
    });
    expect(await saveStates(town)).toEqual([['accepted', '']]);
    expect(await actions(town)).toContain('修改企业（建议已采纳）');
  });

  it('is declined with a reason, which the town reads', async () => {
    const { city, town } = await joined();
    await proposePool(town);
    expect(await actions(town)).toContain('修改企业（待确认，未生效）');
    await up(town, city);
    const { opId } = await only(city);
    expect(await city.refusal('suggestion.decline', { opIds: [opId], reason: '  ' })).toBe(
      'rpc.invalid-input',
    );
    await city.call('suggestion.decline', { opIds: [opId], reason: '下季度再议' });
    expect((await city.call('enterprise.get', { id: 'e1' })).pool).toBeNull();
    await down(city, town);
    expect(await saveStates(town)).toEqual([['declined', '下季度再议']]);
    const [told, ...others] = await town.call('notice.list', {});
    expect([told?.text, others]).toEqual([expect.stringContaining('修改建议：不采纳 1 条'), []]);
    await town.call('notice.dismiss', { n: told?.n ?? 0 });
    await down(city, town);
    expect(await town.call('notice.list', {})).toEqual([]);
    expect(await only(town, true)).toMatchObject({ state: 'declined', answer: '下季度再议' });
    expect(await actions(town)).toContain('修改企业（建议未采纳，未生效）');
    // What was answered may be proposed again.
    await proposePool(town);
    expect(await town.call('suggestion.count', {})).toEqual({ count: 1 });
  });

  it('of a new title becomes a title when it is accepted', async () => {
    const { city, town } = await joined();
    await town.call('suggestion.propose', {
      entityType: 'title',
      enterpriseId: 'e1',
      fields: title,
      seen: {},
    });
    expect((await town.call('enterprise.get', { id: 'e1' })).titles).toEqual([]);
    await up(town, city);
    const { opId, seen, isNew, entityLabel } = await only(city);
    expect({ isNew, entityLabel }).toEqual({ isNew: true, entityLabel: '级别称号' });
    await city.call('suggestion.accept', { items: [{ opId, seen }] });
    await down(city, town);
    for (const desk of [city, town]) {
      expect((await desk.call('enterprise.get', { id: 'e1' })).titles).toMatchObject([title]);
    }
  });

  it('is not proposed twice, nor when it changes nothing, nor for a town that does not exist', async () => {
    const { town } = await joined();
    await proposePool(town);
    await expect(proposePool(town)).rejects.toMatchObject({ code: 'suggestion.waiting' });
    const { heads } = await town.call('enterprise.get', { id: 'e1' });
    const about = { entityType: 'enterprise', enterpriseId: 'e1', seen: heads } as const;
    expect(await town.refusal('suggestion.propose', { ...about, fields: { townId: 't06' } })).toBe(
      'suggestion.unchanged',
    );
    expect(await town.refusal('suggestion.propose', { ...about, fields: { townId: 't99' } })).toBe(
      'record.not-found',
    );
    const newTitle = { entityType: 'title', enterpriseId: 'e1', fields: title, seen: {} } as const;
    await town.call('suggestion.propose', newTitle);
    expect(await town.refusal('suggestion.propose', newTitle)).toBe('suggestion.waiting');
    expect(await town.call('suggestion.count', {})).toEqual({ count: 2 });
  });

  it('says that the value changed meanwhile, and accepting it overwrites nothing unseen', async () => {
    const { city, town } = await joined();
    await proposePool(town);
    await up(town, city);
    const { opId, seen } = await only(city);
    await city.call('enterprise.setPool', { ids: ['e1'], member: true, date: '2026-10-15' });
    expect((await only(city)).fields[0]).toMatchObject({
      currentText: '2026-10-15 入库',
      changedSince: true,
    });
    // The list as it was before the change.
    await city.call('suggestion.accept', { items: [{ opId, seen }] });
    expect(await city.call('conflict.count', {})).toEqual({ count: 1 });
  });

  it('keeps what stood and what was proposed after it was answered, whatever was written since', async () => {
    const { city, town } = await joined();
    await city.call('enterprise.setPool', { ids: ['e1'], member: true, date: '2026-10-15' });
    await down(city, town);
    await proposePool(town);
    await up(town, city);
    await city.call('enterprise.setPool', { ids: ['e1'], member: true, date: '2026-10-20' });
    const words = { madeFromText: '2026-10-15 入库', suggestedText: '2026-11-01 入库' };
    expect((await only(city)).fields[0]).toMatchObject({ ...words, currentText: '2026-10-20 入库' });
    const { opId, seen } = await only(city);
    await city.call('suggestion.accept', { items: [{ opId, seen }] });
    await city.call('enterprise.setPool', { ids: ['e1'], member: true, date: '2026-11-30' });
    await down(city, town);
    for (const desk of [city, town]) expect((await only(desk, true)).fields[0]).toMatchObject(words);
  });

  it('of another town moves the enterprise and leaves no conflict, also none that no desk shows', async () => {
    const { city, town } = await joined();
    const { heads } = await town.call('enterprise.get', { id: 'e1' });
    await town.call('enterprise.update', { id: 'e1', changes: { contactName: '张三' }, seen: heads });
    await up(town, city);
    // Moved before, so that where the towns' say ends has been written already.
    for (const townId of ['t10', 't06']) await city.call('enterprise.assign', { ids: ['e1'], townId });
    await down(city, town);
    const { heads: seen } = await town.call('enterprise.get', { id: 'e1' });
    await town.call('suggestion.propose', {
      entityType: 'enterprise',
      enterpriseId: 'e1',
      fields: { townId: 't10' },
      seen,
    });
    await up(town, city);
    const { opId, seen: listed } = await only(city);
    await city.call('suggestion.accept', { items: [{ opId, seen: listed }] });
    expect((await city.call('enterprise.get', { id: 'e1' })).townId).toBe('t10');
    expect(all(open(city).db, sql`SELECT field FROM conflict`)).toEqual([]);
  });

  it('is not accepted together with another for the same item, and none of the others is either', async () => {
    const { city, town } = await joined();
    await proposePool(town);
    // The town corrected its own proposal.
    const { heads: seen } = await town.call('enterprise.get', { id: 'e1' });
    const later = { ...pool, enteredOn: '2026-11-15' };
    const about = { entityType: 'enterprise', enterpriseId: 'e1', seen } as const;
    await town.call('suggestion.propose', { ...about, fields: { pool: later } });
    await up(town, city);
    const listed = await city.call('suggestion.list', {});
    expect(listed.map(({ record }) => record)).toEqual(['enterprise:e1', 'enterprise:e1']);
    const items = listed.map(({ opId, seen: heads }) => ({ opId, seen: heads }));
    expect(await city.refusal('suggestion.accept', { items })).toBe('suggestion.same-item');
    // Nor one of them twice.
    const [first] = items;
    if (!first) throw new Error('nothing listed');
    expect(await city.refusal('suggestion.accept', { items: [first, first] })).toBe('suggestion.same-item');
    expect(await city.call('suggestion.count', {})).toEqual({ count: 2 });
    expect((await city.call('enterprise.get', { id: 'e1' })).pool).toBeNull();
    await city.call('suggestion.accept', { items: [first] });
    expect(await city.call('conflict.count', {})).toEqual({ count: 0 });
  });

  it('that the city could not have entered itself is refused, and none of the others is accepted', async () => {
    const { city, town } = await joined();
    await proposePool(town);
    const { db, identity } = open(town);
    for (const [name, value] of [['townId', 't99']] as const) {
      const fields: Record<string, FieldValue> = { [name]: value };
      transact(db, (writable) =>
        appendWrite(writable, authorOf(identity, testNowMs), {
          spec: enterpriseEntity,
          id: 'e1',
          partition: 'e1',
          fields,
          asSuggestion: true,
        }),
      );
    }
    await up(town, city);
    const items = (await city.call('suggestion.list', {})).map(({ opId, seen }) => ({ opId, seen }));
    expect(items).toHaveLength(2);
    expect(await city.refusal('suggestion.accept', { items })).toBe('suggestion.not-acceptable');
    expect(await city.call('suggestion.count', {})).toEqual({ count: 2 });
    expect((await city.call('enterprise.get', { id: 'e1' })).pool).toBeNull();
  });
});
