// @vitest-environment happy-dom
/** Photos among attachments: read only when they come into sight, looked at in the program, never more than asked for. */
import { act } from 'react';
import { beforeEach, expect, it, vi } from 'vitest';
import { AttachmentPanel } from '../../../renderer/attachment-panel.tsx';
import { emptyProfile } from '../../../shared/enterprise/schema.ts';
import { attachFile } from '../../support/chosen-file.ts';
import { testNowMs } from '../../support/database.ts';
import { openTestDesk, type TestDesk } from '../../support/desk.ts';
import { openScreen } from '../desk-screen.tsx';
import { click, press } from '../render.tsx';

/** A JPEG of 3 × 4 points as far as its head goes. */
const photo = (mark: number): Uint8Array =>
  new Uint8Array([0xff, 0xd8, 0xff, 0xc0, 0, 0x11, 8, 0, 3, 0, 4, 3, mark]);

let comeIntoSight: (count: number) => void;
beforeEach(() => {
  const waiting: (() => void)[] = [];
  comeIntoSight = (count) => {
    for (const seen of waiting.splice(0, count)) seen();
  };
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      readonly #seen: (entries: { isIntersecting: boolean }[]) => void;
      constructor(seen: (entries: { isIntersecting: boolean }[]) => void) {
        this.#seen = seen;
      }
      observe(): void {
        waiting.push(() => this.#seen([{ isIntersecting: true }]));
      }
      disconnect(): void {}
    },
  );
  vi.stubGlobal('createImageBitmap', async () => ({ width: 3, height: 4, close: () => undefined }));
  const context = { fillRect: () => undefined, drawImage: () => undefined };
  const canvas = { getContext: () => context, convertToBlob: async () => new Blob(['small']) };
  vi.stubGlobal(
    'OffscreenCanvas',
    vi.fn(function OffscreenCanvas() {
      return canvas;
    }),
  );
});

async function panel() {
  const desk = openTestDesk();
  const { id } = await desk.call('enterprise.create', { profile: { ...emptyProfile, name: '甲公司' } });
  await attachFile(desk, { enterpriseId: id }, '现场一.jpg', photo(1));
  await attachFile(desk, { enterpriseId: id }, '现场二.jpg', photo(2));
  await attachFile(desk, { enterpriseId: id }, '证书.pdf', '%PDF');
  await attachFile(desk, { enterpriseId: id }, '不是图片.jpg', '文字');
  const asked = viewed(desk);
  const page = await openScreen(desk, '/panel', [
    { path: '/panel', element: <AttachmentPanel enterpriseId={id} editable /> },
  ]);
  await page.until(() => page.container.textContent.includes('证书.pdf'));
  return { page, asked };
}

/** How often a content was asked for. */
function viewed(desk: TestDesk): { count: number } {
  const { reply } = desk;
  const asked = { count: 0 };
  Object.assign(desk, {
    reply: (name: string, input: unknown) => {
      if (name === 'attachment.view') asked.count += 1;
      return reply(name, input);
    },
  });
  return asked;
}

const small = (): NodeListOf<HTMLImageElement> => document.querySelectorAll('.desk-thumbnail img');

it('shows a small picture of photos alone, once they are in sight', async () => {
  const { page, asked } = await panel();
  expect(document.querySelectorAll('.desk-thumbnail')).toHaveLength(3);
  expect(asked.count).toBe(0);
  await act(async () => comeIntoSight(3));
  await page.until(() => small().length === 2);
  expect([...small()].map(({ alt }) => alt).toSorted()).toEqual(['现场一.jpg', '现场二.jpg']);
  expect([...small()].every(({ src }) => src.startsWith('data:image/jpeg;base64,'))).toBe(true);
  await page.until(() => document.querySelector('[aria-label="打不开这张图片"]') !== null);
  expect(asked.count).toBe(3);
});

it('opens a photo by its button, named after the file, and closes it with Esc', async () => {
  const revoke = vi.spyOn(URL, 'revokeObjectURL');
  const { page, asked } = await panel();
  const button = page.find('button[aria-label="查看：现场二.jpg"]');
  await click(button);
  const shown = (): HTMLImageElement | null => document.querySelector('.ant-image-preview img');
  await page.until(() => shown()?.src.startsWith('blob:') === true);
  expect(shown()?.alt).toBe('现场二.jpg');
  const wanted = ['缩小', '放大', '向左旋转', '向右旋转'];
  const actions = [...document.querySelectorAll('.ant-image-preview-actions button')];
  expect(actions.map((action) => action.getAttribute('aria-label'))).toEqual(wanted);
  // Only the one that is looked at was read whole.
  expect(asked.count).toBe(1);
  await press(window, 'Escape');
  await page.until(() => revoke.mock.calls.length === 1);
});

it('lists what belongs to one record in the order in which it was chosen', async () => {
  const desk = openTestDesk();
  const { id } = await desk.call('enterprise.create', { profile: { ...emptyProfile, name: '甲公司' } });
  const { id: visitId } = await desk.call('visit.save', {
    enterpriseId: id,
    fields: {
      visitedOn: '2026-11-20',
      leader: { personId: '', name: '李四', post: '' },
      participants: [],
      hosts: '',
      purpose: '',
      said: '',
      note: '',
    },
    promises: [],
    problems: [],
  });
  const place = { enterpriseId: id, aboutId: visitId };
  const names = ['大门.jpg', '车间.jpg', '仓库.jpg'];
  for (const [index, name] of names.entries()) {
    desk.setNow(testNowMs + index * 1000);
    await attachFile(desk, place, name, photo(index));
  }
  const page = await openScreen(desk, '/panel', [
    {
      path: '/panel',
      element: <AttachmentPanel enterpriseId={id} of={{ kind: 'visit', id: visitId }} editable />,
    },
  ]);
  await page.until(() => document.querySelectorAll('.desk-thumbnail button').length === 3);
  const shown = [...document.querySelectorAll('.desk-thumbnail button')];
  expect(shown.map((button) => button.getAttribute('aria-label'))).toEqual(
    names.map((name) => `查看：${name}`),
  );
});
