/** A plan from a seed: who saves what when, and what happens to laptops. `hand-over.ts` adds the hand-overs. */
import { rememberedWords } from '../../db/peer.ts';
import { startMs } from './laptops.ts';
import { planHandOver } from './hand-over.ts';
import type { DeskName, DeskPlan, Plan, Step } from './plan.ts';
import { isCityOffice, isLeader, leaderIdOf } from './parties.ts';
import { firstNumberOfLeaders, planLeadersHandOver, planLinks } from './plan-leaders.ts';
import {
  enterpriseName,
  isSerial,
  type PlannedDesk,
  type Planning,
  type TimedStep,
  timeIn,
  workDays,
} from './planning.ts';
import { type Random, seededRandom } from './random.ts';
import { firstFields, typeSave } from './saves.ts';
import type { Faults, Size } from './size.ts';

const dayMs = 86_400_000;
const monthDays = 30;

export function generatePlan(seed: string, size: Size, faults: Faults): Plan {
  const random = seededRandom(seed);
  const townIds = Array.from({ length: size.towns }, (_, at) => `t${String(at + 1).padStart(2, '0')}`);
  const desks: DeskPlan[] = [
    { name: 'city.1', townId: '', leaderId: '', old: isOld(random, faults, 'city.1') },
  ];
  for (const townId of townIds) {
    for (let at = 1; at <= size.laptops; at += 1) {
      const name = `${townId}.${at}`;
      desks.push({ name, townId, leaderId: '', old: isOld(random, faults, name) });
    }
  }
  for (let at = 1; at <= size.leaders; at += 1) {
    const name = `lead${at}`;
    desks.push({ name, townId: '', leaderId: leaderIdOf(at), old: isOld(random, faults, name) });
  }
  const planning: Planning = {
    random,
    size,
    faults,
    desks: desks.filter((desk) => !isLeader(desk)).map(planned),
    townIds,
    assigned: new Map(),
    delayed: [],
    nextNumber: 1,
  };
  const leaders: Planning = {
    ...planning,
    desks: desks.filter(isLeader).map(planned),
    delayed: [],
    nextNumber: firstNumberOfLeaders,
  };
  const steps: Step[] = [...foundEnterprises(planning)];
  for (let month = 0; month < size.months; month += 1) {
    const fromMs = startMs + month * monthDays * dayMs;
    const timed = [
      ...laptopEvents(planning, month, fromMs),
      ...work(planning, month, fromMs),
      ...laptopEvents(leaders, month, fromMs),
      ...planLinks(leaders, month, fromMs),
    ];
    const handOverMs = fromMs + workDays * dayMs;
    steps.push(...timed.sort((a, b) => a.atMs - b.atMs).map(({ step }) => step));
    steps.push(
      ...planHandOver(planning, month, handOverMs),
      ...planLeadersHandOver(leaders, month, handOverMs + dayMs),
      { do: 'monthEnd', month },
    );
  }
  for (const { name, old } of desks) {
    if (old && random.of(`upgrade ${name}`).chance(faults.upgrade)) insertUpgrade(steps, random, name);
  }
  return { seed, desks, deltaAtEnd: random.of('end').chance(faults.delta), steps };
}

function planned({ name, townId, leaderId }: DeskPlan): PlannedDesk {
  return { name, townId, leaderId };
}

function isOld(random: Random, faults: Faults, name: string): boolean {
  return random.of(`old ${name}`).chance(faults.old);
}

function insertUpgrade(steps: Step[], random: Random, desk: DeskName): void {
  const at = random.of(`upgrade time ${desk}`).below(steps.length);
  const { atMs } = (steps.slice(at).find((step) => 'atMs' in step) ?? { atMs: startMs }) as { atMs: number };
  steps.splice(at, 0, { do: 'upgrade', desk, atMs });
}

/** The city's roster, assigned to the towns in turn, and the first bundles to everybody. */
function* foundEnterprises({ random, size, townIds, assigned }: Planning): Generator<Step> {
  for (let index = 0; index < size.enterprises; index += 1) {
    const enterprise = enterpriseName(index);
    const townId = townIds[index % townIds.length] ?? '';
    assigned.set(enterprise, townId);
    const fields = { ...firstFields(random.of(`roster ${enterprise}`), 'enterprise', ''), townId };
    const of = { type: 'enterprise', id: enterprise, partition: enterprise };
    yield { do: 'save', desk: 'city.1', atMs: startMs, save: { of, fields } };
  }
}

