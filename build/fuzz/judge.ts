/** Tries one mutant on the desk it is meant for: refused with a sentence, known again as the genuine one, or a fault. */
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openBundle, type VerifiedBundle } from '../../db/exchange/container/read.ts';
import {
  identifySender,
  openingIdentities,
  readTrust,
  type Sender,
  type Trust,
} from '../../db/exchange/keys.ts';
import { requireIdentity } from '../../db/identity.ts';
import { parseOperation } from '../../db/log/integrate.ts';
import { AppError, errorText } from '../../shared/errors.ts';
import { canonicalJson } from '../../shared/log/canonical.ts';
import type { Preview } from '../joined-desks.ts';
import type { FuzzBase, FuzzWorld } from './world.ts';

export type Outcome =
  | { readonly kind: 'refused'; readonly code: string }
  | { readonly kind: 'genuine' }
  /** A laptop nobody knows asks to be confirmed: a person compares its fingerprint before anything is imported. */
  | { readonly kind: 'asking' }
  | { readonly kind: 'accepted' | 'crash'; readonly what: string };

/** The codes a bundle may be refused with; anything else is not a refusal. */
const refusals = /^(bundle[.]|log[.]bad-operation$)/;

/** What the program makes of the file at `path`, with the keys and the knowledge of the base's desk. */
export async function judge(path: string, base: FuzzBase, genuine: string): Promise<Outcome> {
  try {
    const { meaning, isNewcomer } = await readMeaning(path, base);
    if (meaning === genuine) return { kind: 'genuine' };
    return isNewcomer ? { kind: 'asking' } : { kind: 'accepted', what: meaning.slice(0, 300) };
  } catch (error) {
    return toOutcome(error);
  }
}

export type CallOutcome = 'refused' | 'imported' | 'genuine' | 'asking' | 'crash';

/**
 * The same through the program's own calls, as the officer clicks: open, and for a laptop that asks also import, which
 * must be refused. What lies in the inbox afterwards is thrown away.
 */
export async function judgeByCall(
  path: string,
  { desk, parts }: FuzzBase,
  world: FuzzWorld,
): Promise<CallOutcome> {
  const before = world.crashes();
  desk.answers.push(path);
  const reply = await desk.rpc('exchange.open', {});
  desk.answers.length = 0;
  let outcome: CallOutcome = 'refused';
  if (reply.ok) {
    const preview = reply.value as Preview;
    outcome = preview.from.fingerprint === parts.header.from.fingerprint ? 'genuine' : 'asking';
    if (outcome === 'asking') {
      const asked = await desk.rpc('exchange.import', { token: preview.token, acceptRetiring: true });
      if (asked.ok || asked.error.code !== 'exchange.unconfirmed') outcome = 'imported';
    }
  } else if (!refusals.test(reply.error.code)) outcome = 'crash';
  for (const { name } of await desk.call('exchange.inbox', {})) await desk.call('exchange.discard', { name });
  return world.crashes() > before ? 'crash' : outcome;
}

function toOutcome(error: unknown): Outcome {
  if (error instanceof AppError && refusals.test(error.code)) {
    const sentence = errorText(error.code, error.details);
    const isWhole = sentence.length > 0 && !/\{\w+\}|undefined/.test(sentence);
    return isWhole
      ? { kind: 'refused', code: error.code }
      : { kind: 'crash', what: `no sentence: ${sentence}` };
  }
  return { kind: 'crash', what: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}

/**
 * All that an import would take from the file: header, manifest, the operations, the attachments. Two files of the
 * same meaning leave a desk in the same state.
 */
export async function readMeaning(
  path: string,
  base: FuzzBase,
): Promise<{ readonly meaning: string; readonly isNewcomer: boolean }> {
  const { db } = base.desk.desk();
  const self = requireIdentity(db);
  const trust = readTrust(db, self);
  let sender: Sender = { kind: 'unknown' };
  let bundle: VerifiedBundle | undefined;
  try {
    bundle = await openBundle({
      path,
      key: { identities: openingIdentities(self) },
      accepts: (to) => to.side === self.side && to.townId === self.townId,
      resolveSender: (manifest, header) => {
        const found = identifySender(trust, manifest, header);
        sender = found;
        return found.kind === 'unknown' ? 'unknown' : { publicKey: found.publicKey };
      },
    });
    const operations = new Set<string>();
    const attachments = new Set<string>();
    for await (const batch of bundle.contents()) {
      if (batch.kind === 'blob') attachments.add(batch.sha256);
      else for (const line of batch.lines) operations.add(parseOperation(line).id);
    }
    const { header, manifest } = bundle;
    const meaning = canonicalJson({
      header,
      manifest,
      operations: [...operations].sort(),
      attachments: [...attachments].sort(),
    });
    return { meaning, isNewcomer: isNewcomer(sender, trust) };
  } finally {
    await bundle?.close();
  }
}

/** Asks to be confirmed, and not under the name of a laptop that is known: confirming would replace that one's key. */
function isNewcomer(sender: Sender, { devices }: Trust): boolean {
  return sender.kind === 'enrolling' && devices.every(({ id }) => id !== sender.request.deviceId);
}

/** Files in the desk's inbox; all that was previewed or quarantined has been thrown away before. */
export function leftovers({ desk }: FuzzBase): string[] {
  const inbox = join(desk.services.folder, 'inbox');
  return existsSync(inbox) ? readdirSync(inbox) : [];
}

export function writeMutant(folder: string, bytes: Uint8Array): string {
  const path = join(folder, 'mutant.drcb');
  writeFileSync(path, bytes);
  return path;
}
