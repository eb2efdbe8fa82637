/** A bulletin that one laptop of the city issues while another retakes its figures: its readers keep what was issued. */
import { describe, expect, it } from 'vitest';
import { readHeads } from '../../db/log/record-heads.ts';
import { authorOf } from '../../electron/desk.ts';
import type { BulletinFields } from '../../shared/bulletin/contract.ts';
import { startOfDayMs } from '../../shared/clock.ts';
import { testNowMs } from '../support/database.ts';
import { openTestDesk, type TestDesk } from '../support/desk.ts';
import { certify, operationsOf, takeOperations } from '../support/log.ts';
import { problemFields } from '../support/problem.ts';
import { open, write } from '../support/two-desks.ts';
import { exchangeLogs, twoCityLaptops } from '../support/two-laptops.ts';

const quarter = '2026-Q4';

/** A draft at two laptops of the city, and a laptop of a town's that knows both. */
async function draftAtBoth() {
  const { a, b } = twoCityLaptops();
  const town = openTestDesk({ side: 'town', digit: 'c' });
  for (const desk of [a, b]) certify(open(town).db, authorOf(open(desk).identity, testNowMs));
  a.setNow(startOfDayMs('2026-12-28'));
  b.setNow(startOfDayMs('2026-12-29'));
  write(a, 'e1', { name: '森松（江苏）重工有限公司' });
  const { figures } = await raiseAndCount(a);
  const fields: BulletinFields = {
    quarter,
    issue: 4,
    title: '季度信息通报',
    unit: '市发改委',
    issuedOn: '',
    highlights: [],
    closing: '',
    recipients: '',
    figures,
  };
  const { id } = await a.call('bulletin.save', { fields });
  exchangeLogs(a, b);
  return { a, b, town, id, fields };
}

/** One more problem of the quarter, and what is counted then. */
async function raiseAndCount(desk: TestDesk) {
  await desk.call('problem.create', { enterpriseId: 'e1', fields: problemFields });
  return desk.call('bulletin.figures', { quarter });
}

const countsOf = async (desk: TestDesk, id: string) =>
  (await desk.call('bulletin.get', { id })).figures?.counts;

function read(town: TestDesk, from: TestDesk): void {
  takeOperations(open(town).db, operationsOf(open(from).db));
}

it.each(['issue', 'save'] as const)('keeps the figures that were issued (%s), and asks', async (way) => {
  const { a, b, town, id, fields } = await draftAtBoth();
  if (way === 'issue') await a.call('bulletin.issue', { id });
  else {
    const { heads } = await a.call('bulletin.get', { id });
    await a.call('bulletin.save', { id, fields: { ...fields, issuedOn: '2026-12-28' }, seen: heads });
  }
  read(town, a);
  const issued = await countsOf(town, id);
  // Later, by a clock that is ahead.
  const { figures } = await raiseAndCount(b);
  await b.call('bulletin.save', { id, fields: { ...fields, figures, closing: '改过的话' } });
  expect(figures.counts).not.toEqual(issued);
  exchangeLogs(a, b);
  read(town, a);
  for (const desk of [a, b, town]) {
    expect(await countsOf(desk, id)).toEqual(issued);
    expect(await desk.call('bulletin.get', { id })).toMatchObject({ issuedOn: '2026-12-28', closing: '' });
  }
  const conflicts = await a.call('conflict.list', {});
  expect(conflicts.map(({ field }) => field).toSorted()).toEqual(['closing', 'figures']);
  const onFigures = conflicts.find(({ field }) => field === 'figures');
  expect(onFigures?.values.map(({ text, isShown }) => [text, isShown])).toEqual([
    ['2026年第四季度，2026-12-28 取数', true],
    ['2026年第四季度，2026-12-29 取数', false],
  ]);
});