/** Saves, forms, settled conflicts and assignments of one month. */
function* work(planning: Planning, month: number, fromMs: number): Generator<TimedStep> {
  const { random, size, faults, desks, townIds, assigned } = planning;
  const at = (source: Random): number => timeIn(source, fromMs);
  for (const { name, townId } of desks) {
    const source = random.of(`work ${name} ${month}`);
    const own = [...assigned].filter(([, town]) => townId === '' || town === townId).map(([id]) => id);
    const saves = townId === '' ? size.saves * 3 : size.saves;
    for (let index = 0; index < saves && own.length > 0; index += 1) {
      // Some enterprises are written to far more often than others.
      const enterprise = own[Math.floor(own.length * source.next() ** 2)] ?? '';
      yield* saveSteps(planning, source, { name, townId, enterprise, fromMs, atMs: at(source) });
    }
    for (let index = source.below(4); index > 0; index -= 1) {
      const atMs = at(source);
      yield { atMs, step: { do: 'settle', desk: name, atMs, conflict: source.below(1000) } };
    }
  }
  for (const enterprise of assigned.keys()) {
    const source = random.of(`assign ${enterprise} ${month}`);
    if (!source.chance(faults.reassign)) continue;
    const townId = source.pick(townIds);
    const atMs = at(source);
    assigned.set(enterprise, townId);
    yield { atMs, step: { do: 'assign', desk: 'city.1', atMs, enterprise, townId } };
  }
}

function* saveSteps(
  planning: Planning,
  source: Random,
  by: { name: DeskName; townId: string; enterprise: string; fromMs: number; atMs: number },
): Generator<TimedStep> {
  const { name: desk, atMs } = by;
  const typed = typeSave(source, by.townId, by.enterprise);
  const stale = source.chance(planning.faults.stale);
  const openedMs = Math.floor(by.fromMs + source.next() * (atMs - by.fromMs));
  if (isSerial(by.enterprise) && typed.of.partition === by.enterprise) {
    yield { atMs, step: { do: 'save', desk, atMs, save: { ...typed, serial: true } } };
  } else if (stale) {
    const form = (planning.nextNumber += 1);
    yield { atMs: openedMs, step: { do: 'open', desk, form, of: typed.of } };
    yield { atMs, step: { do: 'save', desk, atMs, save: { ...typed, form } } };
  } else {
    yield { atMs, step: { do: 'save', desk, atMs, save: typed } };
  }
}

/** Clocks, backups, restores and copies of one month. */
function* laptopEvents(planning: Planning, month: number, fromMs: number): Generator<TimedStep> {
  const { random, faults, size, desks } = planning;
  const at = (source: Random): number => timeIn(source, fromMs);
  for (const owner of desks.slice()) {
    const { name: desk } = owner;
    const isCity = isCityOffice(owner);
    const source = random.of(`laptop ${desk} ${month}`);
    if (source.chance(month === 0 ? 0.5 : 0.1)) {
      const skewMs = Math.round((source.next() * 2 - 1) * faults.clockYears * 365) * dayMs;
      yield { atMs: fromMs, step: { do: 'clock', desk, skewMs } };
    }
    if (source.chance(0.5)) yield { atMs: at(source), step: { do: 'backUp', desk } };
    const way = source.pick(['program', 'file', 'folder'] as const);
    const restoresCity = faults.cityRestore === 1 && month === Math.floor(size.months / 2);
    if (isCity ? restoresCity : source.chance(faults.restore)) {
      const atMs = at(source);
      yield { atMs, step: { do: 'restore', desk, atMs, way } };
    }
    if (!isCity && source.chance(faults.clone) && mayBeCopied(planning, desk)) {
      const copy = `${originalOf(desk)}+${(planning.nextNumber += 1)}`;
      const atMs = at(source);
      yield { atMs, step: { do: 'clone', desk, copy, atMs, noticed: source.chance(0.5) } };
      desks.push({ ...owner, name: copy });
    }
  }
}

/** A delta builds upon what the last bundles under one device id said: of more copies than that one may wait for ever. */
function mayBeCopied({ desks, faults }: Planning, desk: DeskName): boolean {
  const copies = desks.filter(({ name }) => originalOf(name) === originalOf(desk)).length;
  return faults.delta === 0 || copies < rememberedWords;
}

function originalOf(desk: DeskName): DeskName {
  return desk.split('+')[0] ?? desk;
}
