/**
 * A second reader of bundle files, written from docs/bundle-format.md alone: plain Node, no package, no line of the
 * program. It exists to keep the document and the program honest; it is slow, holds the file in memory and imports
 * nothing. A sum of checks in the order of section 9.
 *
 *     node test/vectors/independent-reader.mjs jobs.json
 *
 * jobs.json: [{ file, identities?, passphrase?, city, invitations?, side?, townId? }, …]; `city` is the pinned signing
 * key, `invitations` [{ invitationId, token, townId, side?, leaderId? }], `side`, `townId` and `leaderId` say who reads (left out: anybody).
 * With `magic` (`DRCI1`, `DRCK1`) a job is a small sealed file, opened with `passphrase`: { verdict, header?, inside? }.
 * Prints one JSON array: for each job { verdict, header?, lock?, manifest?, sender?, operations?, attachments? }.
 */
import {
  createDecipheriv,
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  hkdfSync,
  scryptSync,
  timingSafeEqual,
  verify as verifySignature,
} from 'node:crypto';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

const KiB = 1024;
const MiB = 1024 * KiB;

/** Ends the reading with a verdict of section 9. */
class Refused extends Error {
  constructor(verdict) {
    super(verdict);
    this.verdict = verdict;
  }
}

const refuse = (verdict) => {
  throw new Refused(verdict);
};
const must = (condition, verdict = 'damaged') => {
  if (!condition) refuse(verdict);
};
const atMost = (count, limit) => must(count <= limit, 'limit');

// ---- 1. conventions

const sha256 = (bytes) => createHash('sha256').update(bytes).digest();
const sha256Hex = (bytes) => sha256(bytes).toString('hex');

