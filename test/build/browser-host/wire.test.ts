import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createWire } from '../../../build/browser-host/worlds/wire.ts';

const wire = createWire();
const carry = (value: unknown): unknown => wire.decode(wire.encode(value));

describe('values between page and main process', () => {
  test.each<[string, unknown]>([
    ['undefined', undefined],
    ['a list with undefined', [undefined, null]],
    ['an object with undefined', { a: undefined }],
    ['not a number', Number.NaN],
    ['negative zero', -0],
    ['infinities', [Infinity, -Infinity]],
    ['a big integer', 123_456_789_012_345_678_901_234_567_890n],
    ['a date', new Date(1_793_491_200_000)],
    ['an invalid date', new Date(Number.NaN)],
    ['a map with object keys', new Map<unknown, unknown>([[{ a: 1 }, new Set([1, undefined])]])],
    ['a regular expression', /如皋\/(.)/giu],
    ['bytes', new Uint8Array([0, 255, 128])],
    ['a wide view', new Float64Array([1.5, -0])],
    ['a buffer', new Uint8Array([1, 2, 3]).buffer],
    ['boxed values', [Object('a'), Object(1), Object(true)]],
    ['text of every kind', '长江镇 𠮷 \u0000 \n " \\ \u2028 \ud800'],
    ['a key that JSON treats specially', JSON.parse('{"__proto__": {"a": 1}}')],
    ['a sparse list', Object.assign([], { 3: 'x' })],
  ])('carries %s', (_name, value) => {
    expect(carry(value)).toEqual(structuredClone(value));
  });

  test('agrees with structuredClone on any data', () => {
    fc.assert(
      fc.property(
        fc.anything({
          withBigInt: true,
          withDate: true,
          withMap: true,
          withSet: true,
          withTypedArray: true,
          withSparseArray: true,
        }),
        (value) => {
          expect(carry(value)).toEqual(structuredClone(value));
        },
      ),
    );
  });

  test.each<[string, (list: Record<string, unknown>[]) => void]>([
    ['unchanged', () => undefined],
    ['with a value changed', (list) => Object.assign(list[700]!, { name: 'other' })],
    ['with a key more', (list) => Object.assign(list[0]!, { more: undefined })],
    ['with a key less', (list) => delete list[2]!['name']],
    ['with a row more', (list) => list.push({ name: 'last' })],
    ['with a class in it', (list) => Object.setPrototypeOf(list[5]!, { shared: 1 })],
    ['with a row twice', (list) => list.push(list[0]!)],
  ])('carries a long list on as it is now: %s', (_name, change) => {
    const list = carry(
      Array.from({ length: 2000 }, (_, index) => ({ index, name: `企业${index}` })),
    ) as Record<string, unknown>[];
    change(list);
    expect(carry(list)).toEqual(structuredClone(list));
  });

  test('carries only the part of a buffer that a view shows', () => {
    const view = new Uint8Array([1, 2, 3, 4]).subarray(1, 3);
    expect((carry(view) as Uint8Array).buffer.byteLength).toBe(2);
  });

  test('keeps cycles and shared objects', () => {
    const shared = { name: '搬经镇' };
    const ring: Record<string, unknown> = { first: shared, second: shared };
    ring['self'] = ring;
    const copy = carry(ring) as { first: object; second: object; self: object };
    expect(copy.first).toBe(copy.second);
    expect(copy.self).toBe(copy);
  });

  test('drops prototypes and keeps own values', () => {
    class Town {
      readonly name = '江安镇';
      greet(): string {
        return this.name;
      }
    }
    const copy = carry(new Town()) as object;
    expect(Object.getPrototypeOf(copy)).toBe(Object.prototype);
    expect(copy).toEqual({ name: '江安镇' });
  });

  test('keeps name, message and cause of an error and nothing else', () => {
    const error = Object.assign(new RangeError('too far', { cause: 7 }), { secret: 1 });
    const copy = carry({ error }) as { error: RangeError };
    expect(copy.error).toBeInstanceOf(RangeError);
    expect(copy.error.message).toBe('too far');
    expect(copy.error.cause).toBe(7);
    expect(copy.error).not.toHaveProperty('secret');
  });

  test.each<[string, unknown]>([
    ['a function', () => 1],
    ['a function deep inside', { a: [{ b: () => 1 }] }],
    ['a symbol', Symbol('x')],
    ['a promise', Promise.resolve(1)],
    ['a weak map', new WeakMap()],
    ['a compiled module of the platform', new WebAssembly.Memory({ initial: 1 })],
  ])('refuses %s with the sentence Electron uses', (_name, value) => {
    expect(() => wire.encode(value)).toThrow('An object could not be cloned.');
  });
});
