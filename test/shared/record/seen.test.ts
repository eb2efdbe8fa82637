import { expect, it } from 'vitest';
import { seenByEdit } from '../../../shared/record/seen.ts';

it('counts a typed field as seen when the typing in it began, an untouched one as it is shown, a new one as seen empty', () => {
  const seen = seenByEdit({
    typedSeen: {
      findings: { findings: ['old'], note: ['old'] },
      conclusion: { findings: ['old'], note: ['old'] },
      place: { findings: ['new'], place: ['new'] },
    },
    seenAtOpening: { findings: ['newest'], conclusion: ['newest'], place: ['newest'], note: ['newest'] },
  });
  expect(seen).toEqual({ findings: ['old'], conclusion: [], place: ['new'], note: ['newest'] });
});

it('counts a field that has several parts in the form as seen when the first of them was typed in', () => {
  const seen = seenByEdit(
    {
      typedSeen: { reason: { pool: ['older'] }, leftOn: { pool: ['old'] }, pool: { pool: ['new'] } },
      seenAtOpening: { pool: ['newest'] },
    },
    (name) => (name === 'leftOn' ? 'pool' : name),
  );
  expect(seen['pool']).toEqual(['old']);
});
