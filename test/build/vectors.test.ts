/** docs/bundle-format.md against the program, and both against a reader that was written from the document alone. */
import { execFileSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type BundleVerdict, verifyBundle } from '../../build/bundle/verify.ts';
import { exportBundle, joinDesks, takeIn } from '../../build/joined-desks.ts';
import { filesOf, makeVectors, type VectorEntry, type VectorIndex } from '../../build/vectors/make.ts';
import { vectorFolder, vectorKeys } from '../../build/vectors/world.ts';
import { fingerprint, sha256Hex } from '../../db/crypto.ts';
import { openInvitation } from '../../db/exchange/invitation.ts';
import { openRecoveryFile, readRecoveryHeader } from '../../db/exchange/recovery-file.ts';
import { requireIdentity } from '../../db/identity.ts';
import { listInvitations } from '../../db/invitation.ts';
import { canonicalJson } from '../../shared/log/canonical.ts';
import { closeAfterTest } from '../support/cleanup.ts';
import { temporaryFolder } from '../support/database.ts';

const reader = join(vectorFolder, 'independent-reader.mjs');
const document = readFileSync('docs/bundle-format.md', 'utf8');
const readIndex = (folder: string): VectorIndex =>
  JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')) as VectorIndex;
const index = readIndex(vectorFolder);

interface Job {
  readonly file: string;
  /** Of a small sealed file. */
  readonly magic?: 'DRCI1' | 'DRCK1';
  readonly city?: string;
  readonly identities?: readonly string[];
  readonly passphrase?: string;
  readonly invitations?: readonly { invitationId: string; token: string; townId: string }[];
}

interface Independent {
  readonly verdict: string;
  readonly header?: unknown;
  readonly inside?: Readonly<Record<string, unknown>>;
  readonly manifest?: unknown;
  readonly sender?: string;
  readonly fingerprint?: string;
  readonly operations?: readonly string[];
  readonly attachments?: readonly { readonly sha256: string; readonly size: number }[];
}

/** One process for all: it knows nothing of the program. */
function readIndependently(jobs: readonly Job[]): Independent[] {
  const path = join(temporaryFolder(), 'jobs.json');
  writeFileSync(path, JSON.stringify(jobs));
  return JSON.parse(execFileSync(process.execPath, [reader, path], { encoding: 'utf8' })) as Independent[];
}

const trust = {
  citySignPublic: vectorKeys.citySigning.signPublic,
  invitations: [{ ...vectorKeys.invitation, townId: 't06' }],
};

function keyOf({ opensWith }: VectorEntry): { passphrase: string } | { identities: string[] } {
  return opensWith === 'passphrase' || opensWith === 'wrongPassphrase'
    ? { passphrase: vectorKeys[opensWith] }
    : { identities: [vectorKeys[opensWith].ageIdentity] };
}

const jobOf = (folder: string, entry: VectorEntry): Job => ({
  file: join(folder, entry.file),
  city: trust.citySignPublic,
  invitations: trust.invitations,
  ...keyOf(entry),
});

/** The document's word for what the program said. */
const verdictOf = (found: BundleVerdict): string =>
  found.verdict === 'genuine' ? found.verdict : found.code.replace(/^(bundle|log)[.]/, '');

const holds = ({ sender, fingerprint: print, operations, attachments }: Independent) => ({
  sender,
  fingerprint: print,
  operations,
  attachments,
});

async function assertVectors(folder: string): Promise<void> {
  const { bundles } = readIndex(folder);
  const independent = readIndependently(bundles.map((entry) => jobOf(folder, entry)));
  for (const [at, entry] of bundles.entries()) {
    const ours = await verifyBundle(join(folder, entry.file), keyOf(entry), trust);
    expect(verdictOf(ours), `${entry.file}, the program`).toBe(entry.verdict);
    const theirs = independent[at];
    expect(theirs?.verdict, `${entry.file}, the independent reader`).toBe(entry.verdict);
    if (ours.verdict !== 'genuine' || !theirs) continue;
    expect(holds(ours), entry.file).toEqual(entry.holds);
    expect(holds(theirs), entry.file).toEqual(entry.holds);
    expect(theirs.manifest, entry.file).toMatchObject({ bundleId: ours.header.bundleId });
    expect(theirs.header, entry.file).toEqual(ours.header);
  }
}

