import { describe, expect, it } from 'vitest';
import { type AnchorFacts, anchorProblem, type AnchorRecord } from '../../../shared/session/anchor.ts';

const [a, b, c] = ['a'.repeat(64), 'b'.repeat(64), 'c'.repeat(64)];
const anchor: AnchorRecord = {
  v: 2,
  incarnation: '1'.repeat(32),
  commits: { n: 7, hash: a },
  audit: { n: 3, hash: b },
  machine: c,
};
const facts: AnchorFacts = { incarnation: '1'.repeat(32), machine: c, commitHash: a, auditHash: b };
const problemWith = (different: Partial<AnchorFacts>) => anchorProblem(anchor, { ...facts, ...different });

describe('a database beside its anchor', () => {
  it('fits when both chains have the hashes the anchor names, however much longer they are', () => {
    expect(anchorProblem(anchor, facts)).toBeNull();
  });

  it('is behind when either chain ends before', () => {
    expect(problemWith({ commitHash: undefined })).toBe('behind-anchor');
    expect(problemWith({ auditHash: undefined })).toBe('behind-anchor');
  });

  it('has another history when a hash or the incarnation differs', () => {
    expect(problemWith({ commitHash: b })).toBe('other-history');
    expect(problemWith({ auditHash: a })).toBe('other-history');
    expect(problemWith({ incarnation: '2'.repeat(32) })).toBe('other-history');
  });

  it('was copied when the machine differs, and not when either machine has no id', () => {
    expect(problemWith({ machine: a })).toBe('other-machine');
    expect(problemWith({ machine: a, commitHash: undefined })).toBe('other-machine');
    expect(problemWith({ machine: '' })).toBeNull();
    expect(anchorProblem({ ...anchor, machine: '' }, facts)).toBeNull();
  });

  it('fits nothing when there is no anchor', () => {
    expect(anchorProblem(undefined, facts)).toBe('anchor-missing');
  });
});
