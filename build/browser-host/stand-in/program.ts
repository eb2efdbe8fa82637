/** What the modules of the stand-in share: the way to Chromium, the start options and the program's stage. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Peer } from '../channel.ts';
import type { BrowserCalls, HostRecord, StartOptions } from '../protocol.ts';

export interface Program {
  readonly browser: Peer<BrowserCalls>;
  readonly start: StartOptions;
  /** `loading` until `ready` is emitted; `quitting` from an accepted quit on. */
  stage: 'loading' | 'ready' | 'quitting';
}

let current: Program | undefined;

export function setProgram(program: Program): void {
  current = program;
}

export function program(): Program {
  if (!current) throw new Error('The stand-in for electron is used outside the browser host');
  return current;
}

export function isReady(): boolean {
  return program().stage !== 'loading';
}

/** Throws Electron's sentence when a module is used too early. */
export function demandReady(sentence: string): void {
  if (!isReady()) throw new Error(sentence);
}

export function record(kind: HostRecord['kind'], detail: string): void {
  program().browser.post('record', { kind, detail });
}

/** package.json of the program: its name and version. */
export function readManifest(): { readonly name: string; readonly version: string } {
  const text = readFileSync(join(program().start.appPath, 'package.json'), 'utf8');
  const manifest = JSON.parse(text) as { name?: string; productName?: string; version?: string };
  return { name: manifest.productName ?? manifest.name ?? 'Electron', version: manifest.version ?? '0.0.0' };
}
