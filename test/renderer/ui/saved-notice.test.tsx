// @vitest-environment happy-dom
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { expect, it } from 'vitest';
import { useNotice } from '../../../renderer/ui/useNotice.tsx';
import { click, render } from '../render.tsx';

it.each([
  ['C:\\Users\\li\\Documents\\报备20261124.xlsx', 'C:\\Users\\li\\Documents'],
  ['/home/li/文档/报备20261124.xlsx', '/home/li/文档'],
])('names the saved file %s, its folder and the way there', async (path, folder) => {
  let opened = 0;
  function Saver(): ReactNode {
    const notice = useNotice();
    return <Button onClick={() => notice.saved('已导出 3 条', path, () => (opened += 1))}>导出</Button>;
  }
  const page = await render(<Saver />);
  await click(page.find('button'));
  const toast = document.querySelector('.desk-saved-text');
  expect(toast?.textContent).toContain('已导出 3 条：报备20261124.xlsx');
  expect(toast?.querySelector('.desk-saved-folder')?.textContent).toBe(`位置：${folder}`);
  await click(toast?.querySelector('button') as HTMLElement);
  expect(opened).toBe(1);
  await page.unmount();
});
