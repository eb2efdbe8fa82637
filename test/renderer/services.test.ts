// @vitest-environment happy-dom
import { afterEach, expect, it } from 'vitest';
import { queryClient } from '../../renderer/queries.ts';
import { services } from '../../renderer/services.ts';

afterEach(() => void Reflect.deleteProperty(window, 'desk'));

it('whoever lists the drafts asks again once one was kept or thrown away', async () => {
  Object.assign(window, { desk: { call: async () => ({ ok: true, value: { savedAtMs: 1 } }) } });
  const isStale = (): boolean | undefined =>
    queryClient.getQueryState(['draft.list', { prefix: '' }])?.isInvalidated;
  const listed = (): unknown => queryClient.setQueryData(['draft.list', { prefix: '' }], []);
  listed();
  await services.drafts.put('filing:new', { values: { findings: '半句' }, seen: null });
  expect(isStale()).toBe(true);
  listed();
  expect(isStale()).toBe(false);
  await services.drafts.remove('filing:new');
  expect(isStale()).toBe(true);
});
