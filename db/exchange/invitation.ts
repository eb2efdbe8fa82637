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
import { headerName } from '../../shared/text/display-name.ts';
import { ageWorkFactor, generateRecipientKeys } from '../age.ts';
import { randomBytes, randomDigits, randomId } from '../crypto.ts';
import { isSealed, openInside, type Outside, readOutside, sealFile, type SealedKind } from './sealed-file.ts';

/** A real one has about 1.5 KB, with 64 city laptops 6 KB. */
const kind: SealedKind = { magic: 'DRCI1', maximumBytes: 64 * 1024 };
const invitationVersion = 1;

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
  const header = invitationHeader.parse({ ...shared, minReader: 1 });
  const contents = invitation.parse({ ...shared, city: terms.city, invitationIdentity: ageIdentity, token });
  const passphrase = bareCode(code) ?? '';
  const bytes = await sealFile(kind, header, contents, { passphrase, workFactor });
  const { invitationId, townId, createdAtMs, expiresAtMs } = shared;
  return {
    bytes,
    code,
    record: { invitationId, townId, token, ageRecipient, createdAtMs, expiresAtMs },
  };
}

/**
 * For which town the file is, before the code is typed. Not verified.
 * @throws AppError invitation.not-an-invitation | invitation.damaged | invitation.newer-version
 */
export async function readInvitationHeader(bytes: Uint8Array): Promise<InvitationHeader> {
  return (await readInvitation(bytes)).header;
}

/**
 * Opens the file with the code as the clerk heard it: spaces, dashes and full-width digits do not matter. Takes about
 * a second, unless a digit was misheard: the code's own check digit says so at once. Expiry is left to the caller.
 * @throws AppError invitation.wrong-code | invitation.damaged | invitation.not-an-invitation | invitation.newer-version
 */
export async function openInvitation(bytes: Uint8Array, code: string): Promise<Invitation> {
  const { outside } = await readInvitation(bytes);
  const passphrase = bareCode(code);
  if (passphrase === undefined) throw new AppError('invitation.wrong-code');
  const inside = await openInside(outside, passphrase);
  if (inside.kind === 'locked') throw new AppError('invitation.wrong-code');
  const contents = inside.kind === 'ok' ? invitation.safeParse(inside.contents) : undefined;
  if (!contents?.success) throw new AppError('invitation.damaged');
  return contents.data;
}

const refusals = {
  foreign: 'invitation.not-an-invitation',
  newer: 'invitation.newer-version',
  damaged: 'invitation.damaged',
} as const;

async function readInvitation(bytes: Uint8Array): Promise<{ header: InvitationHeader; outside: Outside }> {
  const outside = await readOutside(kind, bytes);
  if (outside.kind !== 'ok') throw new AppError(refusals[outside.kind]);
  const header = invitationHeader.safeParse(outside.header);
  if (!header.success) throw new AppError('invitation.damaged');
  if (header.data.minReader > invitationVersion) throw new AppError('invitation.newer-version');
  if (!isSealed(outside)) throw new AppError('invitation.damaged');
  return { header: header.data, outside };
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
