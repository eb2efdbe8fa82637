// @vitest-environment happy-dom
import type { ReactNode } from 'react';
import { useParams } from 'react-router';
import { expect, it } from 'vitest';
import { LinkPanel } from '../../../renderer/features/person/LinkPanel.tsx';
import { PersonEdit } from '../../../renderer/features/person/PersonEdit.tsx';
import { emptyProfile } from '../../../shared/enterprise/schema.ts';
import { openTestDesk } from '../../support/desk.ts';
import { openScreen } from '../desk-screen.tsx';
import { typeInto } from '../render.tsx';

function Dossier(): ReactNode {
  const { enterpriseId = '' } = useParams();
  return <LinkPanel key={enterpriseId} enterpriseId={enterpriseId} editable />;
}

const routes = [
  { path: '/enterprises/:enterpriseId', element: <Dossier /> },
  { path: '/people/new', element: <PersonEdit /> },
];

it('a person who is missing in the link drawer is entered and then stands in it', async () => {
  const desk = openTestDesk();
  const { id } = await desk.call('enterprise.create', { profile: { ...emptyProfile, name: '甲公司' } });
  const screen = await openScreen(desk, `/enterprises/${id}`, routes);
  await screen.clickButton('建立挂钩');
  await screen.clickButton('新建人员');
  await screen.until(() => screen.path() === `/people/new?enterprise=${id}`);
  await screen.until(() => document.querySelector('[data-field="name"] input') !== null);
  await typeInto(screen.field('name'), '王建平');
  await screen.clickButton('保存');
  await screen.until(() =>
    screen.path().startsWith(`/enterprises/${id}?section=links&form=link:new:${id}&person=`),
  );
  await screen.until(
    () =>
      document.querySelector('.ant-drawer [data-field="personId"]')?.textContent?.includes('王建平') === true,
  );
  // Nor does Back open the drawer of before over a link that is saved.
  await screen.back();
  await screen.until(() => screen.path() === `/enterprises/${id}`);
  expect(document.querySelector('.ant-drawer-open')).toBeNull();
});

it('a wrong link can be taken away, after a question', async () => {
  const desk = openTestDesk();
  const { id } = await desk.call('enterprise.create', { profile: { ...emptyProfile, name: '甲公司' } });
  const person = await desk.call('person.create', {
    fields: {
      name: '王建平',
      post: '镇长',
      unit: '',
      category: 'town-leader',
      phone: '',
      inOfficeFrom: '',
      inOfficeTo: '',
    },
  });
  await desk.call('link.create', {
    enterpriseId: id,
    fields: { personId: person.id, kind: 'town-leader', fromDate: '2026-11-01', toDate: '', note: '' },
  });
  const screen = await openScreen(desk, `/enterprises/${id}`, routes);
  await screen.clickButton('删除');
  await screen.until(() => document.body.textContent.includes('删除与王建平的挂钩？'));
  expect(await desk.call('link.byEnterprise', { enterpriseId: id })).toHaveLength(1);
  const confirm = [...document.querySelectorAll<HTMLElement>('.ant-modal-confirm-btns button')].at(-1);
  confirm?.click();
  await screen.until(() => document.body.textContent.includes('还没有挂钩联系人'));
  expect(await desk.call('link.byEnterprise', { enterpriseId: id })).toEqual([]);
});
