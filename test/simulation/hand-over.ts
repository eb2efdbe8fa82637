/** The end of a month: towns hand in, the city hands out, and what happens to the files on the way. */
import { leaderIdOf } from './parties.ts';
import type { DeskName, Forgery, Step } from './plan.ts';
import { type Delivery, enterpriseName, isSerial, linkOf, type Planning } from './planning.ts';
import type { Random } from './random.ts';

export type Take = Extract<Step, { do: 'take' }>;

/** The steps of one hand-over, which takes two days from `fromMs`. */
export function planHandOver(planning: Planning, month: number, fromMs: number): Step[] {
  const { random, desks, townIds } = planning;
  const source = random.of(`hand-over ${month}`);
  const steps: Step[] = [];
  let atMs = fromMs;
  const next = (): number => (atMs += 60_000);
  const cities = desks.filter(({ townId }) => townId === '');

  const inbound: Take[] = [];
  for (const { name, townId } of source.shuffled(desks.filter((desk) => desk.townId !== ''))) {
    const bundle = (planning.nextNumber += 1);
    const forged = source.chance(planning.faults.forge) ? forge(planning, source, townId) : [];
    steps.push({
      do: 'post',
      desk: name,
      atMs: next(),
      bundle,
      to: 'city',
      ...(random.of(`delta ${bundle}`).chance(planning.faults.delta) ? { delta: true } : {}),
      ...(forged.length > 0 ? { forged } : {}),
    });
    for (const city of cities)
      inbound.push(...deliver(planning, random.of(`way ${bundle} ${city.name}`), month, city.name, bundle));
  }
  inbound.push(...due(planning, source, month, (to) => to.startsWith('city')));
  for (const take of source.shuffled(inbound)) steps.push({ ...take, atMs: next() });

  const outbound: Take[] = [];
  for (const townId of townIds) {
    const bundle = (planning.nextNumber += 1);
    const delta = random.of(`delta ${bundle}`).chance(planning.faults.delta) ? { delta: true } : {};
    steps.push({ do: 'post', desk: 'city.1', atMs: next(), bundle, to: townId, ...delta });
    for (const { name } of desks.filter((desk) => desk.townId === townId)) {
      outbound.push(...deliver(planning, random.of(`way ${bundle} ${name}`), month, name, bundle));
    }
  }
  outbound.push(...due(planning, source, month, (to) => !to.startsWith('city')));
  for (const take of source.shuffled(outbound)) steps.push({ ...take, atMs: next() });
  return steps;
}

/** What came of one file on its way to one laptop; what comes later is kept. */
export function deliver(
  planning: Planning,
  source: Random,
  month: number,
  to: DeskName,
  bundle: number,
): Take[] {
  const { faults } = planning;
  // Drawn always, so that one fault left out changes nothing else.
  const [drop, delay, duplicate, later] = [faults.drop, faults.delay, faults.duplicate, 0.5].map((share) =>
    source.chance(share),
  );
  const months = 1 + source.below(3);
  if (drop) return [];
  const again = { month: later ? month + months : month, to, bundle };
  if (delay) {
    planning.delayed.push({ month: month + months, to, bundle });
    return [];
  }
  const takes = arrive(planning, source, to, bundle);
  if (duplicate) {
    if (later) planning.delayed.push(again);
    else takes.push(...arrive(planning, source, to, bundle));
  }
  return takes;
}

export function due(
  planning: Planning,
  source: Random,
  month: number,
  isHere: (to: DeskName) => boolean,
): Take[] {
  const arrives = (delivery: Delivery): boolean => delivery.month === month && isHere(delivery.to);
  const now = planning.delayed.filter(arrives);
  planning.delayed = planning.delayed.filter((delivery) => !arrives(delivery));
  return now.flatMap(({ to, bundle }) => arrive(planning, source.of(`late ${bundle} ${to}`), to, bundle));
}

function arrive({ faults }: Planning, source: Random, desk: DeskName, bundle: number): Take[] {
  const whole: Take = { do: 'take', desk, atMs: 0, bundle };
  const [damaged, copiedAgain, killed, file, cut] = [faults.damage, 0.5, faults.kill, faults.damage, 0.5].map(
    (share) => source.chance(share),
  );
  const at = source.next();
  const bit = source.below(8);
  if (damaged) {
    const damage = cut ? ({ kind: 'cut', at } as const) : ({ kind: 'flip', at, bit } as const);
    return copiedAgain ? [{ ...whole, damage }, whole] : [{ ...whole, damage }];
  }
  if (killed) return [{ ...whole, killedAfter: Math.floor(1 / (at + 0.001)) }];
  return file ? [{ ...whole, file: true }] : [whole];
}

/** What a tampered program of a town may try: to write what is the city's, or another town's. */
function forge({ size, townIds }: Planning, source: Random, townId: string): Forgery[] {
  const enterprise = enterpriseName(source.below(size.enterprises));
  const ofEnterprise = { type: 'enterprise', id: enterprise, partition: enterprise };
  const drawn = source.pick(townIds);
  const other = drawn === townId ? 't99' : drawn;
  const tries: Forgery[] = [
    { of: ofEnterprise, fields: { townId } },
    // What the town may write there would be an edit of its own, which the serial ones forbid: an older program sees it.
    {
      of: ofEnterprise,
      fields: { pool: { member: true }, ...(isSerial(enterprise) ? {} : { address: '冒名' }) },
    },
    {
      of: { type: 'title', id: `${enterprise}-title-0`, partition: enterprise },
      fields: { level: 'forged' },
    },
    { of: { type: 'person', id: 'city-person-0', partition: 'city' }, fields: { name: '冒名' } },
    { of: { type: 'meeting', id: 'city-meeting-0', partition: 'city-internal' }, fields: { place: '冒名' } },
    {
      of: { type: 'person', id: `${other}-person-0`, partition: `town:${other}` },
      fields: { name: '冒名' },
    },
    ...(size.leaders === 0
      ? []
      : [{ of: linkOf(enterprise, leaderIdOf(1)), fields: { personId: leaderIdOf(1) } }]),
  ];
  return [source.pick(tries)];
}
