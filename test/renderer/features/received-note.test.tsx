// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { ReceivedNote } from '../../../renderer/features/exchange/ReceivedNote.tsx';
import { render } from '../render.tsx';

it('names what was not received, keeps what was passed over in a list that opens, and only counts the system’s files', async () => {
  const page = await render(
    <ReceivedNote
      received={3}
      refused={[{ fileName: '石庄镇.drcb', reason: '文件不完整' }]}
      skipped={[{ fileName: '说明.txt', reason: '不是数据包（扩展名 .drcb）' }]}
      ignored={2}
    />,
  );
  const passedOver = page.find('details') as HTMLDetailsElement;
  expect(passedOver.open).toBe(false);
  expect(passedOver.textContent).toBe('跳过 1 个，查看是哪些说明.txt：不是数据包（扩展名 .drcb）');
  expect(page.container.textContent).toContain('收下 3 个数据包，1 个没有收下：石庄镇.drcb：文件不完整');
  expect(page.container.textContent).toContain('另有 2 个系统文件或隐藏文件，不用处理。');
  await page.rerender(<ReceivedNote received={0} refused={[]} skipped={[]} ignored={0} />);
  expect(page.container.textContent).toBe('文件夹里没有数据包。');
  await page.unmount();
});