it('prints the other figures once a person has chosen them', async () => {
  const { a, b, town, id, fields } = await draftAtBoth();
  await a.call('bulletin.issue', { id });
  const { figures } = await raiseAndCount(b);
  await b.call('bulletin.save', { id, fields: { ...fields, figures } });
  exchangeLogs(a, b);
  const [conflict] = await b.call('conflict.list', {});
  const chosen = conflict?.values.find(({ isShown }) => !isShown);
  if (!conflict || !chosen) throw new Error('nothing to settle');
  const { entityType, entityId, field, values } = conflict;
  const seen = values.map(({ opId }) => opId);
  await b.call('conflict.take', { choices: [{ entityType, entityId, field, seen, opId: chosen.opId }] });
  read(town, b);
  expect(await countsOf(town, id)).toEqual(figures.counts);
});

/** What stands in 下一步工作, whichever of it is shown. */
function closings(desk: TestDesk, id: string): Set<string> {
  const heads = readHeads(open(desk).db, 'bulletin', id).get('closing') ?? [];
  return new Set(heads.map(({ value }) => JSON.parse(value) as string));
}

it.each(['issue', 'save'] as const)(
  'is not issued (%s) while two wordings wait to be decided',
  async (way) => {
    const { a, b, id, fields } = await draftAtBoth();
    await a.call('bulletin.save', { id, fields: { ...fields, closing: '甲的话' } });
    await b.call('bulletin.save', { id, fields: { ...fields, closing: '乙的话' } });
    exchangeLogs(a, b);
    expect((await a.call('bulletin.list', {}))[0]?.disputes).toBe(1);
    const { heads } = await a.call('bulletin.get', { id });
    const issued = { ...fields, closing: '甲的话', issuedOn: '2026-12-28' };
    expect(
      way === 'issue'
        ? await a.refusal('bulletin.issue', { id, seen: heads })
        : await a.refusal('bulletin.save', { id, fields: issued, seen: heads }),
    ).toBe('bulletin.disputed');
    expect(closings(a, id)).toEqual(new Set(['乙的话', '甲的话']));
    const { closing: seen = [] } = heads;
    const place = { entityType: 'bulletin', entityId: id, field: 'closing', seen };
    await a.call('conflict.take', { choices: [{ ...place, opId: seen[0] ?? '' }] });
    const { closing } = await a.call('bulletin.get', { id });
    await a.call('bulletin.issue', { id });
    expect(await a.call('bulletin.get', { id })).toMatchObject({ closing, issuedOn: '2026-12-28' });
  },
);

it('asks about what came in after the screen was drawn that it was issued from', async () => {
  const { a, b, id, fields } = await draftAtBoth();
  await a.call('bulletin.save', { id, fields: { ...fields, closing: '甲的话' } });
  exchangeLogs(a, b);
  const [shown] = await a.call('bulletin.list', {});
  await b.call('bulletin.save', { id, fields: { ...fields, closing: '乙的话' } });
  await a.call('bulletin.save', { id, fields: { ...fields, closing: '甲改过的话' } });
  await a.call('bulletin.issue', { id, seen: shown?.heads ?? {} });
  exchangeLogs(a, b);
  expect(closings(a, id)).toEqual(new Set(['乙的话', '甲改过的话']));
});

it('keeps what was put right after the issue against what was written without knowing of it', async () => {
  const { a, b, town, id, fields } = await draftAtBoth();
  await a.call('bulletin.issue', { id });
  const issued = { ...fields, issuedOn: '2026-12-28' };
  const { heads } = await a.call('bulletin.get', { id });
  await a.call('bulletin.save', { id, fields: { ...issued, closing: '印发后改正' }, seen: heads });
  const { heads: since } = await a.call('bulletin.get', { id });
  await a.call('bulletin.save', { id, fields: { ...issued, closing: '再次改正' }, seen: since });
  // Later, by a clock that is ahead.
  await b.call('bulletin.save', { id, fields: { ...fields, closing: '草稿里的话' } });
  exchangeLogs(a, b);
  read(town, b);
  for (const desk of [a, b, town])
    expect(await desk.call('bulletin.get', { id })).toMatchObject({ closing: '再次改正' });
  expect(closings(a, id)).toEqual(new Set(['再次改正', '草稿里的话']));
});

