import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { difference } from '../../../shared/text/difference.ts';

const marked = (before: string, after: string): string =>
  difference(before, after)
    .map(({ text, kind }) => (kind === 'kept' ? text : kind === 'new' ? `[+${text}]` : `[-${text}]`))
    .join('');

describe('the difference of two texts', () => {
  it('marks what is new and what is gone, numbers whole', () => {
    expect(marked('白蒲镇工业路12号', '白蒲镇工业大道128号')).toBe('白蒲镇工业[-路12][+大道128]号');
    expect(marked('', '新')).toBe('[+新]');
    expect(marked('旧', '')).toBe('[-旧]');
    expect(marked('一样', '一样')).toBe('一样');
    expect(marked('甲乙丙', '甲丙丁')).toBe('甲[-乙]丙[+丁]');
  });

  it('gives both texts back, whatever they are', () => {
    const text = fc.string({ unit: fc.constantFrom('甲', '乙', 'a', '1', ' ', '\n', '😀'), maxLength: 60 });
    fc.assert(
      fc.property(text, text, (before, after) => {
        const pieces = difference(before, after);
        const without = (kind: string): string =>
          pieces.flatMap((piece) => (piece.kind === kind ? [] : [piece.text])).join('');
        expect(without('new')).toBe(before);
        expect(without('gone')).toBe(after);
      }),
    );
  });

  it('calls texts that have nothing in common rewritten', () => {
    const [before, after] = ['甲乙'.repeat(2000), '丙丁'.repeat(2000)];
    expect(difference(before, after)).toEqual([
      { text: before, kind: 'gone' },
      { text: after, kind: 'new' },
    ]);
  });
});
