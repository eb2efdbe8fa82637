// @vitest-environment happy-dom
import { expect, it, vi } from 'vitest';
import { BackupChoice } from '../../../../renderer/features/session/BackupChoice.tsx';
import { createMemoryServices } from '../../../../renderer/ui/kitServices.tsx';
import { noticeTexts } from '../../../../shared/notice/texts.ts';
import { click, render } from '../../render.tsx';

const backup = {
  name: 'desk-20261124T020000Z-daily.db',
  atMs: Date.UTC(2026, 10, 24, 2),
  reason: 'daily',
  sizeBytes: 300_000,
  inFuture: false,
} as const;

it('says before a restore what comes back by itself and what has to be typed again', async () => {
  const onRestore = vi.fn(async () => undefined);
  const page = await render(
    <BackupChoice
      backups={[backup]}
      onRestore={onRestore}
      busy={false}
      unexported={{ total: 4, latest: ['南通中铁华宇 联系人', '如皋甲公司 备案'] }}
    />,
    createMemoryServices(),
  );
  await click(page.find('td button'));
  const asked = document.querySelector('.ant-modal-confirm')?.textContent ?? '';
  expect(asked).toContain('导入过的数据包：放回收件箱，再导入一次');
  expect(asked).toContain('已导出的：随对方的下一个数据包补回');
  expect(asked).toContain('没有导出的内容和草稿：要重新录入，请先导出或记下');
  expect(asked).toContain('4 条未导出：南通中铁华宇 联系人；如皋甲公司 备案 等');
  expect(asked).toContain('把现在的样子另存一份备份');
  expect(onRestore).not.toHaveBeenCalled();
  await page.unmount();
});

it.each(['restored', 'restored-alone', 'rolled-back'] as const)('says it again afterwards: %s', (kind) => {
  expect(noticeTexts[kind]).toContain('还没有导出的不在其中，请重新录入');
});
