import { expect, it } from 'vitest';
import { mostNews } from '../../shared/news/contract.ts';
import { cityAndTown, down, exportTo, open, preview, up, write } from '../support/two-desks.ts';
import { transact } from '../../db/sql.ts';
import { appendWrite } from '../../db/log/append.ts';
import { readHeads } from '../../db/log/record-heads.ts';
import { authorOf } from '../../electron/desk.ts';
import { bulletinEntity } from '../../shared/bulletin/entity.ts';
import { enterpriseEntity } from '../../shared/enterprise/entity.ts';
import { testNowMs } from '../support/database.ts';
import { handOver, handOverTo, joinAs } from '../support/joined.ts';
import { problemFields } from '../support/problem.ts';

it('tells what others changed, with the value before, until the officer has seen it', async () => {
  const { city, town } = await cityAndTown();
  await down(city, town);
  const first = await town.call('news.list', {});
  await town.call('news.seen', { upTo: first.upTo });
  expect(await town.call('news.list', {})).toMatchObject({ saves: 0, bundles: [], changes: [] });
  write(city, 'e1', { address: '工业路 1 号' });
  await down(city, town);
  const news = await town.call('news.list', {});
  expect(news.bundles.map(({ peerName }) => peerName)).toEqual(['市发改委']);
  expect(news.saves).toBe(1);
  const [change] = news.changes ?? [];
  expect(change).toMatchObject({ townName: '市发改委', isEnterprise: true, partition: 'e1' });
  expect(change?.records.flatMap(({ fields }) => fields)).toEqual([
    { label: '地址', before: '', after: '工业路 1 号' },
  ]);
});

it('keeps what came in after the list was shown, never goes back, and tells no officer of what he wrote', async () => {
  const { city, town } = await cityAndTown();
  await down(city, town);
  // A place that no bundle has reached does not silence what comes later.
  await town.call('news.seen', { upTo: Number.MAX_SAFE_INTEGER });
  await town.call('enterprise.update', { id: 'e1', changes: { contactName: '吴二' }, seen: {} });
  write(city, 'e1', { address: '工业路 2 号' });
  await up(town, city);
  await down(city, town);
  const shown = await town.call('news.list', {});
  expect(shown.saves).toBe(1);
  write(city, 'e1', { industry: '汽车零部件' });
  await down(city, town);
  await town.call('news.seen', { upTo: shown.upTo });
  const left = await town.call('news.list', {});
  expect(left.saves).toBe(1);
  await town.call('news.seen', { upTo: left.upTo });
  await town.call('news.seen', { upTo: shown.upTo });
  expect((await town.call('news.list', {})).saves).toBe(0);
});

it('tells a town of a bulletin once it is issued, and not of what the city is still writing', async () => {
  const { city, town } = await cityAndTown();
  await down(city, town);
  await town.call('news.seen', { upTo: (await town.call('news.list', {})).upTo });
  await city.call('problem.create', { enterpriseId: 'e2', fields: problemFields });
  const { figures } = await city.call('bulletin.figures', { quarter: '2026-Q4' });
  const facts = { quarter: '2026-Q4', issue: 1, title: '季度信息通报', unit: '市发改委', figures };
  const fields = { ...facts, issuedOn: '', highlights: [], closing: '尚未定稿', recipients: '' };
  const { id } = await city.call('bulletin.save', { fields });
  await down(city, town);
  expect(await town.call('news.list', {})).toMatchObject({ saves: 0, changes: [] });
  expect(await town.call('record.history', { entityId: id })).toEqual([]);
  expect(await city.call('record.history', { entityId: id })).not.toEqual([]);
  const draft = await preview(town, await exportTo(city, 't06', '又一次.drcb'));
  expect(JSON.stringify(draft.partitions)).not.toContain('尚未定稿');
  await city.call('bulletin.save', { id, fields: { ...fields, closing: '定稿' } });
  const corrected = await preview(town, await exportTo(city, 't06', '改稿.drcb'));
  expect(JSON.stringify(corrected.partitions)).not.toContain('稿');
  await city.call('bulletin.issue', { id });
  // The officer has seen what came with the draft.
  await town.call('news.seen', { upTo: (await town.call('news.list', {})).upTo });
  const issue = await preview(town, await exportTo(city, 't06', '印发.drcb'));
  expect(issue.partitions.flatMap(({ records }) => records)).toMatchObject([
    { title: '2026年第四季度　第1期', isNew: true },
  ]);
  expect(JSON.stringify(issue.partitions)).not.toContain('尚未定稿');
  await down(city, town);
  // As it was issued; not how it came to be.
  const history = await town.call('record.history', { entityId: id });
  expect(history.map(({ field }) => field)).toContain('issuedOn');
  expect(history.every(({ oldTexts }) => oldTexts.length === 0)).toBe(true);
  expect(JSON.stringify(history)).not.toContain('尚未定稿');
  const { changes } = await town.call('news.list', {});
  expect(JSON.stringify(changes)).not.toContain('尚未定稿');
  expect(changes?.flatMap(({ records }) => records.map(({ entityLabel }) => entityLabel))).toEqual([
    '季度信息通报',
  ]);
});

