import { describe, expect, it } from 'vitest';
import { checkForm } from '../../../renderer/ui/formErrors.ts';
import type { Rewritable } from '../../../shared/suggestion/contract.ts';
import {
  isRewritable,
  rewriteForm,
  rewrittenProposal,
  seenByRewrite,
} from '../../../shared/suggestion/rewrite.ts';

const towns = [
  { id: 't06', name: '白蒲镇' },
  { id: 't10', name: '长江镇' },
];
const about = { enterpriseId: 'e1', replaces: 'a'.repeat(64), reason: '' };
const inPool = { member: true, enteredOn: '2026-01-01', leftOn: '' };

const enterprise: Rewritable = {
  entityType: 'enterprise',
  standing: { name: '甲', townId: 't06', pool: inPool },
  suggested: { pool: { member: false, enteredOn: '2026-01-01', leftOn: '2026-11-01' } },
  seen: { pool: ['b'.repeat(64)] },
};

describe('the form in which a suggestion is worded anew', () => {
  it('begins with what was suggested over what stands', () => {
    const { values } = rewriteForm(
      {
        entityType: 'title',
        standing: { level: 'giant', note: '备', enterpriseId: 'e1' },
        suggested: { level: 'small' },
        seen: {},
      },
      towns,
    );
    expect(values).toEqual({
      level: 'small',
      certificateNumber: '',
      grantedOn: '',
      validUntil: '',
      note: '备',
    });
    expect(rewriteForm(enterprise, towns).values).toEqual({
      townId: '',
      pool: 'out',
      enteredOn: '',
      leftOn: '2026-11-01',
    });
  });

  it('proposes what the form says, over what was seen, and leaves out what is to stay', () => {
    const { values } = rewriteForm(enterprise, towns);
    expect(rewrittenProposal(enterprise, { ...values, leftOn: '2026-11-20' }, about)).toEqual({
      ...about,
      entityType: 'enterprise',
      fields: { pool: { member: false, enteredOn: '2026-01-01', leftOn: '2026-11-20' } },
      seen: enterprise.seen,
    });
    expect(rewrittenProposal(enterprise, { ...values, pool: '', townId: 't10' }, about)).toMatchObject({
      fields: { townId: 't10' },
    });
  });

  it('of last week names what stood when its typing began, for the record’s field that was typed in', () => {
    const [old, now] = [['c'.repeat(64)], ['d'.repeat(64)]];
    const before = { townId: old, pool: old };
    const seenAtOpening = { townId: now, pool: now };
    expect(seenByRewrite({ typedSeen: { leftOn: before }, seenAtOpening })).toEqual({
      townId: now,
      pool: old,
    });
    expect(seenByRewrite({ typedSeen: { townId: before }, seenAtOpening })).toEqual({
      townId: old,
      pool: now,
    });
  });

  it('says what is missing when nothing is proposed, or no day', () => {
    const { spec, schema, values } = rewriteForm(enterprise, towns);
    expect(checkForm(spec, { ...values, pool: '' }, schema)['']).toContain('请至少填写一项');
    expect(rewrittenProposal(enterprise, { ...values, pool: null }, about)).toBeUndefined();
    expect(checkForm(spec, { ...values, leftOn: '' }, schema)).toHaveProperty('leftOn');
    expect(checkForm(spec, values, schema)).toEqual({});
  });

  it('is offered only for what the forms of a town propose', () => {
    expect(isRewritable('enterprise', ['townId', 'pool'])).toBe(true);
    expect(isRewritable('enterprise', ['address'])).toBe(false);
    expect(isRewritable('plan', ['year'])).toBe(true);
    expect(isRewritable('title', ['deleted'])).toBe(false);
    expect(isRewritable('constructor', [])).toBe(false);
  });
});
