/**
 * 邀请文件 (.drci): with it and the join code told by telephone a laptop joins: a town's, another one of the city's, a leader's.
 * The envelope of a bundle, around one small age file sealed with the join code.
 */
import { z } from 'zod';
import {
  type Invitation,
  type InvitationHeader,
  invitation,
  invitationHeader,
} from '../../shared/exchange/identity.ts';
import { AppError } from '../../shared/errors.ts';
import type { DeskSide } from '../../shared/rpc.ts';
import { headerName } from '../../shared/text/display-name.ts';
import { ageWorkFactor, generateRecipientKeys } from '../age.ts';
import { randomBytes, randomDigits, randomId } from '../crypto.ts';
import { isSealed, openInside, type Outside, readOutside, sealFile, type SealedKind } from './sealed-file.ts';

/** A real one has about 1.5 KB, with 64 city laptops 6 KB. */
const kind: SealedKind = { magic: 'DRCI1', maximumBytes: 64 * 1024 };
const invitationVersion = 2;
/** Programs that knew of towns' offices alone would join as one of them. */
const firstReaderOf = ({ side, leader }: Pick<InvitationTerms, 'side' | 'leader'>): number =>
  side === 'town' && leader === null ? 1 : 2;

export interface InvitationTerms {
  readonly side: DeskSide;
  /** '' at the city */
  readonly townId: string;
  readonly townName: string;
  /** For a leader's own laptop; null for one of the office. */
  readonly leader: { readonly id: string; readonly name: string } | null;
  readonly city: Invitation['city'];
  readonly createdAtMs: number;
  readonly expiresAtMs: number;
}

/** What the city keeps of an invitation it made; `token` is secret. */
export interface InvitationRecord {
  readonly invitationId: string;
  readonly side: DeskSide;
  readonly townId: string;
  /** '' for a laptop of the office */
  readonly leaderId: string;
  readonly leaderName: string;
  /** key of the enrolment proof */
  readonly token: string;
  /** to whom the first bundle is encrypted, before the town's laptop is known */
  readonly ageRecipient: string;
  readonly createdAtMs: number;
  readonly expiresAtMs: number;
}

export interface CreatedInvitation {
  readonly bytes: Uint8Array;
  /** 16 digits in 4 groups, told by telephone; not in the file */
  readonly code: string;
  readonly record: InvitationRecord;
}

/** Makes the file for one laptop; takes about a second (scrypt). `workFactor` is lower in tests only. */
export async function createInvitation(
  terms: InvitationTerms,
  workFactor: number = ageWorkFactor,
): Promise<CreatedInvitation> {
  const code = createJoinCode();
  const { ageIdentity, ageRecipient } = await generateRecipientKeys();
  const shared = {
    v: 1,
    invitationId: randomId(),
    ...(terms.side === 'town' ? {} : { side: terms.side }),
    townId: terms.townId,
    townName: headerName(terms.townName),
    createdAtMs: terms.createdAtMs,
    expiresAtMs: terms.expiresAtMs,
  };
  const token = Buffer.from(randomBytes(32)).toString('base64url');
  const header = invitationHeader.parse({ ...shared, minReader: firstReaderOf(terms) });
  const leader = terms.leader && { ...terms.leader, name: headerName(terms.leader.name) };
  const contents = invitation.parse({
    ...shared,
    ...(leader ? { leader } : {}),
    city: terms.city,
    invitationIdentity: ageIdentity,
    token,
  });
  const passphrase = bareCode(code) ?? '';
  const bytes = await sealFile(kind, header, contents, { passphrase, workFactor });
  const { invitationId, townId, createdAtMs, expiresAtMs } = shared;
  return {
    bytes,
    code,
    record: {
      invitationId,
      side: terms.side,
      townId,
      leaderId: leader?.id ?? '',
      leaderName: leader?.name ?? '',
      token,
      ageRecipient,
      createdAtMs,
      expiresAtMs,
    },
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

const minReader = z.looseObject({ minReader: z.int().min(1) });

const refusals = {
  foreign: 'invitation.not-an-invitation',
  newer: 'invitation.newer-version',
  damaged: 'invitation.damaged',
} as const;

async function readInvitation(bytes: Uint8Array): Promise<{ header: InvitationHeader; outside: Outside }> {
  const outside = await readOutside(kind, bytes);
  if (outside.kind !== 'ok') throw new AppError(refusals[outside.kind]);
  // Asked alone: the rest of a newer header need not be as we know it.
  const reader = minReader.safeParse(outside.header);
  if (reader.success && reader.data.minReader > invitationVersion) {
    throw new AppError('invitation.newer-version');
  }
  const header = invitationHeader.safeParse(outside.header);
  if (!header.success) throw new AppError('invitation.damaged');
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
