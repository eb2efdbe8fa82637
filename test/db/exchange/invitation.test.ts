import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { ageDecryptBytes, ageEncryptBytes, ageWorkFactor, generateRecipientKeys } from '../../../db/age.ts';
import { sha256 } from '../../../db/crypto.ts';
import { closingLength, encodeClosing, encodePreamble } from '../../../db/exchange/container/envelope.ts';
import {
  type CreatedInvitation,
  createInvitation,
  type InvitationTerms,
  openInvitation,
  readInvitationHeader,
} from '../../../db/exchange/invitation.ts';
import { AppError } from '../../../shared/errors.ts';
import { testCity } from '../../support/bundle.ts';
import { testNowMs } from '../../support/database.ts';

/** The real factor takes a second each time; one test uses it. */
const quick = 8;
let terms: InvitationTerms;
let made: CreatedInvitation;

beforeAll(async () => {
  const city = await testCity();
  const recovery = await generateRecipientKeys();
  terms = {
    side: 'town',
    townId: 't10',
    townName: '长江镇（如皋港区）',
    leader: null,
    city: {
      deviceId: city.deviceId,
      name: '市发改委',
      signPublic: city.signPublic,
      recipients: [city.ageRecipient],
      recoveryRecipient: recovery.ageRecipient,
    },
    createdAtMs: testNowMs,
    expiresAtMs: testNowMs + 30 * 86_400_000,
  };
  made = await createInvitation(terms, quick);
});

