import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mediumFileBytes, partName, planParts, sealedBytes } from '../../../shared/exchange/parts.ts';

const blob = fc.record({ sha256: fc.uuid(), size: fc.nat(20_000_000) });

describe('the parts of a hand-over', () => {
  it('carry every attachment once, none larger than the medium takes unless it holds a single attachment', () => {
    fc.assert(
      fc.property(fc.array(blob, { maxLength: 60 }), fc.nat(16_000_000), (blobs, firstBytes) => {
        const limitBytes = mediumFileBytes.mail;
        const parts = planParts({ firstBytes, furtherBytes: 4000, blobs, limitBytes });
        expect(parts.flatMap((part) => part.blobs).toSorted(bySize)).toEqual(blobs.toSorted(bySize));
        for (const [index, part] of parts.entries()) {
          const isAlone = part.blobs.length <= (index === 0 ? 0 : 1);
          expect(isAlone || sealedBytes(part.bytes) <= limitBytes).toBe(true);
        }
        for (const part of parts.slice(1)) expect(part.blobs.length).toBeGreaterThan(0);
      }),
    );
  });

  it('are one when everything fits, also without attachments', () => {
    const plan = (blobs: { size: number }[], limitBytes: number): number[] =>
      planParts({ firstBytes: 1_000_000, furtherBytes: 1000, blobs, limitBytes }).map(
        (part) => part.blobs.length,
      );
    expect(plan([], mediumFileBytes.stick)).toEqual([0]);
    expect(plan([{ size: 5_000_000 }, { size: 8_000_000 }], mediumFileBytes.mail)).toEqual([2]);
    expect(plan([{ size: 9_000_000 }, { size: 8_000_000 }], mediumFileBytes.mail)).toEqual([1, 1]);
    // What is too large for the mail by itself still has its part; the screen says so.
    expect(plan([{ size: 19_000_000 }, { size: 100 }], mediumFileBytes.mail)).toEqual([1, 1]);
  });

  it('with tens of thousands of small attachments stay within the frames a reader takes', () => {
    const blobs = Array.from({ length: 120_000 }, () => ({ size: 10 }));
    const parts = planParts({ firstBytes: 0, furtherBytes: 0, blobs, limitBytes: mediumFileBytes.stick });
    expect(parts.map((part) => part.blobs.length)).toEqual([50_000, 50_000, 20_000]);
  });

  it('are named by their place', () => {
    const name = '市发改委至白蒲镇_2026-11.drcb';
    expect(partName(name, 1, 1)).toBe(name);
    expect(partName(name, 1, 3)).toBe('市发改委至白蒲镇_2026-11_第1包共3包.drcb');
    expect(partName(partName(name, 1, 3), 2, 3)).toBe('市发改委至白蒲镇_2026-11_第2包共3包.drcb');
    expect(partName('E:\\报送_第1包共3包.DRCB', 3, 3)).toBe('E:\\报送_第3包共3包.drcb');
    expect(partName('报送', 1, 1)).toBe('报送.drcb');
  });
});

const bySize = (a: { sha256: string; size: number }, b: { sha256: string; size: number }): number =>
  a.size - b.size || a.sha256.localeCompare(b.sha256);
