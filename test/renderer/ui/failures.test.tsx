// @vitest-environment happy-dom
import { App } from 'antd';
import { type ReactNode, useState } from 'react';
import { MemoryRouter } from 'react-router';
import { beforeEach, expect, it } from 'vitest';
import { CallError } from '../../../renderer/api.ts';
import { Dialog } from '../../../renderer/ui/Dialog.tsx';
import { clearFailures } from '../../../renderer/ui/failures.ts';
import { FormActions } from '../../../renderer/ui/FormActions.tsx';
import { Page } from '../../../renderer/ui/Page.tsx';
import { useNotice } from '../../../renderer/ui/useNotice.tsx';
import { click, passTime, type Rendered, render } from '../render.tsx';

const refusal = new CallError('town.in-use', {});

function Screen({ withForm }: { readonly withForm?: boolean }): ReactNode {
  const notice = useNotice();
  const [drawer, setDrawer] = useState(withForm ?? false);
  return (
    <MemoryRouter>
      <Page header={<button type="button" id="fail" onClick={() => notice.failure(refusal)} />}>
        <button type="button" id="drawer" onClick={() => setDrawer(false)} />
        <div id="form">{drawer ? <FormActions saveLabel="保存" onSave={() => undefined} /> : null}</div>
      </Page>
    </MemoryRouter>
  );
}

function Gate(): ReactNode {
  const notice = useNotice();
  return (
    <App>
      <button type="button" id="fail" onClick={() => notice.failure(refusal)} />
    </App>
  );
}

const alerts = (screen: Rendered, within = ''): number =>
  screen.container.querySelectorAll(`${within} .desk-failures .ant-alert`).length;

beforeEach(() => clearFailures());

it('shows a refusal once, in the page between its header and its content, over no button', async () => {
  const screen = await render(<Screen />);
  await click(screen.find('#fail'));
  await click(screen.find('#fail'));
  expect(alerts(screen)).toBe(1);
  expect(screen.find('.desk-failures').previousElementSibling?.id).toBe('fail');
  expect(screen.find('.desk-failures').nextElementSibling?.className).toContain('desk-page-body');
  expect(document.querySelector('.ant-notification-notice')).toBeNull();
  await screen.unmount();
});

it('shows it beside the button that was pressed when a form is open', async () => {
  const screen = await render(<Screen withForm />);
  await click(screen.find('#fail'));
  expect(alerts(screen, '#form')).toBe(1);
  expect(alerts(screen)).toBe(1);
  await click(screen.find('#drawer'));
  expect(alerts(screen, '#form')).toBe(0);
  expect(alerts(screen)).toBe(1);
  await screen.unmount();
});

it('lets it be closed, and forgets it when the officer goes on', async () => {
  const screen = await render(<Screen />);
  await click(screen.find('#fail'));
  await click(screen.find('.desk-failures .ant-alert-close-icon'));
  expect(alerts(screen)).toBe(0);
  await click(screen.find('#fail'));
  await passTime(async () => clearFailures());
  expect(alerts(screen)).toBe(0);
  await screen.unmount();
});

it('still says it where there is no page', async () => {
  const screen = await render(<Gate />);
  await click(screen.find('#fail'));
  expect(document.body.textContent).toContain('还有企业或已登记的电脑');
  await screen.unmount();
});

function ScreenWithDialog(): ReactNode {
  const notice = useNotice();
  const [open, setOpen] = useState(false);
  return (
    <MemoryRouter>
      <Page header={<button type="button" id="fail" onClick={() => notice.failure(refusal)} />}>
        <button type="button" id="open" onClick={() => setOpen(true)} />
        {open ? (
          <Dialog title="提出修改建议" onOk={() => notice.failure(refusal)} onCancel={() => setOpen(false)}>
            <input id="reason" />
          </Dialog>
        ) : null}
      </Page>
    </MemoryRouter>
  );
}

it('shows it in the dialog it was raised in, not dimmed behind it, and the dialog takes it along', async () => {
  const screen = await render(<ScreenWithDialog />);
  const inDialog = (): number =>
    document.querySelectorAll('.ant-modal-footer .desk-failures .ant-alert').length;
  const footer = (index: number): HTMLElement =>
    [...document.querySelectorAll<HTMLElement>('.ant-modal-footer > button')].at(index) as HTMLElement;
  await click(screen.find('#fail'));
  expect(alerts(screen)).toBe(1);
  screen.find('#open').focus();
  await click(screen.find('#open'));
  // What was refused in the page before is not the dialog's.
  expect([alerts(screen), inDialog()]).toEqual([0, 0]);
  await click(footer(-1));
  expect([alerts(screen), inDialog()]).toEqual([0, 1]);
  await click(footer(0));
  expect([alerts(screen), inDialog()]).toEqual([0, 0]);
  expect(document.activeElement).toBe(screen.find('#open'));
  await screen.unmount();
});