const codeOf = async (opening: Promise<unknown>): Promise<string> => {
  try {
    await opening;
    return 'ok';
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
};

describe('an invitation', () => {
  it('opens with its code and gives the town what it needs, and the city what it keeps', async () => {
    const opened = await openInvitation(made.bytes, made.code);
    expect(opened).toMatchObject({
      invitationId: made.record.invitationId,
      townId: 't10',
      townName: '长江镇（如皋港区）',
      city: terms.city,
      token: made.record.token,
      createdAtMs: testNowMs,
      expiresAtMs: terms.expiresAtMs,
    });
    expect(made.record).toMatchObject({ townId: 't10', expiresAtMs: terms.expiresAtMs });
    const first = await ageEncryptBytes(Buffer.from('首个数据包'), {
      recipients: [made.record.ageRecipient],
    });
    const read = await ageDecryptBytes(first, { identities: [opened.invitationIdentity] });
    expect(Buffer.from(read).toString()).toBe('首个数据包');
  });

  it('says for which town it is without the code, and nothing secret', async () => {
    expect(await readInvitationHeader(made.bytes)).toMatchObject({
      townId: 't10',
      townName: '长江镇（如皋港区）',
    });
    const text = Buffer.from(made.bytes).toString('latin1');
    for (const secret of [made.code, made.code.replaceAll(' ', ''), made.record.token, terms.city.deviceId]) {
      expect(text).not.toContain(secret);
    }
  });

  it('takes the code as a person types it', async () => {
    expect(made.code).toMatch(/^\d{4} \d{4} \d{4} \d{4}$/);
    const digits = made.code.replaceAll(' ', '');
    const fullWidth = digits.replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)));
    for (const typed of [
      digits,
      made.code.replaceAll(' ', '-'),
      ` ${made.code}\n`,
      fullWidth,
      made.code.replaceAll(' ', '\u3000'),
    ]) {
      expect(await codeOf(openInvitation(made.bytes, typed)), typed).toBe('ok');
    }
  });

  it('every single wrong digit and every other code is refused as such', async () => {
    const digits = made.code.replaceAll(' ', '');
    for (let at = 0; at < 16; at += 1) {
      const wrong = `${digits.slice(0, at)}${(Number(digits[at]) + 3) % 10}${digits.slice(at + 1)}`;
      expect(await codeOf(openInvitation(made.bytes, wrong))).toBe('invitation.wrong-code');
    }
    const other = await createInvitation(terms, quick);
    expect(other.code).not.toBe(made.code);
    for (const typed of [other.code, '', '1234', digits.slice(1), `${digits}0`, '加入码']) {
      expect(await codeOf(openInvitation(made.bytes, typed)), typed).toBe('invitation.wrong-code');
    }
  });

  it('cut or changed anywhere it is damaged, not said to have another code', async () => {
    const bytes = Buffer.from(made.bytes);
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.nat(7), fc.boolean(), async (at, bit, cut) => {
        const changed = Buffer.from(cut ? bytes.subarray(0, at) : bytes);
        if (!cut) changed.writeUInt8(changed.readUInt8(at) ^ (1 << bit), at);
        expect(await codeOf(openInvitation(changed, made.code))).toMatch(
          at < 6 && !cut
            ? /^invitation[.](not-an-invitation|newer-version|damaged)$/
            : /^invitation[.]damaged$/,
        );
      }),
      { numRuns: 300 },
    );
  });

  it('changed with the closing sum mended it still does not open', async () => {
    const body = Buffer.from(made.bytes).subarray(0, made.bytes.length - closingLength);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 6, max: body.length - 1 }), fc.nat(7), async (at, bit) => {
        const changed = Buffer.from(body);
        changed.writeUInt8(changed.readUInt8(at) ^ (1 << bit), at);
        const mended = Buffer.concat([changed, encodeClosing(sha256(changed))]);
        expect(await codeOf(openInvitation(mended, made.code))).toMatch(
          /^invitation[.](damaged|wrong-code|newer-version)$/,
        );
      }),
      { numRuns: 300 },
    );
  });

  it('a clear header from elsewhere does not fit', async () => {
    const other = await createInvitation({ ...terms, townId: 't07', townName: '下原镇' }, quick);
    const length = (bytes: Uint8Array): number => 10 + Buffer.from(bytes).readUInt32BE(6);
    const body = Buffer.concat([
      other.bytes.subarray(0, length(other.bytes)),
      made.bytes.subarray(length(made.bytes), made.bytes.length - closingLength),
    ]);
    const mixed = Buffer.concat([body, encodeClosing(sha256(body))]);
    expect(await codeOf(openInvitation(mixed, made.code))).toBe('invitation.damaged');
  });

  it('for a leader or another laptop of the city is refused by programs that knew of towns alone', async () => {
    const leader = { id: 'e'.repeat(32), name: '周市长' };
    const city = { ...terms, side: 'city', townId: '', townName: '市发改委' } as const;
    const made = [
      [await createInvitation(terms, 2), 1],
      [await createInvitation({ ...terms, leader }, 2), 2],
      [await createInvitation(city, 2), 2],
    ] as const;
    for (const [{ bytes, code, record }, minReader] of made) {
      expect(await readInvitationHeader(bytes)).toMatchObject({ minReader, side: record.side });
      const opened = await openInvitation(bytes, code);
      expect(opened.leader?.id ?? '').toBe(record.leaderId);
      expect(opened.side).toBe(record.side);
    }
  });

  it('other files are told apart', async () => {
    const outcome = (bytes: Uint8Array) => codeOf(openInvitation(bytes, made.code));
    expect(await outcome(Buffer.from('PK\u0003\u0004 something else entirely'))).toBe(
      'invitation.not-an-invitation',
    );
    expect(await outcome(Buffer.from('DRCB1\u0001 something else entirely'))).toBe(
      'invitation.not-an-invitation',
    );
    expect(await outcome(Buffer.from('DRCI2\u0001 something else entirely'))).toBe(
      'invitation.newer-version',
    );
    expect(await outcome(Buffer.alloc(0))).toBe('invitation.damaged');
    // Whatever else a newer one says.
    const newer = encodePreamble('DRCI1', {
      ...(await readInvitationHeader(made.bytes)),
      minReader: 3,
      townId: 7,
    });
    expect(await outcome(Buffer.concat([newer, encodeClosing(sha256(newer))]))).toBe(
      'invitation.newer-version',
    );
    const huge = Buffer.concat([Buffer.from(made.bytes), Buffer.alloc(100_000)]);
    expect(await outcome(huge)).toBe('invitation.damaged');
  });

  it('is sealed with the real work factor unless a test says otherwise', async () => {
    const real = await createInvitation(terms);
    expect(Buffer.from(real.bytes).toString('latin1')).toMatch(
      new RegExp(`\n-> scrypt \\S+ ${ageWorkFactor}\n`),
    );
    expect(ageWorkFactor).toBe(17);
    expect(await codeOf(openInvitation(real.bytes, real.code))).toBe('ok');
  });
});