describe('the test vectors', () => {
  it('get their documented verdict from the program and from the independent reader', () =>
    assertVectors(vectorFolder));

  it('are the rows of the table in the document', () => {
    const rows = [...document.matchAll(/^\| `(\S+[.]drcb)` \| `(\w+)` \| `([\w-]+)` \| (.+) \|$/gm)];
    expect(rows.map(([, file, opensWith, verdict, note]) => ({ file, note, opensWith, verdict }))).toEqual(
      index.bundles.map(({ file, note, opensWith, verdict }) => ({ file, note, opensWith, verdict })),
    );
    const present = readdirSync(vectorFolder).filter((name) => name.endsWith('.drcb'));
    expect(present.sort()).toEqual(index.bundles.map(({ file }) => file).sort());
  });

  it('cover every verdict the document names', () => {
    const [, table = ''] = document.split('## 9. Verdicts');
    const named = [...table.split('\n1. ')[0]!.matchAll(/^\| (`[^|]*`) \|/gm)].flatMap(([, cell = '']) =>
      [...cell.matchAll(/`([\w-]+)`/g)].map(([, verdict]) => verdict),
    );
    expect(new Set(named)).toEqual(new Set(index.bundles.map(({ verdict }) => verdict)));
  });

  it('can be made again, and those that are there stay as they are', async () => {
    const fresh = temporaryFolder();
    await makeVectors(fresh, { replace: false });
    await assertVectors(fresh);
    const kept = temporaryFolder();
    cpSync(vectorFolder, kept, { recursive: true });
    expect(await makeVectors(kept, { replace: false })).toEqual({
      written: 0,
      kept: filesOf(index),
    });
    for (const name of readdirSync(vectorFolder)) {
      expect(readFileSync(join(kept, name)), name).toEqual(readFileSync(join(vectorFolder, name)));
    }
  });

  it('hold an invitation that opens with its code, in both readers alike', async () => {
    const { file, code, townId } = index.invitation;
    const path = join(vectorFolder, file);
    const opened = await openInvitation(readFileSync(path), code);
    expect(opened).toMatchObject({ townId, city: { signPublic: trust.citySignPublic } });
    const [theirs] = readIndependently([
      { file: path, magic: 'DRCI1', passphrase: code.replaceAll(' ', '') },
    ]);
    expect(theirs?.verdict).toBe('genuine');
    expect(opened).toMatchObject(theirs?.inside ?? {});
  });

  it('hold recovery keys that both readers judge alike', async () => {
    const independent = readIndependently(
      index.sealed.map(({ file, passphrase }) => ({
        file: join(vectorFolder, file),
        magic: 'DRCK1',
        passphrase,
      })),
    );
    for (const [at, { file, passphrase, verdict, note }] of index.sealed.entries()) {
      const bytes = readFileSync(join(vectorFolder, file));
      const ours = await openRecoveryFile(bytes, passphrase).catch((error: unknown) => error);
      const theirs = independent[at];
      expect(theirs?.verdict, note).toBe(verdict);
      if (verdict === 'genuine') {
        expect(ours, note).toMatchObject({ signSecret: vectorKeys.citySigning.signSecret });
        expect(ours, note).toMatchObject(theirs?.inside ?? {});
        expect(canonicalJson(theirs?.header), note).toBe(canonicalJson(await readRecoveryHeader(bytes)));
      } else expect(ours, note).toMatchObject({ code: `recovery.${verdict}` });
    }
    const rows = [...document.matchAll(/^\| `(\S+[.]drck)` \| `(\w+)` \| `([\w-]+)` \| (.+) \|$/gm)];
    expect(rows.map(([, file, opensWith, verdict, note]) => ({ file, opensWith, verdict, note }))).toEqual(
      index.sealed.map(({ file, passphrase, verdict, note }) => ({
        file,
        opensWith: passphrase === vectorKeys.passphrase ? 'passphrase' : 'wrongPassphrase',
        verdict,
        note,
      })),
    );
  });
});

