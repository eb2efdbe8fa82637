import { expect, it } from 'vitest';
import { seenByEdit } from '../../../shared/record/seen.ts';

it('counts a typed field as seen when the typing began, an untouched one as it is shown, a new one as seen empty', () => {
  const seen = seenByEdit({
    touched: { findings: '上周', conclusion: '上周' },
    seen: { findings: ['old'], note: ['old'] },
    seenAtOpening: { findings: ['new'], conclusion: ['new'], note: ['new'] },
  });
  expect(seen).toEqual({ findings: ['old'], conclusion: [], note: ['new'] });
});
