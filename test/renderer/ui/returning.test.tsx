// @vitest-environment happy-dom
import { act, type ReactNode, useLayoutEffect } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { DataTable } from '../../../renderer/ui/DataTable.tsx';
import { DraftNotice } from '../../../renderer/ui/DraftNotice.tsx';
import { storeAllDrafts } from '../../../renderer/ui/draftKeeper.ts';
import { FormView } from '../../../renderer/ui/FormView.tsx';
import { createMemoryServices, type KitServices } from '../../../renderer/ui/kitServices.tsx';
import { Page } from '../../../renderer/ui/Page.tsx';
import { DraftNote } from '../../../renderer/ui/FormActions.tsx';
import { followPlace, useTicks } from '../../../renderer/ui/returning.ts';
import { firstQuery } from '../../../renderer/ui/tableQuery.ts';
import { useDraft } from '../../../renderer/ui/useDraft.ts';
import type { FormSpec } from '../../../shared/form.ts';
import { click, press, type Rendered, render, typeInto } from '../render.tsx';

const spec: FormSpec = {
  sections: [
    {
      title: '',
      fields: [
        { name: 'place', label: '地点', input: { kind: 'text' } },
        { name: 'note', label: '备注', input: { kind: 'text' } },
      ],
    },
  ],
};

/** As the frame of the open desk: mounted when it is opened, gone when it is locked. */
function OpenDesk({ children }: { readonly children: ReactNode }): ReactNode {
  useLayoutEffect(() => followPlace(), []);
  return <main className="desk-main">{children}</main>;
}

function Form(): ReactNode {
  const draft = useDraft('returning', { place: '', note: '' });
  return (
    <Page>
      <DraftNotice draft={draft} explanation="表单将清空。" />
      <DraftNote status={draft.status} />
      {draft.ready && <FormView spec={spec} values={draft.values} onPatch={draft.patch} autoFocus />}
    </Page>
  );
}

let services: KitServices;
let desk: Rendered | undefined;

async function open(screen: ReactNode): Promise<Rendered> {
  desk = await render(<OpenDesk>{screen}</OpenDesk>, services);
  await act(async () => Promise.resolve());
  return desk;
}

async function lock(): Promise<void> {
  await act(async () => void (await storeAllDrafts()));
  await desk?.unmount();
  desk = undefined;
}

const notice = (page: Rendered): string =>
  page.container.querySelector('.desk-form-alert')?.textContent ?? '';

beforeEach(() => {
  services = createMemoryServices();
  window.location.hash = '#/filings/new';
});
afterEach(async () => {
  await press(window, 'Shift');
  await desk?.unmount();
  vi.restoreAllMocks();
});

it('a form goes on after the desk was locked: same field, same place, no notice of a draft', async () => {
  const before = await open(<Form />);
  expect(document.activeElement).toBe(before.field('place'));
  await typeInto(before.field('note'), '写到一半');
  before.field('note').setSelectionRange(2, 2);
  before.find('.desk-page-body').scrollTop = 120;
  await lock();
  const after = await open(<Form />);
  await vi.waitFor(() => act(async () => expect(document.activeElement).toBe(after.field('note'))));
  expect(after.field('note').value).toBe('写到一半');
  expect(after.field('note').selectionStart).toBe(2);
  expect(after.find('.desk-page-body').scrollTop).toBe(120);
  expect(notice(after)).toBe('');
  expect(after.find('.desk-draft').textContent).toBe('已恢复锁定前尚未保存的内容');
  await typeInto(after.field('note'), '写到一半，接着写');
  await act(async () => void (await storeAllDrafts()));
  expect(after.find('.desk-draft').textContent).toContain('草稿已保存');
});

function TickedList(): ReactNode {
  const [ids, setIds] = useTicks('companies');
  return (
    <button type="button" onClick={() => setIds([...ids, `e${ids.length + 1}`])}>
      {ids.join('、')}
    </button>
  );
}

it('the rows of a list are ticked as they were when the desk was locked, and nowhere else', async () => {
  window.location.hash = '#/enterprises';
  const before = await open(<TickedList />);
  await click(before.find('button'));
  await click(before.find('button'));
  await lock();
  const after = await open(<TickedList />);
  expect(after.find('button').textContent).toBe('e1、e2');
  // Ticks belong to the list that was left: another, or the same come to anew, begins without.
  await lock();
  window.location.hash = '#/suggestions';
  expect((await open(<TickedList />)).find('button').textContent).toBe('');
  await lock();
  window.location.hash = '#/enterprises';
  expect((await open(<TickedList />)).find('button').textContent).toBe('');
});

it('a form one comes to anew tells of its draft and begins at its first field', async () => {
  const before = await open(<Form />);
  await typeInto(before.field('note'), '写到一半');
  window.location.hash = '#/today';
  await lock();
  window.location.hash = '#/filings/new';
  const after = await open(<Form />);
  await vi.waitFor(() => act(async () => expect(document.activeElement).toBe(after.field('place'))));
  expect(notice(after)).toContain('尚未保存的内容');
  // Said once: above the form.
  expect(after.find('.desk-draft').textContent).toBe('');
  await lock();
  // It was there when the desk was locked: locking alone does not take it away.
  expect(notice(await open(<Form />))).toContain('尚未保存的内容');
});

it('a form that was left on its own after unlocking is found anew', async () => {
  const before = await open(<Form />);
  await typeInto(before.field('note'), '写到一半');
  await lock();
  const after = await open(<p>别的页面</p>);
  await press(window, 'Tab');
  await after.rerender(
    <OpenDesk>
      <Form />
    </OpenDesk>,
  );
  await vi.waitFor(() => act(async () => expect(notice(after)).toContain('尚未保存的内容')));
});

it('a list is opened at its search box where nothing had the focus, and nobody is disturbed who has one', async () => {
  window.location.hash = '#/enterprises';
  const list = (
    <Page body="fill">
      <DataTable<{ readonly id: string }>
        tableId="returning"
        label="企业台账"
        columns={[{ key: 'id', title: '编号', width: 100, value: (row) => row.id }]}
        rowKey={(row) => row.id}
        rows={[{ id: 'a' }]}
        total={1}
        query={firstQuery}
        onQuery={() => undefined}
        searchPlaceholder="名称"
        empty={null}
      />
    </Page>
  );
  const first = await open(list);
  expect(document.activeElement).toBe(first.find('.desk-table-search input'));
  await act(async () => first.find('.desk-table-frame').focus());
  await lock();
  const second = await open(list);
  expect(document.activeElement).toBe(second.find('.desk-table-frame'));
});
