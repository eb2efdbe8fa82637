// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { AssignDialog } from '../../../renderer/features/enterprise/BulkActions.tsx';
import { openCityDesk } from '../../support/joined.ts';
import { write } from '../../support/two-desks.ts';
import { openScreen } from '../desk-screen.tsx';

it('names the one enterprise, where it belongs now, and the leaders of that town who stay linked', async () => {
  const city = await openCityDesk();
  write(city, 'e1', { name: '甲重工有限公司', townId: 't06' });
  const { id: personId } = await city.call('person.create', {
    fields: {
      name: '李镇长',
      post: '镇长',
      unit: '白蒲镇',
      category: 'town-leader',
      phone: '',
      inOfficeFrom: '2024-01-01',
      inOfficeTo: '',
    },
  });
  const link = { personId, kind: 'town-leader', fromDate: '2024-02-01', toDate: '', note: '' } as const;
  await city.call('link.create', { enterpriseId: 'e1', fields: link });
  const nothing = (): void => undefined;
  const dialog = (ids: readonly string[]) => (
    <AssignDialog ids={ids} towns={[]} onClose={nothing} onDone={nothing} />
  );
  const screen = await openScreen(city, '/', [{ path: '/', element: dialog(['e1']) }]);
  const text = (): string => document.querySelector('.ant-modal')?.textContent ?? '';
  await screen.until(() => text().includes('白蒲镇领导的挂钩不会自动结束：李镇长（镇长）'));
  expect(text()).toContain('将“甲重工有限公司”分派到');
  expect(text()).toContain('现属白蒲镇');
  await screen.close();
  const several = await openScreen(city, '/', [{ path: '/', element: dialog(['e1', 'e2']) }]);
  await several.until(() => text().includes('原镇区领导的挂钩不会自动结束'));
});
