import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, parseCanonicalJson } from '../../../shared/log/canonical.ts';

const plainText = fc.string({ unit: 'binary' }).map((text) => text.toWellFormed().normalize('NFC'));
const { value: anyValue } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constant(null),
    fc.boolean(),
    fc.maxSafeInteger().map((n) => (n === 0 ? 0 : n)),
    plainText,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(
      plainText.filter((key) => key !== '__proto__'),
      tie('value'),
      { maxKeys: 4 },
    ),
  ),
}));

describe('canonicalJson', () => {
  it('sorts keys by code unit and leaves out white space and undefined', () => {
    expect(canonicalJson({ b: [1, null, true], a: '镇', 中: { z: -5, y: undefined } })).toBe(
      '{"a":"镇","b":[1,null,true],"中":{"z":-5}}',
    );
  });

  it.each([1.5, -0, 2 ** 53, Number.NaN, Number.POSITIVE_INFINITY, 1n, undefined])(
    'refuses %s, which has no one spelling',
    (value) => {
      expect(() => canonicalJson(value)).toThrow(TypeError);
    },
  );
});

describe('parseCanonicalJson', () => {
  it('reads back whatever canonicalJson writes', () => {
    fc.assert(
      fc.property(anyValue, (value) => {
        const text = canonicalJson(value);
        expect(canonicalJson(parseCanonicalJson(text))).toBe(text);
      }),
    );
  });

  it.each([
    ['a key twice', '{"a":1,"a":1}'],
    ['white space', '{"a": 1}'],
    ['a final line feed', '{"a":1}\n'],
    ['unsorted keys', '{"b":1,"a":2}'],
    ['a fraction', '{"a":1.0}'],
    ['an exponent', '{"a":1e3}'],
    ['minus zero', '[-0]'],
    ['an integer past 2^53', '[9007199254740993]'],
    ['a needless escape', '["\\u0041"]'],
    ['a lone surrogate', '["\\ud800"]'],
    ['text that is not NFC', '["e\u0301"]'],
    ['a prototype key', '{"__proto__":{}}'],
    ['half a value', '{"a":'],
    ['nothing', ''],
    ['a byte order mark', '\ufeff{}'],
    ['33 levels', `${'['.repeat(33)}${']'.repeat(33)}`],
    ['a million levels', '['.repeat(1_000_000)],
    ['an endless string', `"${'\\"'.repeat(500_000)}`],
  ])('refuses %s', (_, text) => {
    expect(() => parseCanonicalJson(text)).toThrow(SyntaxError);
  });

  it('counts only brackets outside strings', () => {
    const text = canonicalJson({ a: '['.repeat(100), b: '\\"[[' });
    expect(parseCanonicalJson(text)).toEqual({ a: '['.repeat(100), b: '\\"[[' });
  });
});
