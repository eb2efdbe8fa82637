// @vitest-environment happy-dom
/** 提修改建议 in a drawer: a refusal speaks of what was sent, so it goes with the next key, and with the drawer. */
import type { ReactNode } from 'react';
import { expect, it } from 'vitest';
import { writeEnterprise } from '../../../db/assignment.ts';
import { appendWrite } from '../../../db/log/append.ts';
import { newRecordId } from '../../../db/log/record-id.ts';
import { transact } from '../../../db/sql.ts';
import { ProposeDialog } from '../../../renderer/features/enterprise/ProposeDialog.tsx';
import { TitlePanel } from '../../../renderer/features/enterprise/TitlePanel.tsx';
import { useCall } from '../../../renderer/queries.ts';
import { Page } from '../../../renderer/ui/Page.tsx';
import { titleEntity } from '../../../shared/enterprise/entity.ts';
import { testAuthor } from '../../support/database.ts';
import { openTestDesk, type TestDesk } from '../../support/desk.ts';
import { openScreen } from '../desk-screen.tsx';
import { click, passTime, typeInto } from '../render.tsx';

function Titles(): ReactNode {
  const dossier = useCall('enterprise.get', { id: 'e1' }).data;
  return <Page header={null}>{dossier ? <TitlePanel dossier={dossier} isCity={false} /> : null}</Page>;
}

it('forgets a refusal with the next key and with the drawer', async () => {
  const desk = openTestDesk({ side: 'town' });
  const { db } = desk.services.desk.current() ?? {};
  if (!db) throw new Error('closed');
  const city = { ...testAuthor('city', 'c'), nowMs: desk.services.nowMs() };
  transact(db, (writable) => {
    writeEnterprise(writable, city, {
      id: 'e1',
      fields: { name: '南通思瑞机器制造有限公司', townId: 't06' },
    });
    const fields = {
      level: 'provincial-product',
      certificateNumber: '甲',
      grantedOn: '2024-01-01',
      validUntil: '',
      note: '',
    };
    appendWrite(writable, city, { spec: titleEntity, id: newRecordId('e1'), partition: 'e1', fields });
  });
  const screen = await openScreen(desk, '/', [{ path: '/', element: <Titles /> }]);
  const refused = (): boolean => (document.body.textContent ?? '').includes('没有不同');
  const number = (): HTMLInputElement =>
    document.querySelector('[data-field="certificateNumber"] input') as HTMLInputElement;
  await screen.clickButton('提修改建议');
  await screen.until(() => number() !== null);
  await screen.clickButton('提出建议');
  await screen.until(() => document.querySelector('.desk-failures') !== null);
  await typeInto(number(), '乙');
  await screen.until(() => document.querySelector('.desk-failures') === null);
  await typeInto(number(), '甲');
  await screen.clickButton('提出建议');
  await screen.until(() => document.querySelector('.desk-failures') !== null);
  await click(document.querySelector('.ant-drawer-close') as HTMLElement);
  await screen.until(() => document.querySelector('.desk-failures') === null);
  expect(refused()).toBe(false);
  await screen.close();
});

it('says that it goes to the city, and takes the reason along', async () => {
  const desk = openTestDesk({ side: 'town' });
  const { db } = desk.services.desk.current() ?? {};
  if (!db) throw new Error('closed');
  const city = { ...testAuthor('city', 'c'), nowMs: desk.services.nowMs() };
  transact(db, (writable) => {
    const fields = { name: '南通思瑞机器制造有限公司', townId: 't06' };
    writeEnterprise(writable, city, { id: 'e1', fields });
    const blank = { certificateNumber: '甲', grantedOn: '2024-01-01', validUntil: '', note: '' };
    appendWrite(writable, city, {
      spec: titleEntity,
      id: newRecordId('e1'),
      partition: 'e1',
      fields: { level: 'provincial-product', ...blank },
    });
  });
  const screen = await openScreen(desk, '/', [{ path: '/', element: <Titles /> }]);
  await screen.clickButton('提修改建议');
  const reason = (): HTMLTextAreaElement | null => document.querySelector('.desk-reason textarea');
  await screen.until(() => reason() !== null);
  expect(document.body.textContent).toContain('将作为修改建议报市发改委');
  const number = document.querySelector('[data-field="certificateNumber"] input') as HTMLInputElement;
  await typeInto(number, '乙');
  await typeInto(reason() as HTMLTextAreaElement, '证书编号登记有误');
  await screen.clickButton('提出建议');
  await screen.until(() => reason() === null);
  expect(await desk.call('suggestion.list', {})).toMatchObject([{ reason: '证书编号登记有误' }]);
  await screen.close();
});

