/** What must be true at the end of the month. Every check that fails says so in one Chinese sentence. */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pdfPageCount } from '../../electron/documents/pdf.ts';
import { allEnterprises, listEnterprises } from './city.ts';
import { DemoError, type DemoDesk } from './desk.ts';
import type { DemoTown } from './sample.ts';

export function expectEqual(what: string, found: unknown, expected: unknown): void {
  const [left, right] = [JSON.stringify(found), JSON.stringify(expected)];
  if (left !== right) throw new DemoError(`${what}对不上：应为 ${right}，实为 ${left}。`);
}

/** What a desk holds of some enterprises, in a form that two desks can compare. */
export interface Holdings {
  readonly names: readonly string[];
  readonly planEntries: number;
  readonly titles: number;
  readonly links: number;
  readonly filings: number;
  readonly contacts: readonly string[];
}

/** Of one town, or of the whole desk. */
export async function holdingsOf(desk: DemoDesk, townId?: string): Promise<Holdings> {
  const rows = await listEnterprises(desk, townId);
  const ids = new Set(rows.map(({ id }) => id));
  const dossiers = [];
  // The sum over the whole city comes from the list; dossiers are read for a town's few.
  for (const { id } of townId ? rows : []) dossiers.push(await desk.call('enterprise.get', { id }));
  let links = 0;
  for (const { id } of rows) links += (await desk.call('link.byEnterprise', { enterpriseId: id })).length;
  const { rows: filings } = await desk.call('filing.list', { filter: {}, offset: 0, limit: 1000 });
  return {
    names: rows.map(({ name }) => name).toSorted(),
    planEntries: rows.reduce((sum, { plans }) => sum + plans.length, 0),
    titles: dossiers.reduce((sum, { titles }) => sum + titles.length, 0),
    links,
    filings: filings.filter(({ enterpriseId }) => ids.has(enterpriseId)).length,
    contacts: rows.map(({ contactName }) => contactName).toSorted(),
  };
}

/** The town holds what the city holds of it, and no other enterprise. */
export async function expectSame(city: DemoDesk, townDesk: DemoDesk, town: DemoTown): Promise<Holdings> {
  const atTown = await holdingsOf(townDesk, town.id);
  expectEqual(`${town.name}与市级的台账`, atTown, await holdingsOf(city, town.id));
  const { total } = await townDesk.call('enterprise.count', { filter: allEnterprises.filter });
  expectEqual(`${town.name}能看到的企业数`, total, atTown.names.length);
  return atTown;
}

/** The files are there and are what they say. */
export function expectFiles(folder: string, names: readonly string[]): Record<string, number> {
  const sizes = names.map((name): [string, number] => {
    const size = statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0;
    if (size === 0) throw new DemoError(`没有做出 ${name}。`);
    return [name, size];
  });
  return Object.fromEntries(sizes);
}

export function pagesOf(path: string): number {
  return pdfPageCount(readFileSync(path));
}
