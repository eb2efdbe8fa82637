import { expect, it } from 'vitest';
import { draftPlace, markOfSet } from '../../../shared/draft/place.ts';

const id = 'a'.repeat(32);

it.each([
  ['filing:new', '新建报备', '/filings/new'],
  [`filing:new:${id}`, '新建报备', `/filings/new?enterprise=${id}`],
  [`filing:${id}`, '修改报备', `/filings/${id}/edit`],
  ['meeting:new', '新建会议纪要', '/meetings/new'],
  [`enterprise:${id}`, '修改企业资料', `/enterprises/${id}/edit`],
  ['person:new', '新建人员', '/people/new'],
])('a draft %s goes on as %s', (key, label, path) => {
  expect(draftPlace(key, '')).toEqual({ label, path });
});

it('what is written down of a visit that was only planned is no change of a record', () => {
  const path = `/visits/${id}/edit`;
  expect(draftPlace(`visit:${id}`, 'e1', true)).toEqual({ label: '记录走访', path });
  expect(draftPlace(`visit:${id}`, 'e1')).toEqual({ label: '修改走访记录', path });
});

it.each([
  ['title:new:e1', '登记级别与称号', '/enterprises/e1?section=titles&form=title%3Anew%3Ae1'],
  [
    `suggestion:plan:${id}`,
    '建议修改申报计划',
    `/enterprises/e1?section=plans&form=suggestion%3Aplan%3A${id}`,
  ],
  [`link:${id}`, '修改挂钩', `/enterprises/e1?section=links&form=link%3A${id}`],
])('a draft %s goes on in a drawer of its enterprise, as %s', (key, label, path) => {
  expect(draftPlace(key, 'e1')).toEqual({ label, path });
});

it.each([
  ['suggestion:enterprise:e1', '/enterprises/e1?section=profile&form=suggestion%3Aenterprise%3Ae1'],
  ['suggestion:decline:e1:op1', '/suggestions?form=suggestion%3Adecline%3Ae1%3Aop1'],
  ['suggestion:rewrite:e1:op1', '/suggestions?form=suggestion%3Arewrite%3Ae1%3Aop1'],
  [`step:mark-reported:${id}`, `/filings/${id}?form=step%3Amark-reported%3A${id}`],
  ['attachment:new:e1:0f', '/enterprises/e1?section=attachments&form=attachment%3Anew%3Ae1%3A0f'],
  ['links:person:p1', '/people/p1?form=links%3Aperson%3Ap1'],
  ['links:chosen:0f', '/enterprises?form=links%3Achosen%3A0f'],
  ['month:2026-11', '/month?month=2026-11&form=month%3A2026-11'],
  ['town:new', '/towns?form=town%3Anew'],
  ['town:t06', '/towns/t06?form=town%3At06'],
])('a draft %s goes on in a dialog at %s', (key, path) => {
  expect(draftPlace(key, '')?.path).toBe(path);
});

it('the note of a month’s close is named as months are named elsewhere', () => {
  expect(draftPlace('month:2026-03', '')?.label).toBe('2026年3月办结说明');
});

it.each([`link:new:${id}`, 'filing:', 'filing:new:x', `suggestion:title:${id}`, 'unknown:x'])(
  'a draft %s of which nobody knows the form or the enterprise has no place',
  (key) => expect(draftPlace(key, '')).toBeUndefined(),
);

it('a set of records has one name in any order, and another set another', () => {
  expect(markOfSet(['a', 'b'])).toBe(markOfSet(['b', 'a']));
  expect(markOfSet(['a', 'b'])).not.toBe(markOfSet(['a', 'c']));
  expect(markOfSet(['a', 'b'])).toMatch(/^[0-9a-f]{16}$/);
});