it('tells nobody outside the city what was taken back of a bulletin, nor that its laptops wrote it differently', async () => {
  const { city, town } = await cityAndTown();
  const second = await joinAs(city, { kind: 'city' }, '孙经办');
  await handOver(second, city);
  await city.call('problem.create', { enterpriseId: 'e2', fields: problemFields });
  const { figures } = await city.call('bulletin.figures', { quarter: '2026-Q4' });
  const facts = { quarter: '2026-Q4', issue: 1, title: '季度信息通报', unit: '市发改委', figures };
  const fields = { ...facts, issuedOn: '', highlights: [], closing: '初稿', recipients: '' };
  const { id } = await city.call('bulletin.save', { fields });
  await handOverTo(city, second, { side: 'city', townId: '' });
  await second.call('bulletin.save', { id, fields: { ...fields, closing: '乙稿' } });
  await city.call('bulletin.save', { id, fields: { ...fields, closing: '甲稿' } });
  await handOver(second, city);
  await down(city, town);
  expect(await city.call('conflict.count', {})).toEqual({ count: 1 });
  expect(await town.call('conflict.count', {})).toEqual({ count: 0 });
  expect(JSON.stringify(await town.call('conflict.list', {}))).not.toContain('稿');

  const { heads } = await city.call('bulletin.get', { id });
  await city.call('bulletin.save', { id, fields: { ...fields, closing: '首次印发' }, seen: heads });
  await city.call('bulletin.issue', { id });
  await city.call('bulletin.save', { id, fields: { ...fields, closing: '收回后的草稿' } });
  await city.call('bulletin.save', { id, fields: { ...fields, closing: '定稿' } });
  await city.call('bulletin.issue', { id });
  await down(city, town);
  const history = JSON.stringify(await town.call('record.history', { entityId: id }));
  expect(history).toContain('issuedOn');
  expect(history).not.toContain('收回后的草稿');
});

it('tells the latest first, and what was done before what is known of the enterprise', async () => {
  const { city, town } = await cityAndTown();
  write(city, 'e3', { name: '江苏如石机械股份有限公司', townId: 't06' });
  await down(city, town);
  await town.call('news.seen', { upTo: (await town.call('news.list', {})).upTo });
  await city.call('problem.create', { enterpriseId: 'e1', fields: problemFields });
  const { db, identity } = open(city);
  transact(db, (writable) =>
    appendWrite(writable, authorOf(identity, testNowMs), {
      spec: enterpriseEntity,
      id: 'e1',
      partition: 'e1',
      fields: { address: '工业路 1 号', sampleAssignment: true },
    }),
  );
  await down(city, town);
  write(city, 'e3', { address: '工业路 2 号' });
  await down(city, town);
  const { changes } = await town.call('news.list', {});
  expect(changes?.map(({ partition }) => partition)).toEqual(['e3', 'e1']);
  const records = changes?.[1]?.records ?? [];
  expect(records.map(({ entityType }) => entityType).at(0)).toMatch(/^problem/u);
  expect(records.at(-1)).toMatchObject({
    entityType: 'enterprise',
    // Not 示例分派: it is the program's own.
    fields: [{ label: '地址', before: '', after: '工业路 1 号' }],
  });
});

