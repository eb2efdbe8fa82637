/**
 * 邀请文件 (.drci): with it and the join code told by telephone a town's laptop joins the city's desk.
 * The envelope of a bundle, around one small age file sealed with the join code.
 */
import {
  type Invitation,
  type InvitationHeader,
  invitation,
  invitationHeader,
} from '../../shared/exchange/identity.ts';
import { AppError } from '../../shared/errors.ts';
import { canonicalJson } from '../../shared/log/canonical.ts';
import { headerName } from '../../shared/text/display-name.ts';
import {
  ageDecryptBytes,
  ageEncryptBytes,
  ageLockKind,
  ageWorkFactor,
  generateRecipientKeys,
  NoMatchingKeyError,
} from '../age.ts';
import { randomBytes, randomDigits, randomId, sha256, sha256Hex } from '../crypto.ts';
import {
  checkClosing,
  closingLength,
  decodePreamble,
  encodeClosing,
  encodePreamble,
  parseJsonBytes,
} from './container/envelope.ts';

const invitationMagic = 'DRCI1';
const invitationVersion = 1;
/** A real one has about 1.5 KB, with 64 city laptops 6 KB. */
const maximumBytes = 64 * 1024;

export interface InvitationTerms {
  readonly townId: string;
  readonly townName: string;
  readonly city: Invitation['city'];
  readonly createdAtMs: number;
  readonly expiresAtMs: number;
}

/** What the city keeps of an invitation it made; `token` is secret. */
export interface InvitationRecord {
  readonly invitationId: string;
  readonly townId: string;
  /** key of the enrolment proof */
  readonly token: string;
  /** to whom the first bundle is encrypted, before the town's laptop is known */
  readonly ageRecipient: string;
  readonly createdAtMs: number;
  readonly expiresAtMs: number;
}

export interface CreatedInvitation {
  readonly bytes: Uint8Array;
  /** 16 digits in 4 groups, shown once to the clerk and told by telephone; not in the file, not kept */
  readonly code: string;
  readonly record: InvitationRecord;
}

/** Makes the file for one town; takes about a second (scrypt). `workFactor` is lower in tests only. */
export async function createInvitation(
  terms: InvitationTerms,
  workFactor: number = ageWorkFactor,
): Promise<CreatedInvitation> {
  const code = createJoinCode();
  const { ageIdentity, ageRecipient } = await generateRecipientKeys();
  const shared = {
    v: 1,
    invitationId: randomId(),
    townId: terms.townId,
    townName: headerName(terms.townName),
    createdAtMs: terms.createdAtMs,
    expiresAtMs: terms.expiresAtMs,
  };
  const token = Buffer.from(randomBytes(32)).toString('base64url');
  const preamble = encodePreamble(invitationMagic, invitationHeader.parse({ ...shared, minReader: 1 }));
  const contents = invitation.parse({ ...shared, city: terms.city, invitationIdentity: ageIdentity, token });
  const sealed = await ageEncryptBytes(
    Buffer.from(canonicalJson({ ...contents, headerSha256: sha256Hex(preamble) })),
    { passphrase: bareCode(code) ?? '', workFactor },
  );
  const body = Buffer.concat([preamble, sealed]);
  const { invitationId, townId, createdAtMs, expiresAtMs } = shared;
  return {
    bytes: Buffer.concat([body, encodeClosing(sha256(body))]),
    code,
    record: { invitationId, townId, token, ageRecipient, createdAtMs, expiresAtMs },
  };
}

/**
 * For which town the file is, before the code is typed. Not verified.
 * @throws AppError invitation.not-an-invitation | invitation.damaged | invitation.newer-version
 */
export async function readInvitationHeader(bytes: Uint8Array): Promise<InvitationHeader> {
  return (await readOutside(bytes)).header;
}

/**
 * Opens the file with the code as the clerk heard it: spaces, dashes and full-width digits do not matter. Takes about
 * a second, unless a digit was misheard: the code's own check digit says so at once. Expiry is left to the caller.
 * @throws AppError invitation.wrong-code | invitation.damaged | invitation.not-an-invitation | invitation.newer-version
 */
export async function openInvitation(bytes: Uint8Array, code: string): Promise<Invitation> {
  const { preamble, sealed } = await readOutside(bytes);
  const passphrase = bareCode(code);
  if (passphrase === undefined) throw new AppError('invitation.wrong-code');
  const contents = invitation.safeParse(parseJsonBytes(await unseal(sealed, passphrase)));
  if (!contents.success || contents.data['headerSha256'] !== sha256Hex(preamble)) {
    throw new AppError('invitation.damaged');
  }
  return contents.data;
}

interface Outside {
  readonly header: InvitationHeader;
  readonly preamble: Uint8Array;
  readonly sealed: Uint8Array;
}

async function readOutside(bytes: Uint8Array): Promise<Outside> {
  const preamble = decodePreamble(invitationMagic, bytes);
  if (preamble.kind === 'foreign') throw new AppError('invitation.not-an-invitation');
  if (preamble.kind === 'newer') throw new AppError('invitation.newer-version');
  const closing = bytes.length <= maximumBytes && (await checkClosing([bytes], bytes.length)).kind === 'ok';
  if (preamble.kind !== 'ok' || !closing) throw new AppError('invitation.damaged');
  const header = invitationHeader.safeParse(preamble.header);
  if (!header.success) throw new AppError('invitation.damaged');
  if (header.data.minReader > invitationVersion) throw new AppError('invitation.newer-version');
  const sealed = bytes.subarray(preamble.bytes.length, bytes.length - closingLength);
  if (ageLockKind(sealed) !== 'passphrase') throw new AppError('invitation.damaged');
  return { header: header.data, preamble: preamble.bytes, sealed };
}

async function unseal(sealed: Uint8Array, passphrase: string): Promise<Uint8Array> {
  try {
    return await ageDecryptBytes(sealed, { passphrase });
  } catch (error) {
    // Everything else the library throws means that the bytes are not what it once wrote.
    throw new AppError(error instanceof NoMatchingKeyError ? 'invitation.wrong-code' : 'invitation.damaged');
  }
}

/** 15 random digits (10^15 codes at a second each) and a check digit, in groups of four. */
function createJoinCode(): string {
  const digits = randomDigits(15);
  return `${digits}${checkDigit(digits)}`.replace(/(\d{4})(?=\d)/g, '$1 ');
}

/** The 16 digits alone; undefined when there are more or fewer, or the check digit says that one is wrong. */
function bareCode(typed: string): string | undefined {
  const digits = typed.normalize('NFKC').replace(/[\s\p{Pd}]/gu, '');
  if (!/^\d{16}$/.test(digits)) return undefined;
  return checkDigit(digits.slice(0, 15)) === digits.slice(15) ? digits : undefined;
}

/** Luhn's: finds every single wrong digit and nearly every swap of neighbours. */
function checkDigit(digits: string): string {
  let sum = 0;
  for (let at = 0; at < digits.length; at += 1) {
    const doubled = Number(digits[digits.length - 1 - at]) * (at % 2 === 0 ? 2 : 1);
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return String((10 - (sum % 10)) % 10);
}
