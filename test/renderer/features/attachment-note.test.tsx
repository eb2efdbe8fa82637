// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { DossierScreen } from '../../../renderer/features/enterprise/DossierScreen.tsx';
import { storeAllDrafts } from '../../../renderer/ui/draftKeeper.ts';
import { emptyProfile } from '../../../shared/enterprise/schema.ts';
import { openTestDesk, placeFile } from '../../support/desk.ts';
import { openScreen } from '../desk-screen.tsx';
import { click, passTime, typeInto } from '../render.tsx';

const text = (): string => document.body.textContent ?? '';

it('what was typed about a file waits until it is chosen again, is not offered for another, and goes with it', async () => {
  const desk = openTestDesk({ side: 'city' });
  const { id } = await desk.call('enterprise.create', { profile: { ...emptyProfile, name: '甲公司' } });
  const routes = [
    {
      path: '/enterprises/:enterpriseId',
      element: (
        <DossierScreen
          slots={{
            links: () => null,
            filings: () => null,
            visits: () => null,
            problems: () => null,
            calendar: () => null,
          }}
        />
      ),
    },
  ];
  const note = (): HTMLInputElement | null => document.querySelector('.ant-modal .desk-dialog-input');
  const cancel = (): HTMLElement =>
    document.querySelector('.ant-modal-footer .ant-btn-default') as HTMLElement;
  const [certificate, photo] = [placeFile(desk, '证书.pdf', '一'), placeFile(desk, '照片.jpg', '二')];
  const page = `/enterprises/${id}?section=attachments`;
  const first = await openScreen(desk, page, routes);
  desk.dialogAnswers.push(certificate);
  await first.clickButton('添加附件');
  await first.until(() => note()?.disabled === false);
  await typeInto(note() as HTMLInputElement, '2024 年省级认定证书');
  await passTime(() => storeAllDrafts());
  await first.close();

  const again = await openScreen(desk, page, routes);
  await again.clickButton('继续填写');
  await again.until(() => text().includes('“证书.pdf”的说明还在'));
  expect(text()).not.toContain('没有填完：');
  desk.dialogAnswers.push(photo);
  await again.clickButton('选择文件');
  await again.until(() => note()?.disabled === false);
  expect(note()?.value).toBe('');
  await click(cancel());
  await again.until(() => note() === null && text().includes('“证书.pdf”的说明还在'));
  desk.dialogAnswers.push(certificate);
  await again.clickButton('选择文件');
  await again.until(() => note()?.value === '2024 年省级认定证书');
  await click(document.querySelector('.ant-modal-footer .ant-btn-primary') as HTMLElement);
  await again.until(() => note() === null && !again.path().includes('form='));
  await again.until(() => !text().includes('的说明还在'));
  expect(await desk.call('attachment.list', { enterpriseId: id })).toMatchObject([
    { name: '证书.pdf', note: '2024 年省级认定证书' },
  ]);
  expect(await desk.call('draft.list', { prefix: '' })).toEqual([]);
  await again.close();
});
