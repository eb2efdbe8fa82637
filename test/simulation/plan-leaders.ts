/**
 * What the city does about its 挂钩领导, who have laptops of their own and write nothing: takes them on, links
 * enterprises to them and takes links back, lets them go; and the hand-over between it and them. Everything is drawn
 * and numbered apart, so that a run with leaders is otherwise the run without.
 */
import { localDate } from '../../shared/clock.ts';
import type { FieldValue } from '../../shared/log/entity.ts';
import { deliver, due, type Take } from './hand-over.ts';
import type { Forgery, RecordName, Step } from './plan.ts';
import { enterpriseName, isSerial, linkOf, type Planning, type TimedStep, timeIn } from './planning.ts';
import type { Random } from './random.ts';

const dayMs = 86_400_000;

/** Bundles and copies of leaders' laptops are numbered from here on. */
export const firstNumberOfLeaders = 500_000_000;

/** Of each leader; the more enterprises there are, the smaller the share that is linked to him. */
const linkedEnterprises = 8;

/** One month of the city's decisions on its leaders. */
export function* planLinks(planning: Planning, month: number, fromMs: number): Generator<TimedStep> {
  const { random, desks, assigned } = planning;
  for (const leaderId of new Set(desks.map((desk) => desk.leaderId))) {
    yield* office(random.of(`office ${leaderId} ${month}`), leaderId, month, fromMs);
    for (const enterprise of assigned.keys()) {
      const source = random.of(`link ${leaderId} ${enterprise} ${month}`);
      // A few are linked through the record in which the towns' own leaders are linked.
      const type = random.of(`link ${leaderId} ${enterprise}`).chance(0.2) ? 'link' : 'cityLeaderLink';
      const share = Math.min(1, linkedEnterprises / assigned.size);
      if (!source.chance((month === 0 ? 0.5 : 0.4) * share)) continue;
      const of = { ...linkOf(enterprise, leaderId), type };
      const atMs = timeIn(source, fromMs);
      const fields = month === 0 ? linked(leaderId) : changed(source, leaderId, atMs);
      yield save(of, atMs, fields);
    }
  }
}

function save(of: RecordName, atMs: number, fields: Readonly<Record<string, FieldValue>>): TimedStep {
  const serial = isSerial(of.partition) ? { serial: true } : {};
  return { atMs, step: { do: 'save', desk: 'city.1', atMs, save: { of, fields, ...serial } } };
}

function linked(leaderId: string): Readonly<Record<string, FieldValue>> {
  return { personId: leaderId, fromDate: '', toDate: '', deleted: false };
}

/** Linked (again), or taken back in one of the ways there are. Which of them changes anything is for the run to show. */
function changed(source: Random, leaderId: string, atMs: number): Readonly<Record<string, FieldValue>> {
  return source.pick<Readonly<Record<string, FieldValue>>>([
    linked(leaderId),
    linked(leaderId),
    { deleted: true },
    { toDate: nearBy(source, atMs) },
    { personId: 'another' },
  ]);
}

/** A day of that month or the next. */
function nearBy(source: Random, atMs: number): string {
  return localDate(atMs + (source.below(40) - 10) * dayMs);
}

/** His record: made at the beginning; later he may leave his office or be removed, and come back. */
function* office(source: Random, leaderId: string, month: number, fromMs: number): Generator<TimedStep> {
  const of = { type: 'person', id: leaderId, partition: 'city' };
  if (month === 0) {
    yield save(of, fromMs, { name: `领导${leaderId}`, category: 'city-leader', inOfficeTo: '' });
  } else if (source.chance(0.25)) {
    const atMs = timeIn(source, fromMs);
    yield save(
      of,
      atMs,
      source.pick<Readonly<Record<string, FieldValue>>>([
        { inOfficeTo: nearBy(source, atMs) },
        { deleted: true },
        { inOfficeTo: '', deleted: false },
        { inOfficeTo: '', deleted: false },
      ]),
    );
  }
}

/** Leaders hand in what they hold, and the city hands out what is theirs to read. After the towns' hand-over. */
export function planLeadersHandOver(planning: Planning, month: number, fromMs: number): Step[] {
  const { random, desks, faults } = planning;
  if (desks.length === 0) return [];
  const source = random.of(`leaders' hand-over ${month}`);
  const steps: Step[] = [];
  let atMs = fromMs;
  const next = (): number => (atMs += 60_000);
  const mayBeDelta = (bundle: number): { readonly delta?: true } =>
    random.of(`delta ${bundle}`).chance(faults.delta) ? { delta: true } : {};
  const carry = (takes: readonly Take[]): void =>
    void steps.push(...source.shuffled(takes).map((take) => ({ ...take, atMs: next() })));

  const inbound: Take[] = [];
  for (const { name, leaderId } of source.shuffled(desks)) {
    const bundle = (planning.nextNumber += 1);
    const forged = source.chance(faults.forge) ? { forged: [forge(planning, source, leaderId)] } : {};
    const post = { do: 'post', desk: name, atMs: next(), bundle, to: 'city' } as const;
    steps.push({ ...post, ...mayBeDelta(bundle), ...forged });
    inbound.push(...deliver(planning, random.of(`way ${bundle} city.1`), month, 'city.1', bundle));
  }
  carry([...inbound, ...due(planning, source, month, (to) => to === 'city.1')]);

  const outbound: Take[] = [];
  for (const leaderId of new Set(desks.map((desk) => desk.leaderId))) {
    const bundle = (planning.nextNumber += 1);
    const post = { do: 'post', desk: 'city.1', atMs: next(), bundle, to: leaderId } as const;
    steps.push({ ...post, ...mayBeDelta(bundle) });
    for (const { name } of desks.filter((desk) => desk.leaderId === leaderId))
      outbound.push(...deliver(planning, random.of(`way ${bundle} ${name}`), month, name, bundle));
  }
  carry([...outbound, ...due(planning, source, month, (to) => to !== 'city.1')]);
  return steps;
}

/** What a tampered program of a leader may try: above all, to read more. Only what he adds himself counts. */
function forge({ size }: Planning, source: Random, leaderId: string): Forgery {
  const enterprise = enterpriseName(source.below(size.enterprises));
  return source.pick<Forgery>([
    { of: linkOf(enterprise, leaderId), fields: { personId: leaderId, toDate: '', deleted: false } },
    { of: { type: 'person', id: leaderId, partition: 'city' }, fields: { inOfficeTo: '', deleted: false } },
    { of: { type: 'enterprise', id: enterprise, partition: enterprise }, fields: { address: '冒名' } },
    {
      of: { type: 'filing', id: `${enterprise}-filing-of-${leaderId}`, partition: enterprise },
      fields: { findings: '走访' },
    },
  ]);
}
