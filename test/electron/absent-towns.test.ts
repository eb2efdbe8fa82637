/** What a town did that has not joined the exchange is not known at the city: none of it is told as nought. */
import { expect, it } from 'vitest';
import { openDesk } from '../../electron/services.ts';
import type { BulletinFigures } from '../../shared/bulletin/figures.ts';
import { startOfDayMs } from '../../shared/clock.ts';
import { emptyProfile } from '../../shared/enterprise/schema.ts';
import { openTestDesk, type TestDesk } from '../support/desk.ts';

const leader = { personId: '', name: '李四', post: '副市长' };

/** 白蒲镇 t06 has joined, 长江镇 t10 and 石庄镇 have not; the city itself called on an enterprise of t10. */
async function ledger(): Promise<TestDesk> {
  const desk = openTestDesk({ side: 'city' });
  desk.setNow(startOfDayMs('2026-12-28'));
  openDesk(desk.services)
    .db.connection.prepare(
      `INSERT INTO device (id, side, town_id, officer, name, sign_public, age_recipient, certificate, state, added_at_ms)
       VALUES ('a', 'town', 't06', '经办', '笔记本', '', '', '', 'confirmed', 0)`,
    )
    .run();
  for (const townId of ['t06', 't10', 't11']) {
    const profile = { ...emptyProfile, name: `${townId}的企业` };
    const { id } = await desk.call('enterprise.create', { profile });
    await desk.call('enterprise.assign', { ids: [id], townId });
    if (townId !== 't10') continue;
    await desk.call('visit.save', {
      enterpriseId: id,
      fields: {
        visitedOn: '2026-11-20',
        leader,
        participants: [],
        hosts: '',
        purpose: '',
        said: '',
        note: '',
      },
      promises: [],
      problems: [],
    });
  }
  return desk;
}

const textOf = (html: string): string => html.replaceAll(/<style[\s\S]*?<\/style>|<[^>]*>/g, '');

async function printed(desk: TestDesk, figures: BulletinFigures): Promise<string> {
  const { id } = await desk.call('bulletin.save', {
    fields: {
      quarter: figures.quarter,
      issue: 4,
      title: '季度信息通报',
      unit: '领导小组办公室',
      issuedOn: '',
      highlights: [],
      closing: '',
      recipients: '',
      figures,
    },
  });
  return textOf((await desk.call('bulletin.preview', { id })).html);
}

it('the bulletin prints a dash for them, a nought for a town that joined, and what the city wrote down itself', async () => {
  const desk = await ledger();
  const { figures } = await desk.call('bulletin.figures', { quarter: '2026-Q4' });
  const absent = figures.towns.filter((town) => town.absent).map(({ townId }) => townId);
  expect(absent).toHaveLength(figures.towns.length - 1);
  expect(absent).not.toContain('t06');
  const towns = figures.towns.filter(({ townId }) => ['t06', 't10', 't11'].includes(townId));
  const [joined, called, silent] = towns.map(({ name }) => name);
  const paper = await printed(desk, { ...figures, towns });
  expect(paper).toContain(`${joined}000000—0`);
  expect(paper).toContain(`${called}01——————`);
  expect(paper).toContain(`${silent}0———————`);
  expect(paper).toContain(`注：${called}、${silent}尚未接入，“—”表示尚未报送`);
});

it('a bulletin that was counted before this was told is printed as it was', async () => {
  const desk = await ledger();
  const { figures } = await desk.call('bulletin.figures', { quarter: '2026-Q4' });
  const towns = structuredClone(figures.towns);
  for (const town of towns) delete town.absent;
  const paper = await printed(desk, { ...figures, towns });
  expect(paper).not.toContain('尚未接入');
  expect(paper).toContain(`${towns.find(({ townId }) => townId === 't11')?.name}000000—0`);
});

it('statistics of visits and of problems say which towns have not joined', async () => {
  const desk = await ledger();
  const days = { fromDate: '2026-01-01', toDate: '2026-12-31' };
  const { towns } = await desk.call('visit.statistics', days);
  // In the city's own order.
  expect(towns.map(({ key, visited, absent }) => [key, visited, absent])).toEqual([
    ['t06', 0, false],
    ['t10', 1, true],
    ['t11', 0, true],
  ]);
  const { absentTowns } = await desk.call('problem.statistics', days);
  const names = await desk.call('town.list', {});
  expect(absentTowns).toEqual(names.filter(({ id }) => id !== 't06').map(({ name }) => name));
});