/** What a reader, and whoever looks at the list, is told of it; null for nothing. */
async function shownAt(desk: TestDesk, id: string) {
  const [row] = await desk.call('bulletin.list', {});
  if (!row) return null;
  const { issuedOn, isRemovalOpen } = await desk.call('bulletin.get', { id });
  expect(row).toMatchObject({ id, issuedOn, isRemovalOpen });
  return { issuedOn, isRemovalOpen };
}

describe('issued at one laptop, removed as a draft at another that did not know', () => {
  async function removedUnaware() {
    const { a, b, town, id } = await draftAtBoth();
    await a.call('bulletin.issue', { id });
    await b.call('bulletin.remove', { id });
    exchangeLogs(a, b);
    read(town, a);
    return { a, b, town, id };
  }

  async function settle(desk: TestDesk, deleted: boolean): Promise<void> {
    const [conflict] = await desk.call('conflict.list', {});
    if (!conflict) throw new Error('nothing to settle');
    const { entityType, entityId, values } = conflict;
    const seen = [...new Set(values.map(({ opId }) => opId))];
    await desk.call('conflict.settleDeletion', { entityType, entityId, deleted, seen });
  }

  it('stays with its readers, who are told that its removal is in question', async () => {
    const { a, b, town, id } = await removedUnaware();
    for (const desk of [a, b, town])
      expect(await shownAt(desk, id)).toEqual({ issuedOn: '2026-12-28', isRemovalOpen: true });
    const conflicts = await a.call('conflict.list', {});
    // The rest of it was only said again.
    expect(conflicts.map(({ changedLabels }) => changedLabels)).toEqual([['印发日期']]);
    // The removal is not what is shown meanwhile.
    expect(conflicts[0]?.values[0]?.isShown).toBe(false);
    const { figures } = await a.call('bulletin.figures', { quarter });
    const second = { quarter, issue: 5, title: '另一份', unit: '市发改委', issuedOn: '', highlights: [] };
    const another = { ...second, closing: '', recipients: '', figures };
    expect(await b.refusal('bulletin.save', { fields: another })).toBe('bulletin.same-quarter');
  });

  it.each([true, false])('goes by what a person decides (removed: %s)', async (deleted) => {
    const { a, b, town, id } = await removedUnaware();
    await settle(b, deleted);
    exchangeLogs(a, b);
    read(town, a);
    const left = deleted ? null : { issuedOn: '2026-12-28', isRemovalOpen: false };
    for (const desk of [a, b, town]) {
      expect(await shownAt(desk, id)).toEqual(left);
      expect(await desk.call('conflict.count', {})).toEqual({ count: 0 });
    }
  });

  it('stays as well while two laptops have decided differently', async () => {
    const { a, b, town, id } = await removedUnaware();
    await settle(a, false);
    // Later, by a clock that is ahead.
    await settle(b, true);
    exchangeLogs(a, b);
    read(town, a);
    for (const desk of [a, b, town])
      expect(await shownAt(desk, id)).toEqual({ issuedOn: '2026-12-28', isRemovalOpen: true });
    const [conflict] = await a.call('conflict.list', {});
    expect(conflict?.values.map(({ value, isShown }) => [value, isShown])).toEqual([
      [false, true],
      [true, false],
    ]);
  });

  it('is removed from its own page by somebody who knows that it was issued', async () => {
    const { a, b, town, id } = await removedUnaware();
    await a.call('bulletin.remove', { id });
    exchangeLogs(a, b);
    read(town, a);
    for (const desk of [a, b, town]) expect(await shownAt(desk, id)).toBe(null);
    expect(await a.call('conflict.count', {})).toEqual({ count: 0 });
  });

  it('is gone at once where whoever removed it knew', async () => {
    const { a, b, town, id } = await draftAtBoth();
    await a.call('bulletin.issue', { id });
    exchangeLogs(a, b);
    await b.call('bulletin.remove', { id });
    exchangeLogs(a, b);
    read(town, a);
    for (const desk of [a, b, town]) expect(await shownAt(desk, id)).toBe(null);
  });
});
