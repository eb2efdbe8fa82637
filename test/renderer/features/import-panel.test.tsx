// @vitest-environment happy-dom
/** What the preview of a bundle says before anything is written. */
import { expect, it } from 'vitest';
import { localDate } from '../../../shared/clock.ts';
import { ExchangePage } from '../../../renderer/features/exchange/ExchangePage.tsx';
import { ImportPanel } from '../../../renderer/features/exchange/ImportPanel.tsx';
import { cityAndTown, down, exportTo, preview, up, write } from '../../support/two-desks.ts';
import { openScreen } from '../desk-screen.tsx';
import { click } from '../render.tsx';

async function answered() {
  const { city, town } = await cityAndTown();
  await down(city, town);
  await town.call('suggestion.propose', {
    entityType: 'enterprise',
    enterpriseId: 'e1',
    fields: { pool: { member: true, enteredOn: '2026-11-01', leftOn: '' } },
    seen: {},
  });
  await up(town, city);
  const [{ opId, seen } = { opId: '', seen: {} }] = await city.call('suggestion.list', {});
  write(city, 'e1', { address: '先到的一包' });
  const plain = await exportTo(city, 't06', '没有答复.drcb');
  await city.call('suggestion.accept', { items: [{ opId, seen }] });
  return { town, plain, path: await exportTo(city, 't06', '答复.drcb') };
}

it('counts the suggestions that a bundle brings beside the answers that it brings', async () => {
  const { town, path } = await answered();
  const found = { ...(await preview(town, path)), suggestions: 2 };
  const nothing = (): void => undefined;
  const screen = await openScreen(town, '/', [
    {
      path: '/',
      element: <ImportPanel preview={found} onPreview={nothing} onImported={nothing} onClose={nothing} />,
    },
  ]);
  expect(screen.container.textContent).toContain('建议答复采纳 1 条');
  expect(screen.container.textContent).toContain('修改建议2 条');
});

it('unfolds the answers of a bundle that is opened while another one is shown', async () => {
  const { town, plain, path } = await answered();
  const screen = await openScreen(town, '/exchange', [{ path: '/exchange', element: <ExchangePage /> }]);
  const open = async (file: string, text: string): Promise<void> => {
    town.dialogAnswers.push(file);
    await screen.clickButton('导入数据包');
    await screen.until(() => screen.container.textContent.includes(text));
  };
  await open(plain, '导入预览');
  expect(screen.container.textContent).not.toContain('建议答复');
  await open(path, '建议答复');
  expect(screen.container.querySelector('.ant-collapse-item-active')?.textContent).toContain('市培育库');
});

it('asks whether both codes were compared before a laptop is believed', async () => {
  const { city, town } = await cityAndTown();
  await down(city, town);
  write(town, 'e1', { note: '镇里写的' });
  const path = await exportTo(town, '', '上报.drcb');
  const found = { ...(await preview(city, path)), unconfirmed: true };
  const nothing = (): void => undefined;
  const screen = await openScreen(city, '/', [
    {
      path: '/',
      element: <ImportPanel preview={found} onPreview={nothing} onImported={nothing} onClose={nothing} />,
    },
  ]);
  await screen.clickButton('确认这台电脑');
  const { cityFingerprint } = await city.call('session.info', {});
  const dialog = (): Element | null => document.querySelector('.ant-modal');
  await screen.until(() => dialog()?.textContent?.includes(cityFingerprint) === true);
  expect(dialog()?.textContent).toContain(found.from.fingerprint);
  const confirm = await screen.button('确认登记');
  expect(confirm.hasAttribute('disabled')).toBe(true);
  await click(dialog()?.querySelector('input[type=checkbox]') as HTMLElement);
  expect(confirm.hasAttribute('disabled')).toBe(false);
});

it('says what becomes of an enterprise whose records the bundle clears here, and asks once', async () => {
  const { town, plain } = await answered();
  const name = '森松（江苏）重工有限公司';
  const found = { ...(await preview(town, plain)), clearing: [name], retiring: [name] };
  const nothing = (): void => undefined;
  const screen = await openScreen(town, '/', [
    {
      path: '/',
      element: <ImportPanel preview={found} onPreview={nothing} onImported={nothing} onClose={nothing} />,
    },
  ]);
  const text = screen.container.textContent;
  expect(text).toContain(`导入后从本机清除 1 家企业的记录：${name}`);
  expect(text).toContain('市发改委已确认全部收到并保存');
  expect(text).not.toContain('不再由本机管理：');
  expect(text.split('已核对，确认导入')).toHaveLength(2);
});

it('leaves what an import brought on the page, with what is to be done next', async () => {
  const { city, town } = await cityAndTown();
  await down(city, town);
  await up(town, city);
  await town.call('suggestion.propose', {
    entityType: 'enterprise',
    enterpriseId: 'e1',
    fields: { pool: { member: true, enteredOn: '2026-11-01', leftOn: '' } },
    seen: {},
  });
  const path = await exportTo(town, '', '带建议.drcb');
  const screen = await openScreen(city, '/exchange', [{ path: '/exchange', element: <ExchangePage /> }]);
  city.dialogAnswers.push(path);
  await screen.clickButton('导入数据包');
  await screen.until(() => screen.container.textContent.includes('导入预览'));
  await screen.until(() => importButton(screen.container) !== undefined);
  await click(importButton(screen.container) as HTMLElement);
  await screen.until(() => screen.container.textContent.includes('导入完成'));
  expect(screen.container.textContent).toContain('其中修改建议 1 条');
  expect(screen.find('a[href="/suggestions"]').textContent).toBe('去答复建议');
  expect(screen.container.querySelector('a[href="/conflicts"]')).toBeNull();
  await screen.clickButton('导出回给白蒲镇');
  await screen.until(() =>
    (document.querySelector('.ant-modal')?.textContent ?? '').includes('导出给白蒲镇'),
  );
});

function importButton(page: HTMLElement): HTMLElement | undefined {
  return [...page.querySelectorAll<HTMLElement>('.desk-form-actions button')].find((button) =>
    /^导\s*入$/.test(button.textContent),
  );
}

it('says that one of the two clocks is wrong when a bundle is dated far off, and only then', async () => {
  const { city, town } = await cityAndTown();
  const path = await exportTo(city, 't06', '下发.drcb');
  const { createdAtMs } = await preview(town, path);
  const day = 86_400_000;
  const nothing = (): void => undefined;
  const textAt = async (nowMs: number): Promise<string> => {
    town.setNow(nowMs);
    const found = await preview(town, path);
    const { container } = await openScreen(town, '/', [
      {
        path: '/',
        element: <ImportPanel preview={found} onPreview={nothing} onImported={nothing} onClose={nothing} />,
      },
    ]);
    return container.textContent;
  };
  expect(await textAt(createdAtMs + 39 * day)).not.toContain('请核对双方电脑的时钟');
  for (const days of [41, -41]) {
    expect(await textAt(createdAtMs + days * day)).toContain(
      `这个数据包注明的制作日期是 ${localDate(createdAtMs)}，与本机日期相差较大，请核对双方电脑的时钟；内容照常导入。`,
    );
  }
});