function Proposing(): ReactNode {
  const dossier = useCall('enterprise.get', { id: 'e1' }).data;
  return dossier ? <ProposeDialog dossier={dossier} onClose={() => undefined} /> : null;
}

function proposing(): TestDesk {
  const desk = openTestDesk({ side: 'town' });
  const { db } = desk.services.desk.current() ?? {};
  if (!db) throw new Error('closed');
  const city = { ...testAuthor('city', 'c'), nowMs: desk.services.nowMs() };
  transact(db, (writable) =>
    writeEnterprise(writable, city, { id: 'e1', fields: { name: '南通思瑞', townId: 't06' } }),
  );
  return desk;
}

const reasonField = (): HTMLTextAreaElement | null => document.querySelector('.desk-reason textarea');

it('draws the suggestion once it is known whether there is a draft of it: nothing typed is replaced', async () => {
  const desk = proposing();
  let release = (): void => undefined;
  const slowed: TestDesk = {
    ...desk,
    reply: async (name, input) => {
      if (name === 'draft.get')
        await new Promise<void>((resolve) => {
          release = resolve;
        });
      return desk.reply(name, input);
    },
  };
  const screen = await openScreen(slowed, '/', [{ path: '/', element: <Proposing /> }]);
  await screen.until(() => document.querySelector('.ant-modal') !== null);
  expect([reasonField(), document.querySelector('#propose-town')]).toEqual([null, null]);
  await passTime(async () => release());
  await screen.until(() => reasonField() !== null && document.querySelector('#propose-town') !== null);
  await screen.close();
});

it('cuts nothing of a reason that is too long: it is counted, and refused with its limit', async () => {
  const desk = proposing();
  const values = { townId: 't10' };
  await desk.call('draft.put', { key: 'suggestion:enterprise:e1', value: { values, seen: {} } });
  const screen = await openScreen(desk, '/', [{ path: '/', element: <Proposing /> }]);
  await screen.until(() => reasonField() !== null);
  expect(reasonField()?.hasAttribute('maxlength')).toBe(false);
  await typeInto(reasonField() as HTMLTextAreaElement, '理'.repeat(501));
  expect(document.querySelector('.desk-reason .desk-count')?.textContent).toBe('501/500');
  await screen.clickButton('提出建议');
  await screen.until(() => document.body.textContent.includes('理由请不超过 500 字'));
  expect(reasonField()?.value).toHaveLength(501);
  expect(await desk.call('suggestion.list', {})).toEqual([]);
  await screen.close();
});

it('says what is still missing while nothing can be proposed', async () => {
  const screen = await openScreen(proposing(), '/', [{ path: '/', element: <Proposing /> }]);
  const dialog = (): string => document.querySelector('.ant-modal')?.textContent ?? '';
  const proposes = (): HTMLButtonElement | null =>
    document.querySelector<HTMLButtonElement>('.ant-modal-footer .ant-btn-primary');
  const choose = async (label: string): Promise<void> => {
    const option = [...document.querySelectorAll<HTMLElement>('.ant-modal .ant-radio-wrapper')].find(
      (each) => each.textContent === label,
    );
    await click(option?.querySelector('input') as HTMLElement);
  };
  await screen.until(() => reasonField() !== null);
  expect(dialog()).toContain('选定所属镇区或市培育库要改成什么，才能提出建议');
  expect(proposes()?.disabled).toBe(true);
  await choose('入库');
  expect(dialog()).toContain('填写入库日期后，才能提出建议');
  await typeInto(document.querySelector('#propose-date') as HTMLInputElement, '20261101');
  expect(dialog()).not.toContain('才能提出建议');
  expect(proposes()?.disabled).toBe(false);
  await screen.close();
});
