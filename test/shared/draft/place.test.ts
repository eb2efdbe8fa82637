import { expect, it } from 'vitest';
import { draftPlace } from '../../../shared/draft/place.ts';

const id = 'a'.repeat(32);

it.each([
  ['filing:new', '新建报备', '/filings/new'],
  [`filing:new:${id}`, '新建报备', `/filings/new?enterprise=${id}`],
  [`filing:${id}`, '修改报备', `/filings/${id}/edit`],
  ['meeting:new', '新建会议记录', '/meetings/new'],
  [`enterprise:${id}`, '修改企业资料', `/enterprises/${id}/edit`],
  ['person:new', '新建人员', '/people/new'],
])('a draft %s goes on as %s', (key, label, path) => {
  expect(draftPlace(key)).toEqual({ label, path });
});

it.each([`link:new:${id}`, 'filing:', 'filing:new:x', `suggestion:title:${id}`])(
  'a draft %s is shown where its drawer opens',
  (key) => expect(draftPlace(key)).toBeUndefined(),
);
