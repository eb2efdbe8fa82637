// @vitest-environment happy-dom
/** 导出数据包: why which month is proposed, and what the two numbers mean. */
import { type ReactNode, useState } from 'react';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { ExportDialog } from '../../../renderer/features/exchange/ExportDialog.tsx';
import { useCall } from '../../../renderer/queries.ts';
import { cityAndTown } from '../../support/two-desks.ts';
import { openScreen } from '../desk-screen.tsx';

function Export(): ReactNode {
  const peer = useCall('exchange.peers', {}).data?.find(({ townId }) => townId === 't06');
  const [open, setOpen] = useState(true);
  return peer && open ? <ExportDialog peer={peer} onClose={() => setOpen(false)} /> : null;
}

afterEach(() => {
  vi.useRealTimers();
});

it.each([
  ['2026-12-10T09:00:00+08:00', true],
  ['2026-12-11T09:00:00+08:00', false],
])('says at %s why the month before is proposed: %s', async (now, isSaid) => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(now) });
  const { city } = await cityAndTown();
  const screen = await openScreen(city, '/', [{ path: '/', element: <Export /> }]);
  const dialog = (): string => document.querySelector('.ant-modal')?.textContent ?? '';
  await screen.until(() => dialog().includes('待导出'));
  expect(dialog().includes('每月前 10 天默认交上月的')).toBe(isSaid);
  await screen.close();
});

it('says how many records the bundle holds and how many of them are new', async () => {
  const { city } = await cityAndTown();
  const path = join(city.folder, '给白蒲镇.drcb');
  const screen = await openScreen(city, '/', [{ path: '/', element: <Export /> }]);
  const dialog = (): string => document.querySelector('.ant-modal')?.textContent ?? '';
  await screen.until(() => /待导出 \d+ 条/.test(dialog()));
  const waiting = Number(/待导出 (\d+) 条/.exec(dialog())?.[1]);
  city.dialogAnswers.push(path);
  await screen.clickButton('选择位置并导出');
  await screen.until(() => dialog().includes('已读回核对'));
  expect(waiting).toBeGreaterThan(0);
  expect(dialog()).toContain(`其中 ${waiting} 条是新的`);
  await screen.close();
});