function canonical(value) {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    must(Number.isSafeInteger(value) && !Object.is(value, -0));
    return String(value);
  }
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`;
}

function depthOf(value) {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

function readCanonical(bytes) {
  let value;
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    value = JSON.parse(text, (key, item) => {
      for (const word of [key, item]) {
        if (typeof word !== 'string') continue;
        must(word !== '__proto__' || word === item);
        must(word.isWellFormed() && word.normalize('NFC') === word);
      }
      return item;
    });
  } catch (error) {
    if (error instanceof Refused) throw error;
    refuse('damaged'); // not UTF-8, not JSON, or nested beyond all measure
  }
  must(depthOf(value) <= 32);
  must(Buffer.from(canonical(value)).equals(bytes));
  return value;
}

// ---- shapes: each returns true or false

const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const isInteger = (value, least) => Number.isSafeInteger(value) && value >= least;
const like = (pattern) => (value) => typeof value === 'string' && pattern.test(value);
const isId = like(/^[0-9a-f]{32}$/);
const isHash = like(/^[0-9a-f]{64}$/);
const isKey = like(/^[A-Za-z0-9_-]{43}$/);
const isSignature = like(/^[A-Za-z0-9_-]{86}$/);
const isTownId = like(/^[0-9a-z-]{0,40}$/);
const isMonth = like(/^\d{4}-(0[1-9]|1[0-2])$/);
const isFingerprint = like(/^\d{4}( \d{4}){7}$/);
const isRecipient = like(/^age1[02-9ac-hj-np-z]{58}$/);
const isName = like(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+$/u);
const isShortName = (value) => isName(value) && value.length <= 60;
const isPlainName = like(/^[A-Za-z][A-Za-z0-9-]{0,63}$/);
const isPartition = like(/^[a-z0-9:-]{1,80}$/);
const isEntityId = like(/^[0-9a-z:-]{1,80}$/);
const isTime = (value) => isInteger(value, 0);
const isVersion = (value) => isInteger(value, 1);
const isList = (of) => (value) => Array.isArray(value) && value.every((item) => of(item));
const isTuple = (...of) => (value) =>
  Array.isArray(value) && value.length === of.length && of.every((check, at) => check(value[at]));
const has = (value, shape) =>
  isObject(value) && Object.entries(shape).every(([field, check]) => check(value[field]));
const orNull = (check) => (value) => value === null || check(value);
const isAbsentOr = (check) => (value) => value === undefined || check(value);

/** The office, or one leader of it. */
const isLeaderId = isAbsentOr(isEntityId);
const isSameParty = (one, other) =>
  one.side === other.side && one.townId === other.townId && (one.leaderId || '') === (other.leaderId || '');

const isSided = (value) =>
  isLeaderId(value.leaderId) &&
  ['city', 'town'].includes(value.side) && isTownId(value.townId) && (value.side === 'city') === (value.townId === '');
const isParty = (value) => has(value, { name: isShortName }) && isSided(value);

const isHeader = (value) =>
  has(value, {
    v: isVersion,
    minReader: isVersion,
    bundleId: isId,
    from: (from) => isParty(from) && isFingerprint(from.fingerprint),
    to: isParty,
    month: isMonth,
    part: (part) => has(part, { index: isVersion, count: isVersion }) && part.index <= part.count,
    createdAtMs: isTime,
  });

const isDevice = (value) =>
  has(value, {
    v: isVersion,
    deviceId: isId,
    officer: isShortName,
    deviceName: isShortName,
    signPublic: isKey,
    ageRecipient: isRecipient,
  }) && isSided(value);

const isCertificate = (value) =>
  isDevice(value) &&
  (value.role === 'leader') === (value.leaderId !== undefined) &&
  has(value, {
    serial: isId,
    issuerKeyId: isHash,
    role: like(/^[a-z][a-z-]{0,31}$/),
    validFromMs: isTime,
    validToMs: isTime,
    signature: isSignature,
  });

const isEnrolment = (value) =>
  isDevice(value) && has(value, { invitationId: isId, createdAtMs: isTime, proof: isKey });

const isRefusal = (value) =>
  has(value, { id: isHash, reason: (text) => typeof text === 'string' && text.length <= 200 });

const isPosition = isTuple(isPartition, isId, isVersion, isHash);

const isPlace = isTuple(isPartition, isId, isVersion);

const isStanding = (value) =>
  has(value, {
    v: isVersion,
    deviceId: isId,
    issuerKeyId: isHash,
    n: isVersion,
    state: (state) => state === 'confirmed' || state === 'revoked',
    streams: isList(isPlace),
    atMs: isTime,
    signature: isSignature,
  });

const isManifest = (value) =>
  has(value, {
    v: isVersion,
    minReader: isVersion,
    bundleId: isId,
    program: (text) => typeof text === 'string' && text.length <= 40,
    sender: (sender) =>
      has(sender, { deviceId: isId, certificate: orNull(isCertificate), enrolment: orNull(isEnrolment) }),
    certificates: isList(isCertificate),
    receipts: (receipts) =>
      has(receipts, { applied: isList(isHash), held: isList(isRefusal), rejected: isList(isRefusal) }),
    streams: isList(isPosition),
    wantedBlobs: isList(isHash),
    auditHead: orNull((head) => has(head, { seq: isTime, hash: isHash })),
    standings: isAbsentOr(isList(isStanding)),
    forks: isAbsentOr(isList(isPlace)),
    base: isAbsentOr(isList(isPosition)),
    previous: isAbsentOr(orNull((previous) => has(previous, { bundleId: isId, month: isMonth }))),
    group: isAbsentOr(orNull(isId)),
    attachmentsOnly: isAbsentOr((value) => typeof value === 'boolean'),
  });

const isEnd = (value) =>
  has(value, { sender: isId, operations: isTime, blobs: isTime, content: isHash, signature: isSignature });

function isOperation(value) {
  const isShaped = has(value, {
    v: isVersion,
    partition: isPartition,
    incarnation: isId,
    seq: isVersion,
    prev: orNull(isHash),
    author: isId,
    hlc: isTuple(isTime, isTime),
    wall: isTime,
    kind: isPlainName,
    entity: isTuple(isPlainName, isEntityId),
    fields: isObject,
  });
  return isShaped && Object.entries(value.fields).every(([name, write]) => isPlainName(name) && isWrite(write));
}

const isWrite = (write) =>
  isObject(write) &&
  'value' in write &&
  has(write, { parents: (parents) => isList(isHash)(parents) && parents.length <= 1000 });

const longestText = (value) => {
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce((longest, item) => Math.max(longest, longestText(item)), 0);
};

// ---- 2. and 3. the outside

const newest = 1;

function readOutside(file, wanted = 'DRCB1', isWanted = isHeader) {
  const magic = file.toString('latin1', 0, 5);
  if (magic !== wanted) {
    must(!wanted.startsWith(magic), 'truncated');
    const isNewer = magic.slice(0, 4) === wanted.slice(0, 4) && /[2-9]$/.test(magic);
    refuse(isNewer ? 'newer-version' : 'not-a-bundle');
  }
  if (file.length > 5) must(file[5] <= 1, 'newer-version');
  must(file.length >= 40, 'truncated');
  const body = file.subarray(0, -40);
  must(file.toString('latin1', file.length - 40, file.length - 32) === 'DRCBSUM1', 'truncated');
  must(sha256(body).equals(file.subarray(-32)));
  must(file.length >= 10, 'truncated');
  must(file[5] === 1);
  const length = file.readUInt32BE(6);
  must(length <= 4096);
  must(file.length >= 10 + length, 'truncated');
  const preamble = file.subarray(0, 10 + length);
  const header = readCanonical(file.subarray(10, 10 + length));
  if (wanted === 'DRCB1') refuseNewer(header);
  must(isWanted(header));
  return { preamble, header, sealed: body.subarray(preamble.length), rest: file.length - preamble.length };
}

function refuseNewer(value) {
  if (isObject(value) && isVersion(value.minReader)) must(value.minReader <= newest, 'newer-version');
}

// ---- 4. age

const bech32Alphabet = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';

function bech32Bytes(text) {
  const lower = text.toLowerCase();
  const at = lower.lastIndexOf('1');
  const prefix = lower.slice(0, at);
  const values = [...lower.slice(at + 1)].map((character) => bech32Alphabet.indexOf(character));
  const expanded = [...prefix].map((c) => c.charCodeAt(0));
  let check = 1;
  for (const value of [...expanded.map((c) => c >> 5), 0, ...expanded.map((c) => c & 31), ...values]) {
    const top = check >>> 25;
    check = ((check & 0x1ffffff) << 5) ^ value;
    [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3].forEach((constant, bit) => {
      if ((top >>> bit) & 1) check ^= constant;
    });
  }
  if (check !== 1 || values.includes(-1)) throw new Error(`not Bech32: ${prefix}1…`);
  const bytes = [];
  let rest = 0;
  let bits = 0;
  for (const value of values.slice(0, -6)) {
    rest = ((rest << 5) | value) & 0xfff;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes.push((rest >> bits) & 0xff);
    }
  }
  return Buffer.from(bytes);
}

const x25519Private = (raw) =>
  createPrivateKey({
    key: Buffer.concat([Buffer.from('302e020100300506032b656e04220420', 'hex'), raw]),
    format: 'der',
    type: 'pkcs8',
  });
const x25519Public = (raw) =>
  createPublicKey({
    key: Buffer.concat([Buffer.from('302a300506032b656e032100', 'hex'), raw]),
    format: 'der',
    type: 'spki',
  });

const hkdf = (key, salt, info) => Buffer.from(hkdfSync('sha256', key, salt, Buffer.from(info), 32));

/** undefined when the tag does not fit. */
function open(key, nonce, sealed) {
  if (sealed.length < 16) return undefined;
  const decipher = createDecipheriv('chacha20-poly1305', key, nonce, { authTagLength: 16 });
  decipher.setAuthTag(sealed.subarray(-16));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
  } catch {
    return undefined;
  }
}

function unpaddedBase64(text) {
  const bytes = Buffer.from(text, 'base64');
  must(bytes.toString('base64').replace(/=+$/, '') === text);
  return bytes;
}

function readAgeHeader(sealed, rest) {
  const start = sealed.toString('latin1', 0, 32 * KiB);
  const found = /^age-encryption\.org\/v1\n(?:[^]*?\n)?--- [^\n]*\n/.exec(start);
  if (!found) refuse(rest < 32 * KiB ? 'truncated' : 'damaged');
  const lines = found[0].split('\n').slice(1, -1);
  const macLine = lines.pop();
  const stanzas = [];
  for (let at = 0; at < lines.length; ) {
    const [arrow, ...args] = lines[at].split(' ');
    must(arrow === '->' && args.length > 0 && args.every((arg) => /^[\x21-\x7e]+$/.test(arg)));
    const body = [];
    for (;;) {
      at += 1;
      must(at < lines.length && lines[at].length <= 64);
      body.push(unpaddedBase64(lines[at]));
      if (lines[at].length < 64) break;
    }
    at += 1;
    stanzas.push({ args, body: Buffer.concat(body) });
  }
  return {
    stanzas,
    mac: unpaddedBase64(macLine.slice(4)),
    signed: Buffer.from(found[0].slice(0, found[0].length - macLine.length - 1 + 3), 'latin1'),
    payload: sealed.subarray(found[0].length),
  };
}

const lockOf = (stanzas) => (stanzas.some(({ args }) => args[0] === 'scrypt') ? 'passphrase' : 'recipients');

function fileKeyByIdentity(stanzas, identity) {
  const scalar = x25519Private(bech32Bytes(identity));
  const own = createPublicKey(scalar).export({ type: 'spki', format: 'der' }).subarray(-32);
  for (const { args, body } of stanzas) {
    if (args[0] !== 'X25519') continue;
    must(args.length === 2 && body.length === 32);
    const share = unpaddedBase64(args[1]);
    must(share.length === 32);
    let secret;
    try {
      secret = diffieHellman({ privateKey: scalar, publicKey: x25519Public(share) });
    } catch {
      refuse('damaged'); // a point of low order: the secret would be zeros
    }
    const wrap = hkdf(secret, Buffer.concat([share, own]), 'age-encryption.org/v1/X25519');
    const key = open(wrap, Buffer.alloc(12), body);
    if (key) return key;
  }
  return undefined;
}

function fileKeyByPassphrase(stanzas, passphrase) {
  const [{ args, body }] = stanzas;
  must(stanzas.length === 1 && args.length === 3 && body.length === 32);
  must(/^[1-9][0-9]*$/.test(args[2]) && Number(args[2]) <= 17);
  const salt = unpaddedBase64(args[1]);
  must(salt.length === 16);
  const wrap = scryptSync(
    Buffer.from(passphrase.normalize('NFC')),
    Buffer.concat([Buffer.from('age-encryption.org/v1/scrypt'), salt]),
    32,
    { N: 2 ** Number(args[2]), r: 8, p: 1, maxmem: 256 * MiB },
  );
  return open(wrap, Buffer.alloc(12), body);
}

function decrypt({ stanzas, mac, signed, payload }, job) {
  let key;
  if (lockOf(stanzas) === 'passphrase') {
    must(job.passphrase !== undefined, 'needs-passphrase');
    key = fileKeyByPassphrase(stanzas, job.passphrase) ?? refuse('wrong-passphrase');
  } else {
    must(job.passphrase === undefined, 'not-for-us');
    for (const identity of job.identities) key ??= fileKeyByIdentity(stanzas, identity);
    must(key, 'not-for-us');
  }
  const expected = createHmac('sha256', hkdf(key, Buffer.alloc(0), 'header')).update(signed).digest();
  must(mac.length === 32 && timingSafeEqual(mac, expected));
  must(payload.length >= 16);
  const payloadKey = hkdf(key, payload.subarray(0, 16), 'payload');
  const pieces = [];
  const sealedPiece = 64 * KiB + 16;
  for (let at = 16, counter = 0; ; at += sealedPiece, counter += 1) {
    const isLast = at + sealedPiece >= payload.length;
    const nonce = Buffer.alloc(12);
    nonce.writeUInt32BE(counter, 7);
    nonce[11] = isLast ? 1 : 0;
    const piece = open(payloadKey, nonce, payload.subarray(at, at + sealedPiece)) ?? refuse('damaged');
    must(piece.length > 0 || counter === 0);
    pieces.push(piece);
    if (isLast) return Buffer.concat(pieces);
  }
}

// ---- 5. frames

const types = { manifest: 1, operations: 2, blob: 3, end: 4 };

function readFrames(inside) {
  const frames = [];
  let manifestBytes = 0;
  for (let at = 0; at < inside.length; ) {
    must(at + 5 <= inside.length, 'truncated');
    const length = inside.readUInt32BE(at);
    atMost(length, MiB);
    atMost(frames.length + 1, 65_536);
    must(at + 5 + length <= inside.length, 'truncated');
    const bytes = inside.subarray(at, at + 5 + length);
    const frame = { type: bytes[4], payload: bytes.subarray(5), bytes };
    const previous = frames.at(-1);
    must(previous?.type !== types.end);
    if (frame.type === types.manifest) {
      must(previous === undefined || previous.type === types.manifest);
      manifestBytes += length;
      atMost(manifestBytes, 8 * MiB);
    } else if (frame.type !== types.end) {
      must(previous !== undefined);
      must(frame.type >= 128 || frame.type === types.operations || frame.type === types.blob, 'newer-version');
    }
    frames.push(frame);
    at += 5 + length;
  }
  must(frames.at(-1)?.type === types.end, 'truncated');
  return frames;
}

function readManifest(frames) {
  const parts = frames.filter(({ type }) => type === types.manifest).map(({ payload }) => payload);
  const manifest = readCanonical(Buffer.concat(parts));
  refuseNewer(manifest);
  must(isManifest(manifest));
  return manifest;
}

// ---- 6. who wrote it

function isSignedBy(key, text, signature) {
  const raw = Buffer.from(key, 'base64url');
  const bytes = Buffer.from(signature, 'base64url');
  if (raw.length !== 32 || raw.toString('base64url') !== key) return false;
  if (bytes.length !== 64 || bytes.toString('base64url') !== signature) return false;
  const spki = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), raw]);
  try {
    const publicKey = createPublicKey({ key: spki, format: 'der', type: 'spki' });
    return verifySignature(null, Buffer.from(text), publicKey, bytes);
  } catch {
    return false;
  }
}

export function fingerprint(key) {
  const digest = sha256Hex(Buffer.concat([Buffer.from('drcb-fingerprint-v1\0'), Buffer.from(key, 'base64url')]));
  const digits = (BigInt(`0x${digest}`) % 10n ** 32n).toString().padStart(32, '0');
  return digits.match(/\d{4}/g).join(' ');
}

const without = (value, field) => Object.fromEntries(Object.entries(value).filter(([name]) => name !== field));

function senderOf(manifest, header, job) {
  const { deviceId, certificate, enrolment } = manifest.sender;
  if (certificate) {
    const text = `DRCB certificate v1\n${canonical(without(certificate, 'signature'))}`;
    const isOurs =
      certificate.issuerKeyId === sha256Hex(Buffer.from(job.city, 'base64url')) &&
      isSignedBy(job.city, text, certificate.signature);
    const isSame =
      certificate.deviceId === deviceId &&
      isSameParty(certificate, header.from) &&
      fingerprint(certificate.signPublic) === header.from.fingerprint;
    if (isOurs && isSame) return { known: 'certificate', key: certificate.signPublic };
  }
  const invitation = enrolment
    ? (job.invitations ?? []).find(({ invitationId }) => invitationId === enrolment.invitationId)
    : undefined;
  if (enrolment && invitation) {
    const text = `DRCB enrolment v1\n${canonical(without(enrolment, 'proof'))}`;
    const proof = createHmac('sha256', Buffer.from(invitation.token, 'base64url')).update(text).digest('base64url');
    const isSame =
      enrolment.deviceId === deviceId &&
      isSameParty(enrolment, header.from) &&
      isSameParty(enrolment, { ...invitation, side: invitation.side ?? 'town' });
    if (isSame && proof === enrolment.proof) return { known: 'enrolment', key: enrolment.signPublic };
  }
  return refuse('unknown-sender');
}

function checkSignature({ end, manifest, header, preamble, key }) {
  const { bundleId, to } = header;
  const signed = { bundleId, end: without(end, 'signature'), header: sha256Hex(preamble), to };
  const isGenuine =
    end.sender === manifest.sender.deviceId &&
    header.from.fingerprint === fingerprint(key) &&
    isSignedBy(key, `DRCB1 bundle end\n${canonical(signed)}`, end.signature);
  must(isGenuine, 'bad-signature');
}

// ---- 5. and 7. the contents

function readContents(frames, end) {
  const lines = [];
  const attachments = [];
  let expandedBytes = 0;
  let current;
  for (const { type, payload } of frames) {
    must(current === undefined || type === types.blob);
    if (type === types.operations) {
      const text = expand(payload);
      expandedBytes += text.length;
      atMost(expandedBytes, 512 * MiB);
      lines.push(...linesOf(text));
      atMost(lines.length, 2_000_000);
    } else if (type === types.blob) {
      current = continueAttachment(current, payload);
      if (current.received === current.size) {
        must(current.hash.digest('hex') === current.sha256);
        attachments.push({ sha256: current.sha256, size: current.size });
        current = undefined;
      }
    }
  }
  must(current === undefined && lines.length === end.operations && attachments.length === end.blobs);
  return { lines, attachments };
}

function expand(payload) {
  try {
    const { buffer, engine } = gunzipSync(payload, { maxOutputLength: 4 * MiB, info: true });
    must(engine.bytesWritten === payload.length);
    return buffer;
  } catch (error) {
    if (error instanceof Refused) throw error;
    return refuse(error.code === 'ERR_BUFFER_TOO_LARGE' ? 'limit' : 'damaged');
  }
}

function linesOf(text) {
  const lines = [];
  for (let start = 0; start < text.length; ) {
    const end = text.indexOf(0x0a, start);
    must(end > start);
    atMost(end - start, 256 * KiB);
    lines.push(text.subarray(start, end));
    atMost(lines.length, 65_536);
    start = end + 1;
  }
  must(lines.length > 0);
  return lines;
}

function continueAttachment(current, payload) {
  must(payload.length >= 48);
  const sha = payload.toString('hex', 0, 32);
  const [size, offset] = [payload.readBigUInt64BE(32), payload.readBigUInt64BE(40)].map(Number);
  must(Number.isSafeInteger(size) && Number.isSafeInteger(offset));
  atMost(size, 100 * MiB);
  const bytes = payload.subarray(48);
  const before = current ?? { sha256: sha, size, received: 0, hash: createHash('sha256') };
  const received = offset + bytes.length;
  must(sha === before.sha256 && size === before.size && offset === before.received && received <= size);
  must(bytes.length > 0 || size === 0);
  before.hash.update(bytes);
  return { ...before, received };
}

function readOperation(line) {
  let body;
  try {
    body = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(line), (key, item) => {
      must(key !== '__proto__', 'bad-operation');
      return item;
    });
  } catch {
    refuse('bad-operation');
  }
  must(isOperation(body) && longestText(body.fields) <= 65_536, 'bad-operation');
  return sha256Hex(line);
}

// ---- 9. all of it, in order

export function readBundle(file, job) {
  const found = { verdict: 'genuine' };
  try {
    atMost(file.length, 1.25 * 1024 * MiB);
    const { preamble, header, sealed, rest } = readOutside(file);
    found.header = header;
    if (job.side !== undefined) {
      must(isSameParty(header.to, { ...job, townId: job.townId ?? '' }), 'not-for-us');
    }
    const age = readAgeHeader(sealed, rest);
    found.lock = lockOf(age.stanzas);
    const frames = readFrames(decrypt(age, job));
    const manifest = readManifest(frames);
    const end = readCanonical(frames.at(-1).payload);
    must(isEnd(end) && manifest.bundleId === header.bundleId);
    must(end.content === sha256Hex(Buffer.concat(frames.slice(0, -1).map(({ bytes }) => sha256(bytes)))));
    atMost(end.operations, 2_000_000);
    const { known, key } = senderOf(manifest, header, job);
    checkSignature({ end, manifest, header, preamble, key });
    const { lines, attachments } = readContents(frames, end);
    const operations = lines.map(readOperation);
    return { ...found, manifest, sender: known, fingerprint: fingerprint(key), operations, attachments };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { ...found, verdict: error.verdict };
  }
}

// ---- 12. and 13. the small sealed files

const isRecoveryWord = (value) =>
  has(value, { v: isVersion, issuerKeyId: isHash, n: isVersion, recipient: isRecipient, atMs: isTime, signature: isSignature });

const invitationParts = {
  v: isVersion,
  invitationId: isId,
  townName: isShortName,
  createdAtMs: isTime,
  expiresAtMs: isTime,
};
const isInvited = (value) => has(value, invitationParts) && isSided({ ...value, side: value.side ?? 'town' });

const isCity = (value) =>
  has(value, {
    deviceId: isId,
    name: isShortName,
    signPublic: isKey,
    recipients: (list) => isList(isRecipient)(list) && list.length >= 1 && list.length <= 64,
    recoveryRecipient: orNull(isRecipient),
  });

const isSecretIdentity = like(/^AGE-SECRET-KEY-1[02-9AC-HJ-NP-Z]{58}$/);

const sealedKinds = {
  DRCI1: {
    maximumBytes: 64 * KiB,
    newest: 2,
    isHeader: (value) => isInvited(value) && isVersion(value.minReader),
    isInside: (value, header) =>
      isInvited(value) &&
      has(value, { city: isCity, invitationIdentity: isSecretIdentity, token: isKey }) &&
      isAbsentOr(orNull((leader) => has(leader, { id: isEntityId, name: isShortName })))(value.leader) &&
      [...Object.keys(invitationParts), 'side', 'townId'].every((field) => value[field] === header[field]),
  },
  DRCK1: {
    maximumBytes: 32 * MiB,
    newest: 1,
    isHeader: (value) =>
      has(value, { v: isVersion, minReader: isVersion, cityName: isShortName, n: isVersion, createdAtMs: isTime }),
    isInside: (value, header) =>
      has(value, {
        v: isVersion,
        cityName: isShortName,
        createdAtMs: isTime,
        signPublic: isKey,
        signSecret: like(/^[A-Za-z0-9_-]{64}$/),
        word: isRecoveryWord,
        ageIdentity: isSecretIdentity,
        certificates: isList(isCertificate),
        standings: isList(isStanding),
      }) &&
      ['cityName', 'createdAtMs'].every((field) => value[field] === header[field]) &&
      value.word.n === header.n &&
      publicOf(value.signSecret) === value.signPublic &&
      value.word.issuerKeyId === sha256Hex(Buffer.from(value.signPublic, 'base64url')) &&
      isSignedBy(
        value.signPublic,
        `DRCB recovery v1\n${canonical(without(value.word, 'signature'))}`,
        value.word.signature,
      ),
  },
};

/** Of a signing key's secret half, PKCS #8. */
function publicOf(secret) {
  const key = createPrivateKey({ key: Buffer.from(secret, 'base64url'), format: 'der', type: 'pkcs8' });
  return createPublicKey(key).export({ type: 'spki', format: 'der' }).subarray(-32).toString('base64url');
}

/** An invitation opens with its 16 digits, a recovery key with its passphrase. A cut one is as damaged as any other. */
export function readSealed(file, { magic, passphrase }) {
  const { maximumBytes, newest: latest, isHeader: isWanted, isInside } = sealedKinds[magic];
  try {
    must(file.length <= maximumBytes);
    const { preamble, header, sealed, rest } = readOutside(file, magic, () => true);
    must(!isVersion(header.minReader) || header.minReader <= latest, 'newer-version');
    must(isWanted(header));
    const age = readAgeHeader(sealed, rest);
    must(lockOf(age.stanzas) === 'passphrase');
    const inside = readCanonical(decrypt(age, { passphrase }));
    must(isInside(inside, header) && inside.headerSha256 === sha256Hex(preamble));
    return { verdict: 'genuine', header, inside };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { verdict: error.verdict === 'truncated' ? 'damaged' : error.verdict };
  }
}

if (import.meta.main) {
  const jobs = JSON.parse(readFileSync(process.argv[2], 'utf8'));
  console.log(JSON.stringify(jobs.map((job) => (job.magic ? readSealed : readBundle)(readFileSync(job.file), job))));
}
