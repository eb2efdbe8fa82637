import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { displayName } from '../../../shared/exchange/wire.ts';
import { deskNames } from '../../../shared/session/contract.ts';
import { headerName, typedName } from '../../../shared/text/display-name.ts';
import { townFields } from '../../../shared/town/contract.ts';

/** Names with what pasting from a web page or a document brings along. */
const anyName = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '白',
        '蒲',
        '镇',
        'e\u0301',
        '\u200b',
        '\u200f',
        '\u202e',
        '\ufeff',
        '\u2028',
        '\u0007',
      ),
      fc.constantFrom('\ud83c', '🏭', ' ', '\t', '\n', '\u00ad'),
      fc.string({ unit: 'binary', maxLength: 2 }),
    ),
    { maxLength: 70 },
  )
  .map((pieces) => pieces.join(''));

describe('a name that will travel', () => {
  it('is taken by every screen only when the bundle format takes it too', () => {
    fc.assert(
      fc.property(anyName, (name) => {
        const town = townFields.safeParse({ name, alias: '' });
        if (town.success) expect(displayName.safeParse(town.data.name).success).toBe(true);
        const names = deskNames.safeParse({ officer: name, deviceName: name });
        if (!names.success) return;
        expect(displayName.safeParse(names.data.officer).success).toBe(true);
        expect(names.data.officer.isWellFormed()).toBe(true);
        expect(names.data.officer.normalize('NFC')).toBe(names.data.officer);
      }),
    );
  });

  it('that is stored already goes into a header as what can be seen of it', () => {
    fc.assert(
      fc.property(anyName, (name) => {
        const shown = headerName(name);
        expect(displayName.safeParse(shown).success).toBe(true);
        expect(shown.isWellFormed()).toBe(true);
        expect(headerName(shown)).toBe(shown);
      }),
    );
    expect(headerName('白蒲\u200b镇')).toBe('白蒲镇');
    expect(headerName('\u200b')).toBe('未命名');
    expect(headerName(`${'镇'.repeat(59)}🏭`)).toBe('镇'.repeat(59));
  });

  it('is refused with a sentence that names the field', () => {
    const refused = typedName('名称', 30).safeParse('白蒲\u200b镇');
    expect(refused.error?.issues[0]?.message).toBe('名称中有看不见的字符，请重新输入');
  });
});