describe('the document', () => {
  it('tells the truth in its examples', () => {
    const [, line = '', id] =
      /```json\n(.+)\n```\nIts id: `([0-9a-f]{64})`/.exec(document) ?? expect.fail('no example operation');
    expect(sha256Hex(line)).toBe(id);
    const upward = index.bundles.find(({ file }) => file === 'upward.drcb');
    expect(upward?.holds?.operations[0]).toBe(id);
    const { signPublic } = vectorKeys.town;
    expect(document).toContain(`\`${signPublic}\`, has \`${fingerprint(signPublic)}\``);
  });

  it('suffices for a reader that shares nothing with the program', () => {
    const imports = [...readFileSync(reader, 'utf8').matchAll(/^import|from '([^']+)'|import\(|require\(/gm)];
    const from = imports.flatMap(([, name]) => name ?? []);
    expect(new Set(from)).toEqual(new Set(['node:crypto', 'node:fs', 'node:zlib']));
  });

  it('describes the bundles of real desks: both readers find the same in them', async () => {
    const folder = temporaryFolder();
    const desks = await joinDesks(folder, { enterprises: 3 });
    closeAfterTest(desks.close);
    const { city, town } = desks;
    const paths = ['down', 'enrolling', 'again', 'up'].map((name) => join(folder, `${name}.drcb`)) as [
      string,
      string,
      string,
      string,
    ];
    await exportBundle(city, paths[0]);
    await takeIn(town, paths[0]);
    const photograph = join(folder, '照片.jpg');
    writeFileSync(photograph, Buffer.alloc(1_300_000, '不重复的内容'));
    const [enterpriseId = ''] = desks.enterprises;
    town.answers.push(photograph);
    const [{ token } = { token: '' }] = await town.call('attachment.choose', {});
    await town.call('attachment.read', { enterpriseId, token });
    await town.call('attachment.add', { enterpriseId, token, note: '' });
    await exportBundle(town, paths[1]);
    await takeIn(city, paths[1]);
    await exportBundle(city, paths[2]);
    await takeIn(town, paths[2]);
    await exportBundle(town, paths[3]);
    const identities = [city, town].map((desk) => requireIdentity(desk.desk().db).ageIdentity);
    const { citySignPublic } = requireIdentity(city.desk().db);
    const invitations = listInvitations(city.desk().db);
    const independent = readIndependently(
      paths.map((file) => ({ file, city: citySignPublic, invitations, identities })),
    );
    for (const [at, path] of paths.entries()) {
      const ours = await verifyBundle(path, { identities }, { citySignPublic, invitations });
      const theirs = independent[at]!;
      expect([ours.verdict, theirs.verdict], path).toEqual(['genuine', 'genuine']);
      if (ours.verdict !== 'genuine') continue;
      expect(ours.operations.length, path).toBeGreaterThan(0);
      expect(holds(theirs), path).toEqual(holds(ours));
      expect(theirs.header, path).toEqual(ours.header);
      expect(canonicalJson(theirs.manifest), path).toBe(canonicalJson(ours.manifest));
    }
    expect(independent.map(({ sender }) => sender)).toEqual([
      'certificate',
      'enrolment',
      'certificate',
      'certificate',
    ]);
    // Sent once: what the city says it holds does not travel again.
    expect(independent.map(({ attachments }) => attachments?.length)).toEqual([0, 1, 0, 0]);
  });
});
