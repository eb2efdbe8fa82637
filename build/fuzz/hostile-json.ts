/** Manifests of a wrong shape, and JSON that says the right thing in another spelling. */
import type { BundleManifest } from '../../shared/exchange/manifest.ts';
import type { Chance } from './chance.ts';

type Json = Record<string, unknown>;

/** Values that fit no field of a manifest where they are put. */
const misfits: Readonly<Record<string, readonly unknown[]>> = {
  v: [0, '1', null, undefined],
  minReader: [2, 1_000_000, 0, '1', undefined],
  bundleId: ['0'.repeat(32), '', 'F'.repeat(32), null, undefined],
  program: ['x'.repeat(41), 1, null, undefined],
  sender: [null, {}, [], { deviceId: 'x', certificate: null, enrolment: null }, undefined],
  certificates: [null, {}, [null], [{}], ['x'], undefined],
  standings: [null, {}, [{}], 'x'],
  receipts: [
    null,
    {},
    { applied: ['x'], held: [], rejected: [] },
    { applied: [], held: [{ id: 'a'.repeat(64), reason: '长'.repeat(201) }], rejected: [] },
    { applied: [], held: [{}], rejected: [] },
    undefined,
  ],
  streams: [
    null,
    {},
    [[]],
    [['e1', 'a'.repeat(32), 0, 'a'.repeat(64)]],
    [['../x', 'a'.repeat(32), 1, 'a'.repeat(64)]],
    undefined,
  ],
  forks: [null, [[]], [['e1', 'a'.repeat(32), 0]]],
  base: [null, 'x', [['e1', 'a'.repeat(32), 1]]],
  previous: [{}, 'x', { bundleId: 'x', month: '2026-11' }, { bundleId: 'a'.repeat(32), month: '2026-13' }],
  group: ['', 'x', {}, 7],
  attachmentsOnly: [null, 'true', 1],
  wantedBlobs: [null, ['x'], ['A'.repeat(64)], {}, undefined],
  auditHead: [{}, [], 'x', { seq: -1, hash: 'a'.repeat(64) }, { seq: 1, hash: 'x' }, undefined],
};

/** One field is certainly wrong; `undefined` leaves it out. */
export function brokenManifest(manifest: BundleManifest, chance: Chance): Json {
  const field = chance.of(Object.keys(misfits));
  if (field === 'certificates' && manifest.sender.certificate && chance.once(2)) {
    return { ...manifest, certificates: [brokenCertificate(manifest.sender.certificate, chance)] };
  }
  return { ...manifest, [field]: chance.of(misfits[field] ?? [null]) };
}

function brokenCertificate(certificate: object, chance: Chance): Json {
  return {
    ...certificate,
    ...chance.of<Json>([
      { side: 'city', townId: 't06' },
      { side: 'town', townId: '' },
      { officer: '' },
      { officer: '张\u202e三' },
      { deviceName: 'x'.repeat(61) },
      { signPublic: 'x' },
      { ageRecipient: 'age1pq1xyz' },
      { role: '领导' },
      { validFromMs: -1 },
      { signature: 'x' },
      { serial: null },
    ]),
  };
}

/** The same value, or nearly, not in its canonical spelling. */
export function brokenJson(text: string, chance: Chance): string {
  return chance.of<() => string>([
    () => text.replace(',', ', '),
    () => ` ${text}`,
    () => `${text}\n`,
    () => `\ufeff${text}`,
    () => text.replace(/^\{"(\w+)":/, '{"$1" :'),
    () => text.replace('{', '{"__proto__":{},'),
    () => text.replace(/"v":1/, '"v":1.0'),
    () => text.replace(/:(\d+)([,}])/, ':$1e0$2'),
    () => text.replace(/:(\d+)([,}])/, ':-0$2'),
    () => text.replace('{', '{"a":1,"a":1,'),
    () => text.replace(/"(\w)/, (_, letter: string) => `"\\u00${letter.charCodeAt(0).toString(16)}`),
    () => text.replace('}', ',"e\u0301":1}'),
    () => text.replace('}', ',"x":"\\ud800"}'),
    () => text.replace('}', `,"z":${'['.repeat(chance.of([40, 100_000]))}${']'.repeat(40)}}`),
    () => text.slice(0, -1),
    () => `${text}{}`,
    () => `[${text}]`,
    () => text.replaceAll('"', "'"),
    () => '',
    () => 'null',
  ])();
}
