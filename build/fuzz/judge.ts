/** Tries one mutant on the desk it is meant for: refused with a sentence, known again as the genuine one, or a fault. */
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openBundle, type VerifiedBundle } from '../../db/exchange/container/read.ts';
import { identifySender, openingIdentities, readTrust } from '../../db/exchange/keys.ts';
import { requireIdentity } from '../../db/identity.ts';
import { parseOperation } from '../../db/log/integrate.ts';
import { AppError, errorText } from '../../shared/errors.ts';
import { canonicalJson } from '../../shared/log/canonical.ts';
import type { BenchDesk } from '../bench/desk.ts';
import type { FuzzBase } from './world.ts';

export type Outcome =
  | { readonly kind: 'refused'; readonly code: string }
  | { readonly kind: 'genuine' }
  | { readonly kind: 'accepted' | 'crash'; readonly what: string };

/** The codes a bundle may be refused with; anything else is not a refusal. */
const refusals = /^(bundle[.]|log[.]bad-operation$)/;

/** What the program makes of the file at `path`, with the keys and the knowledge of the base's desk. */
export async function judge(path: string, base: FuzzBase, genuine: string): Promise<Outcome> {
  try {
    return knownAgain(await readMeaning(path, base), genuine);
  } catch (error) {
    return toOutcome(error);
  }
}

/** The same through the program's own call, as the officer's click does. */
export async function judgeByCall(
  path: string,
  { desk }: FuzzBase,
  crashes: () => number,
): Promise<'refused' | 'previewed' | 'crash'> {
  const before = crashes();
  desk.answers.push(path);
  const reply = await desk.rpc('exchange.open', {});
  desk.answers.length = 0;
  if (reply.ok) {
    // What was previewed waits there for the officer.
    rmSync(inboxOf(desk), { recursive: true });
    return 'previewed';
  }
  return crashes() > before || !refusals.test(reply.error.code) ? 'crash' : 'refused';
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

function knownAgain(meaning: string, genuine: string): Outcome {
  return meaning === genuine ? { kind: 'genuine' } : { kind: 'accepted', what: meaning.slice(0, 300) };
}

/**
 * All that an import would take from the file: header, manifest, the operations, the attachments. Two files of the
 * same meaning leave a desk in the same state.
 */
export async function readMeaning(path: string, base: FuzzBase): Promise<string> {
  const { db } = base.desk.desk();
  const self = requireIdentity(db);
  let bundle: VerifiedBundle | undefined;
  try {
    bundle = await openBundle({
      path,
      key: { identities: openingIdentities(self) },
      accepts: (to) => to.side === self.side && to.townId === self.townId,
      resolveSender: (manifest, header) => {
        const found = identifySender(readTrust(db, self), manifest, header);
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
    return canonicalJson({
      header,
      manifest,
      operations: [...operations].sort(),
      attachments: [...attachments].sort(),
    });
  } finally {
    await bundle?.close();
  }
}

/** Files that a refused bundle left in the desk's inbox. */
export function leftovers({ desk }: FuzzBase): string[] {
  const inbox = inboxOf(desk);
  return existsSync(inbox) ? readdirSync(inbox) : [];
}

const inboxOf = (desk: BenchDesk): string => join(desk.services.folder, 'inbox');

export function writeMutant(folder: string, bytes: Uint8Array): string {
  const path = join(folder, 'mutant.drcb');
  writeFileSync(path, bytes);
  return path;
}