it('only counts what a laptop is given for a start', async () => {
  const { city, town } = await cityAndTown();
  const { db, identity } = open(city);
  transact(db, (writable) => {
    for (let n = 0; n <= mostNews; n += 1)
      appendWrite(writable, authorOf(identity, testNowMs), {
        spec: enterpriseEntity,
        id: 'e1',
        partition: 'e1',
        fields: { address: `工业路 ${n} 号` },
      });
  });
  await down(city, town);
  const news = await town.call('news.list', {});
  expect(news.saves).toBeGreaterThan(mostNews);
  expect(news.changes).toBeNull();
});

it('says what changed in the latest parts alone, how many there are, and which bulletin came beyond them', async () => {
  const { city, town } = await cityAndTown();
  write(city, 'e3', { name: '江苏如石机械股份有限公司', townId: 't06' });
  await down(city, town);
  await town.call('news.seen', { upTo: (await town.call('news.list', {})).upTo });
  await city.call('problem.create', { enterpriseId: 'e1', fields: problemFields });
  const { figures } = await city.call('bulletin.figures', { quarter: '2026-Q4' });
  const facts = { quarter: '2026-Q4', issue: 1, title: '季度信息通报', unit: '市发改委', figures };
  const { id } = await city.call('bulletin.save', {
    fields: { ...facts, issuedOn: '2026-11-24', highlights: [], closing: '', recipients: '' },
  });
  await down(city, town);
  write(city, 'e3', { address: '工业路 2 号' });
  await down(city, town);
  const whole = await town.call('news.list', {});
  const latest = await town.call('news.list', { most: 1 });
  expect(whole.changes).toHaveLength(3);
  expect(latest).toEqual({ ...whole, changes: whole.changes?.slice(0, 1) });
  expect(latest).toMatchObject({ places: 3, changes: [{ partition: 'e3', saves: 1 }] });
  expect(latest.issued).toEqual([{ id, title: '2026年第四季度　第1期' }]);
});

it('tells another laptop of the city of an issue without what it only said again', async () => {
  const { city } = await cityAndTown();
  const second = await joinAs(city, { kind: 'city' }, '孙经办');
  await handOver(second, city);
  await city.call('problem.create', { enterpriseId: 'e2', fields: problemFields });
  const { figures } = await city.call('bulletin.figures', { quarter: '2026-Q4' });
  const facts = { quarter: '2026-Q4', issue: 1, title: '季度信息通报', unit: '市发改委', figures };
  const { id } = await city.call('bulletin.save', {
    fields: { ...facts, issuedOn: '', highlights: [], closing: '', recipients: '' },
  });
  await handOverTo(city, second, { side: 'city', townId: '' });
  await second.call('news.seen', { upTo: (await second.call('news.list', {})).upTo });
  await city.call('bulletin.issue', { id });
  await handOverTo(city, second, { side: 'city', townId: '' });
  const { changes } = await second.call('news.list', {});
  expect(changes?.flatMap(({ records }) => records.flatMap(({ fields }) => fields))).toEqual([
    { label: '印发日期', before: '', after: '2026-11-24' },
  ]);
});

it('names an issued bulletin whose removal is in question, and none that was taken back', async () => {
  const { city, town } = await cityAndTown();
  await city.call('problem.create', { enterpriseId: 'e2', fields: problemFields });
  const { figures } = await city.call('bulletin.figures', { quarter: '2026-Q4' });
  const facts = { quarter: '2026-Q4', issue: 1, title: '季度信息通报', unit: '市发改委', figures };
  const { id } = await city.call('bulletin.save', {
    fields: { ...facts, issuedOn: '', highlights: [], closing: '', recipients: '' },
  });
  await down(city, town);
  await town.call('news.seen', { upTo: (await town.call('news.list', {})).upTo });
  const { db, identity } = open(city);
  const draft = [...readHeads(db, bulletinEntity.type, id).values()].flat().map(({ opId }) => opId);
  await city.call('bulletin.issue', { id });
  // As another laptop of the city removes the draft that it knows.
  transact(db, (writable) =>
    appendWrite(writable, authorOf(identity, testNowMs), {
      spec: bulletinEntity,
      id,
      partition: 'city',
      fields: { deleted: true },
      seen: { deleted: draft },
    }),
  );
  await down(city, town);
  const issued = async () => (await town.call('news.list', {})).issued.map((each) => each.id);
  expect(await issued()).toEqual([id]);
  await city.call('bulletin.remove', { id });
  await down(city, town);
  expect(await issued()).toEqual([]);
});
