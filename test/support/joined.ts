/** A city and a town that joined it as officers do, each in a folder of its own, and what lies in such a folder. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { InputOf } from '../../shared/contract.ts';
import { temporaryFolder } from './database.ts';
import { openTestDesk, type TestDesk } from './desk.ts';

export const joinedPassphrase = '白蒲镇专精特新 2026';

export async function openCityDesk(): Promise<TestDesk> {
  const city = openTestDesk({ closed: true });
  await city.call('session.createCity', {
    officer: '王经办',
    deviceName: '台式机',
    passphrase: joinedPassphrase,
  });
  return city;
}

/** A town's laptop that was invited and joined; the city confirms it with its first bundle. */
export function joinTown(city: TestDesk, townId = 't06'): Promise<TestDesk> {
  return joinAs(city, { kind: 'town', townId });
}

/** A laptop that joined as whom the city's invitation names. */
export async function joinAs(
  city: TestDesk,
  guest: InputOf<'invitation.create'>['for'],
  officer = '李经办',
): Promise<TestDesk> {
  const file = join(temporaryFolder(), '加入邀请.drci');
  city.dialogAnswers.push(file);
  const made = await city.call('invitation.create', { for: guest });
  const joined = openTestDesk({ closed: true });
  joined.dialogAnswers.push(file);
  const { handle = '' } = (await joined.call('session.chooseInvitation', {})) ?? {};
  await joined.call('session.openInvitation', { handle, joinCode: made?.joinCode ?? '' });
  await joined.call('session.join', {
    handle,
    officer,
    deviceName: '白蒲笔记本',
    passphrase: joinedPassphrase,
  });
  return joined;
}

export const databaseFiles = ['desk.db', 'desk.db-wal'];
export const filesBeside = ['anchor.json', 'key.json'];
const deskFiles = [...databaseFiles, ...filesBeside];

/** What lay in a desk's folder; null for a file that was not there. */
export type DeskFiles = ReadonlyMap<string, Buffer | null>;

/** As the files lie there now, whether the desk is open or not. */
export function snapshot(desk: TestDesk, names: readonly string[] = deskFiles): DeskFiles {
  return new Map(
    names.map((name) => {
      const file = join(desk.folder, name);
      return [name, existsSync(file) ? readFileSync(file) : null];
    }),
  );
}

/** Puts files into a folder over what is there. */
export function lay(folder: string, files: DeskFiles): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, bytes] of files) {
    if (bytes) writeFileSync(join(folder, name), bytes);
    else rmSync(join(folder, name), { force: true });
  }
}

/**
 * The program, unlocked, in a new folder with these files, later ones over earlier ones: as a program that was killed
 * left it, with what was put there since.
 */
export async function startFrom(files: readonly DeskFiles[], machineId?: string): Promise<TestDesk> {
  const folder = join(temporaryFolder(), 'desk');
  for (const part of files) lay(folder, part);
  const desk = openTestDesk({ closed: true, folder, ...(machineId === undefined ? {} : { machineId }) });
  expect(await desk.call('session.unlock', { passphrase: joinedPassphrase })).toMatchObject({
    state: 'open',
  });
  return desk;
}

/** Hands a bundle over: exported at one desk, imported at the other; the city confirms the laptop when it must. */
export function handOver(from: TestDesk, to: TestDesk, toTownId = ''): Promise<void> {
  return handOverTo(
    from,
    to,
    toTownId === '' ? { side: 'city', townId: '' } : { side: 'town', townId: toTownId },
  );
}

export async function handOverTo(
  from: TestDesk,
  to: TestDesk,
  peer: InputOf<'exchange.export'>['to'],
): Promise<void> {
  const path = join(temporaryFolder(), '数据包.drcb');
  from.dialogAnswers.push(path);
  await from.call('exchange.export', { to: peer, month: '2026-11' });
  await takeIn(to, path);
}

export async function takeIn(desk: TestDesk, path: string): Promise<void> {
  desk.dialogAnswers.push(path);
  const found = await desk.call('exchange.open', {});
  if (!found) throw new Error('cancelled');
  const { token } = found.unconfirmed
    ? await desk.call('exchange.confirmDevice', { token: found.token })
    : found;
  await desk.call('exchange.import', { token });
}

export const incarnationOf = (desk: TestDesk): string =>
  desk.services.desk.current()?.identity.incarnation ?? '';

export const noticesOf = async (desk: TestDesk): Promise<string[]> =>
  (await desk.call('notice.list', {})).map(({ text }) => text);

/** Latest first. */
export const auditOf = async (desk: TestDesk): Promise<string[]> =>
  (await desk.call('audit.list', { limit: 100 })).map(({ event }) => event);
