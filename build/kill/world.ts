/** Two desks as they stand before the hand-over that will be interrupted, locked, and what lies on the stick. */
import { copyFileSync, cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openingIdentities } from '../../db/exchange/keys.ts';
import { requireIdentity } from '../../db/identity.ts';
import type { BenchDesk } from '../bench/desk.ts';
import { exportBundle, joinDesks, takeIn } from '../joined-desks.ts';

export type Action = 'import' | 'export';
export const actions: readonly Action[] = ['import', 'export'];

export interface KillWorld {
  /** Where the templates lie. */
  readonly folder: string;
  /** What opens and verifies a file the town exported. */
  readonly identities: readonly string[];
  readonly citySignPublic: string;
}

/** The file on the stick: what is taken in, or what an older hand-over left there and the new one replaces. */
export const stickFile = '白蒲镇至市发改委_2026-11.drcb';

export async function createKillWorld(folder: string): Promise<KillWorld> {
  const { city, town, enterprises } = await joinDesks(join(folder, 'desks'), { enterprises: 6 });
  const at = (name: string): string => join(folder, `${name}.drcb`);
  await exportBundle(town, at('greeting'));
  await takeIn(city, at('greeting'));
  await exportBundle(city, at('certificate'));
  await takeIn(town, at('certificate'));
  await edit(town, enterprises, 8);
  await attach(town, enterprises[0] ?? '', folder);
  await edit(city, enterprises, 2);
  await exportBundle(town, at('up'));
  // What the interrupted export will carry beyond that.
  await edit(town, enterprises, 3);
  const self = requireIdentity(city.desk().db);
  const world = { folder, identities: openingIdentities(self), citySignPublic: self.citySignPublic };
  for (const desk of [city, town]) await desk.call('session.lock', {});
  template(world, 'import', city, at('up'));
  template(world, 'export', town, at('greeting'));
  return world;
}

async function edit(desk: BenchDesk, ids: readonly string[], rounds: number): Promise<void> {
  const { side } = desk.desk().identity;
  for (let round = 1; round <= rounds; round += 1) {
    for (const id of ids) {
      const changes = { address: `工业路 ${round} 号（${side}）`, contactName: `联系人${round}` };
      await desk.call('enterprise.update', { id, changes, seen: {} });
    }
  }
}

async function attach(desk: BenchDesk, enterpriseId: string, folder: string): Promise<void> {
  const path = join(folder, '照片.jpg');
  writeFileSync(path, Buffer.from(Array.from({ length: 400_000 }, (_, at) => (at * at) % 251)));
  desk.answers.push(path);
  const [{ token } = { token: '' }] = await desk.call('attachment.choose', {});
  await desk.call('attachment.read', { enterpriseId, token });
  await desk.call('attachment.add', { enterpriseId, token, note: '' });
}

function template({ folder }: KillWorld, action: Action, desk: BenchDesk, onStick: string): void {
  cpSync(desk.services.folder, join(folder, action, 'desk'), { recursive: true });
  mkdirSync(join(folder, action, 'stick'));
  copyFileSync(onStick, join(folder, action, 'stick', stickFile));
}

/** A laptop with its desk and its stick. */
export interface Laptop {
  readonly desk: string;
  readonly stick: string;
}

/** As they were before, in `place`. */
export function freshLaptop({ folder }: KillWorld, action: Action, place: string): Laptop {
  rmSync(place, { recursive: true, force: true });
  cpSync(join(folder, action), place, { recursive: true });
  return { desk: join(place, 'desk'), stick: join(place, 'stick') };
}
