/** Makes mutants one by one, tries each, and counts. Everything follows from the seed but the encryption's own chance. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chanceOf } from './chance.ts';
import { databaseHash } from './database-hash.ts';
import type { Family } from './family.ts';
import { forgedFamilies } from './forged.ts';
import { harmlessFamilies } from './harmless.ts';
import { hostileFamilies } from './hostile.ts';
import { insideFamilies } from './inside.ts';
import { judge, judgeByCall, leftovers, type Outcome, readMeaning, writeMutant } from './judge.ts';
import { outsideFamilies } from './outside.ts';
import { createWorld, type FuzzBase, type FuzzWorld } from './world.ts';

export interface FuzzOptions {
  readonly seed: number;
  /** Numbers of the mutants to make: from, to (excluded), and every how many. */
  readonly from: number;
  readonly to: number;
  readonly step: number;
  /** For the desks and the mutant at hand; empty at the start. */
  readonly folder: string;
  /** Where bytes of mutants that did harm are kept. */
  readonly evidence: string;
  /** Every so many goes through the program's call too. */
  readonly callEvery: number;
  readonly onProgress?: (report: FuzzReport, next: number) => void;
}

export interface FuzzReport {
  tried: number;
  refused: number;
  genuine: number;
  /** From laptops nobody knows: they wait for a person, and importing them was refused. */
  asking: number;
  accepted: number;
  crashes: number;
  calls: number;
  databaseChanges: number;
  /** Files a refused bundle left in an inbox. */
  leftFiles: number;
  peakMegabytes: number;
  slowestMs: number;
  slowest: string;
  readonly byFamily: Record<string, number>;
  readonly byCode: Record<string, number>;
  readonly faults: string[];
}

export const families: readonly Family[] = [
  ...outsideFamilies,
  ...insideFamilies,
  ...forgedFamilies,
  ...hostileFamilies,
  ...harmlessFamilies,
];

/** Databases are hashed whole, so not after each mutant: a change is found within so many. */
const hashEvery = 500;
const faultsKept = 20;

/** Makes a world of its own for the run. */
export async function runFuzz(options: FuzzOptions): Promise<FuzzReport> {
  const world = await createWorld(options.folder);
  try {
    return await fuzz(world, options);
  } finally {
    world.close();
  }
}

export async function fuzz(world: FuzzWorld, options: FuzzOptions): Promise<FuzzReport> {
  const report = emptyReport();
  const meanings = new Map<FuzzBase, string>();
  const start = join(options.folder, 'genuine.drcb');
  for (const base of [...world.bases, world.long]) {
    writeFileSync(start, base.file);
    meanings.set(base, (await readMeaning(start, base)).meaning); // throws unless the genuine one is taken
  }
  const before = hashes(world);
  const look = (): void => {
    const changed = hashes(world) !== before;
    if (changed) {
      report.databaseChanges += 1;
      report.faults.push(`a database changed before mutant ${options.from + report.tried * options.step}`);
    }
    report.leftFiles = Math.max(report.leftFiles, ...world.bases.map((base) => leftovers(base).length));
  };
  for (let number = options.from; number < options.to; number += options.step) {
    await tryOne(number, options, world, meanings, report);
    if (report.tried % hashEvery === 0) look();
    if (report.tried % 50 === 0) options.onProgress?.(report, number + options.step);
  }
  look();
  for (const base of world.bases) {
    writeFileSync(start, base.file);
    const again = await judgeByCall(start, base, world);
    if (again !== 'genuine') report.faults.push(`the genuine bundle ${base.name} is ${again} at the end`);
  }
  return report;
}

async function tryOne(
  number: number,
  options: FuzzOptions,
  world: FuzzWorld,
  meanings: ReadonlyMap<FuzzBase, string>,
  report: FuzzReport,
): Promise<void> {
  const chance = chanceOf(options.seed, number);
  const family = weighted(chance.below(1_000_000) / 1_000_000);
  const base = family.name === 'age 分段' ? world.long : chance.of(world.bases);
  const other = chance.of(world.bases.filter((candidate) => candidate !== base));
  const bytes = await family.make({ chance, base, other, world });
  const path = writeMutant(options.folder, bytes);
  const started = performance.now();
  const outcome = await judge(path, base, meanings.get(base) ?? '');
  noteTime(report, performance.now() - started, `${family.name}，第 ${number} 个`);
  count(report, family, outcome);
  if (outcome.kind === 'accepted' || outcome.kind === 'crash') {
    keepEvidence(options, report, `${number} ${family.name} (${base.name}): ${outcome.what}`, number, bytes);
  }
  if (number % options.callEvery !== 0) return;
  const called = await judgeByCall(path, base, world);
  report.calls += 1;
  if (called === outcome.kind) return;
  if (called === 'crash') report.crashes += 1;
  else report.accepted += 1;
  keepEvidence(options, report, `${number} ${family.name}: exchange.open says ${called}`, number, bytes);
}

const totalWeight = families.reduce((sum, { weight }) => sum + weight, 0);

function weighted(place: number): Family {
  let left = place * totalWeight;
  return families.find(({ weight }) => (left -= weight) < 0) ?? (families[0] as Family);
}

function hashes(world: FuzzWorld): string {
  return world.desks.map((desk) => databaseHash(desk.desk().db)).join();
}

function count(report: FuzzReport, family: Family, outcome: Outcome): void {
  report.tried += 1;
  report.byFamily[family.name] = (report.byFamily[family.name] ?? 0) + 1;
  if (outcome.kind === 'refused') {
    report.refused += 1;
    report.byCode[outcome.code] = (report.byCode[outcome.code] ?? 0) + 1;
  } else if (outcome.kind === 'genuine') report.genuine += 1;
  else if (outcome.kind === 'asking') report.asking += 1;
  else if (outcome.kind === 'accepted') report.accepted += 1;
  else report.crashes += 1;
}

function noteTime(report: FuzzReport, milliseconds: number, what: string): void {
  if (milliseconds > report.slowestMs) {
    report.slowestMs = milliseconds;
    report.slowest = what;
  }
  if (report.tried % 20 === 0) {
    report.peakMegabytes = Math.max(report.peakMegabytes, process.memoryUsage.rss() / 1024 / 1024);
  }
}

function keepEvidence(
  { evidence }: FuzzOptions,
  report: FuzzReport,
  what: string,
  number: number,
  bytes: Uint8Array,
): void {
  if (report.faults.length >= faultsKept) return;
  report.faults.push(what);
  if (!existsSync(evidence)) mkdirSync(evidence, { recursive: true });
  writeFileSync(join(evidence, `mutant-${number}.drcb`), bytes);
}

export function emptyReport(): FuzzReport {
  return {
    tried: 0,
    refused: 0,
    genuine: 0,
    asking: 0,
    accepted: 0,
    crashes: 0,
    calls: 0,
    databaseChanges: 0,
    leftFiles: 0,
    peakMegabytes: 0,
    slowestMs: 0,
    slowest: '',
    byFamily: {},
    byCode: {},
    faults: [],
  };
}
