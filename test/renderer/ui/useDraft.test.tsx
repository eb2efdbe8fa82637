// @vitest-environment happy-dom
import { useEffect } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { howTyped, isUnwanted, storeAllDrafts } from '../../../renderer/ui/draftKeeper.ts';
import { createMemoryServices, type KitServices } from '../../../renderer/ui/kitServices.tsx';
import { useSaveState } from '../../../renderer/ui/saveState.ts';
import { type Draft, useDraft } from '../../../renderer/ui/useDraft.ts';
import { passTime, render } from '../render.tsx';

type Values = { readonly note: string; readonly place: string };
const initial: Values = { note: '', place: '白蒲镇' };

let draft: Draft<Values, readonly string[]>;
let services: KitServices;
let formKey = '';
let count = 0;

function Form(props: {
  readonly formKey: string;
  readonly initial?: Values;
  readonly heads?: readonly string[];
}): string {
  const own = useDraft(props.formKey, props.initial ?? initial, props.heads ?? ['head-1']);
  useEffect(() => {
    draft = own;
  });
  return own.values.note;
}

const stored = async (): Promise<unknown> => (await services.drafts.get(formKey))?.values ?? null;
const wait = (ms: number): Promise<void> => passTime(() => vi.advanceTimersByTimeAsync(ms));
const patch = (change: Partial<Values>): Promise<void> => passTime(async () => draft.patch(change));

beforeEach(() => {
  vi.useFakeTimers();
  services = createMemoryServices();
  count += 1;
  formKey = `note:${count}`;
});
afterEach(() => vi.useRealTimers());

describe('a draft', () => {
  it('is written once, 400 ms after the last key', async () => {
    const put = vi.spyOn(services.drafts, 'put');
    const form = await render(<Form formKey={formKey} />, services);
    await patch({ note: '今' });
    await wait(399);
    await patch({ note: '今天' });
    await wait(399);
    expect(put).not.toHaveBeenCalled();
    await wait(1);
    expect(put).toHaveBeenCalledTimes(1);
    expect(await stored()).toEqual({ note: '今天' });
    expect(draft.status.kind).toBe('saved');
    await form.unmount();
  });

  it.each(['pagehide', 'blur'])('is written at once when the window says %s', async (name) => {
    const form = await render(<Form formKey={formKey} />, services);
    await patch({ note: '半句话' });
    await passTime(async () => window.dispatchEvent(new Event(name)));
    expect(await stored()).toMatchObject({ note: '半句话' });
    await form.unmount();
  });

  it('is written at once when a field is left', async () => {
    const form = await render(<Form formKey={formKey} />, services);
    await patch({ note: '半句话' });
    await passTime(async () => form.container.dispatchEvent(new FocusEvent('focusout', { bubbles: true })));
    expect(await stored()).toMatchObject({ note: '半句话' });
    await form.unmount();
  });

  it('is said to be kept while its form is open and all of it is on disk, and not otherwise', async () => {
    const form = await render(<Form formKey={formKey} />, services);
    expect(howTyped()).toBe('none');
    await patch({ note: '半句话' });
    expect(howTyped()).toBe('unstored');
    await passTime(async () => void (await storeAllDrafts()));
    expect(howTyped()).toBe('kept');
    const put = vi.spyOn(services.drafts, 'put').mockRejectedValue(new Error('full'));
    await patch({ note: '半句话，再' });
    await passTime(async () => void (await storeAllDrafts()));
    expect(howTyped()).toBe('unstored');
    put.mockRestore();
    await passTime(async () => void (await storeAllDrafts()));
    await form.unmount();
    expect(howTyped()).toBe('none');
    const again = await render(<Form formKey={formKey} />, services);
    expect(howTyped()).toBe('kept');
    await passTime(async () => draft.finish());
    expect(howTyped()).toBe('none');
    await again.unmount();
  });

  it('is no longer spoken of once its record is saved, though it is not deleted yet', async () => {
    const form = await render(<Form formKey={formKey} />, services);
    await patch({ note: '半句话' });
    await passTime(async () => void (await storeAllDrafts()));
    let release = (): void => undefined;
    const gone = new Promise<void>((resolve) => {
      release = resolve;
    });
    vi.spyOn(services.drafts, 'remove').mockReturnValue(gone);
    await passTime(async () => void draft.finish());
    expect([howTyped(), draft.status.kind]).toEqual(['none', 'clean']);
    await passTime(async () => release());
    await form.unmount();
  });

  it('is written when the screen is left and comes back with the screen', async () => {
    const first = await render(<Form formKey={formKey} />, services);
    expect(draft.restoredAtMs).toBeNull();
    await patch({ note: '半句话' });
    await first.unmount();
    const second = await render(<Form formKey={formKey} />, services);
    expect(draft.ready).toBe(true);
    expect(draft.values.note).toBe('半句话');
    expect(draft.restoredAtMs).not.toBeNull();
    await second.unmount();
  });

  it('of last week keeps what was typed, takes the rest from the record of today, and remembers what was seen', async () => {
    const before = await render(<Form formKey={formKey} heads={['head-1']} />, services);
    expect(draft.touched).toEqual({});
    await patch({ note: '半句话' });
    await before.unmount();
    const today = { note: '别人写的', place: '长江镇' };
    const after = await render(<Form formKey={formKey} initial={today} heads={['head-2']} />, services);
    expect(draft.values).toEqual({ note: '半句话', place: '长江镇' });
    expect(draft.touched).toEqual({ note: '半句话' });
    expect(draft.seen).toEqual(['head-1']);
    await passTime(() => draft.discard());
    expect(draft.values).toEqual(today);
    expect(draft.seen).toEqual(['head-2']);
    await after.unmount();
  });

  it('remembers of each field what was seen when it was first typed in, however often it is taken up again', async () => {
    const first = await render(<Form formKey={formKey} heads={['head-1']} />, services);
    await patch({ note: '半句话' });
    await first.unmount();
    const second = await render(<Form formKey={formKey} heads={['head-2']} />, services);
    await patch({ note: '', place: '长江镇' });
    await second.unmount();
    const third = await render(<Form formKey={formKey} heads={['head-3']} />, services);
    await patch({ place: '丁堰镇' });
    expect(draft.typedSeen).toEqual({ note: ['head-1'], place: ['head-2'] });
    expect(draft.seen).toEqual(['head-1']);
    expect(draft.seenAtOpening).toEqual(['head-3']);
    await third.unmount();
  });

  it('of an older program counts as seen when its first field was typed, and what is typed since as it is shown', async () => {
    await services.drafts.put(formKey, { values: { note: '半句话' }, seen: ['head-0'] });
    const form = await render(<Form formKey={formKey} heads={['head-1']} />, services);
    await patch({ place: '长江镇' });
    expect(draft.typedSeen).toEqual({ note: ['head-0'], place: ['head-1'] });
    await form.unmount();
  });

  it('is given back though nobody can tell any more what was seen', async () => {
    await services.drafts.put(formKey, { values: { note: '半句话' }, seen: { openings: [] } });
    const form = await render(<Form formKey={formKey} />, services);
    expect([draft.ready, draft.values.note]).toEqual([true, '半句话']);
    await form.unmount();
  });

  it('is gone after finish, even while a write was waiting', async () => {
    const form = await render(<Form formKey={formKey} />, services);
    await patch({ note: '已保存的内容' });
    await passTime(() => draft.finish());
    await wait(1000);
    expect(await stored()).toBeNull();
    await form.unmount();
    expect(await stored()).toBeNull();
  });

  it('of a record that was saved as the desk was being locked is not offered again, and is deleted once it can be', async () => {
    const form = await render(<Form formKey={formKey} />, services);
    await patch({ note: '刚刚保存的理由' });
    await wait(400);
    const remove = vi.spyOn(services.drafts, 'remove').mockRejectedValue(new Error('locked'));
    await form.unmount();
    await passTime(() => draft.finish());
    const again = await render(<Form formKey={formKey} />, services);
    expect([draft.ready, draft.values.note, isUnwanted(formKey)]).toEqual([true, '', true]);
    await again.unmount();
    expect(await stored()).toEqual({ note: '刚刚保存的理由' });
    remove.mockRestore();
    await wait(5000);
    expect(await stored()).toBeNull();
  });

  it('that could not be deleted is deleted before the window closes, where that is possible by then', async () => {
    const form = await render(<Form formKey={formKey} />, services);
    await patch({ note: '刚刚放弃的理由' });
    await wait(400);
    const remove = vi.spyOn(services.drafts, 'remove').mockRejectedValue(new Error('busy'));
    await form.unmount();
    await passTime(() => draft.finish());
    remove.mockRestore();
    await passTime(() => storeAllDrafts());
    expect(await stored()).toBeNull();
  });

  it('that is typed anew after that stays', async () => {
    const form = await render(<Form formKey={formKey} />, services);
    const remove = vi.spyOn(services.drafts, 'remove').mockRejectedValue(new Error('locked'));
    await passTime(() => draft.finish());
    await patch({ note: '又一条' });
    remove.mockRestore();
    await wait(5000);
    expect(await stored()).toEqual({ note: '又一条' });
    await form.unmount();
  });

  it('that is discarded goes back to the beginning', async () => {
    const form = await render(<Form formKey={formKey} />, services);
    await patch({ note: '不要了' });
    await wait(400);
    await passTime(() => draft.discard());
    expect(draft.values).toEqual(initial);
    expect(await stored()).toBeNull();
    expect(useSaveState.getState().state.kind).toBe('idle');
    await form.unmount();
  });

  it('of another record does not show the first record’s text', async () => {
    await services.drafts.put(`${formKey}-b`, { values: { note: '乙' }, seen: [] });
    const form = await render(<Form formKey={formKey} />, services);
    await patch({ note: '甲' });
    await form.rerender(<Form formKey={`${formKey}-b`} />);
    expect(draft.values.note).toBe('乙');
    expect(await stored()).toMatchObject({ note: '甲' });
    await form.unmount();
  });
});

describe('a disk that refuses', () => {
  it('keeps the text, says so and tries again', async () => {
    const put = vi.spyOn(services.drafts, 'put').mockRejectedValueOnce(new Error('full'));
    const form = await render(<Form formKey={formKey} />, services);
    await patch({ note: '重要' });
    await wait(400);
    expect(draft.status.kind).toBe('failed');
    expect(draft.values.note).toBe('重要');
    await wait(5000);
    expect(put).toHaveBeenCalledTimes(2);
    expect(draft.status.kind).toBe('saved');
    expect(await stored()).toMatchObject({ note: '重要' });
    await form.unmount();
  });

  it('gives the text back when the form is opened again after locking', async () => {
    const put = vi.spyOn(services.drafts, 'put').mockRejectedValue(new Error('locked'));
    const first = await render(<Form formKey={formKey} />, services);
    await patch({ note: '锁定前的半句' });
    await first.unmount();
    put.mockRestore();
    const second = await render(<Form formKey={formKey} />, services);
    expect(draft.values.note).toBe('锁定前的半句');
    await second.unmount();
  });

  it('never says that text is saved which is not', async () => {
    vi.spyOn(services.drafts, 'put').mockRejectedValue(new Error('refused'));
    const first = await render(<Form formKey={formKey} />, services);
    await patch({ note: '没有写下' });
    await first.unmount();
    const second = await render(<Form formKey={formKey} />, services);
    expect(draft.values.note).toBe('没有写下');
    expect(draft.status.kind).toBe('failed');
    expect(useSaveState.getState().state.kind).toBe('failed');
    await second.unmount();
    vi.restoreAllMocks();
    await wait(5000);
  });

  it('is asked again after the form was left, until the text is written', async () => {
    const put = vi.spyOn(services.drafts, 'put').mockRejectedValueOnce(new Error('full'));
    const form = await render(<Form formKey={formKey} />, services);
    await patch({ note: '离开时没写下' });
    await form.unmount();
    expect(await stored()).toBeNull();
    await wait(5000);
    expect(await stored()).toEqual({ note: '离开时没写下' });
    await wait(60_000);
    expect(put).toHaveBeenCalledTimes(2);
  });

  it('does not let a form that was left overwrite what is typed in its successor', async () => {
    const put = vi.spyOn(services.drafts, 'put').mockRejectedValue(new Error('full'));
    const first = await render(<Form formKey={formKey} />, services);
    await patch({ note: '旧' });
    await first.unmount();
    const second = await render(<Form formKey={formKey} />, services);
    put.mockRestore();
    await patch({ note: '新' });
    await wait(60_000);
    expect(await stored()).toEqual({ note: '新' });
    await second.unmount();
  });
});

it('keeps the newest text when keys arrive while a write is under way, and calls nothing saved before it is', async () => {
  const releases: (() => void)[] = [];
  const written: unknown[] = [];
  vi.spyOn(services.drafts, 'put').mockImplementation(async (_key, { values }) => {
    written.push(values.note);
    await new Promise<void>((resolve) => {
      releases.push(resolve);
    });
    return { savedAtMs: 1 };
  });
  const form = await render(<Form formKey={formKey} />, services);
  await patch({ note: '一' });
  await wait(400);
  await patch({ note: '二' });
  await wait(400);
  await patch({ note: '三' });
  await wait(400);
  expect(written).toEqual(['一']);
  await passTime(async () => releases.shift()?.());
  expect(written).toEqual(['一', '三']);
  expect(draft.status.kind).toBe('typing');
  await passTime(async () => releases.shift()?.());
  expect(draft.status.kind).toBe('saved');
  await form.unmount();
});

it('brings every open form to disk before locking', async () => {
  const form = await render(<Form formKey={formKey} />, services);
  await patch({ note: '还没停顿' });
  await passTime(async () => expect(await storeAllDrafts()).toBe(true));
  expect(await stored()).toMatchObject({ note: '还没停顿' });
  await form.unmount();
});

it('says before closing that something could not be stored, also of a form that was left, and stores it when it can', async () => {
  const put = vi.spyOn(services.drafts, 'put').mockRejectedValue(new Error('full'));
  const form = await render(<Form formKey={formKey} />, services);
  await patch({ note: '磁盘满时写的' });
  await passTime(async () => expect(await storeAllDrafts()).toBe(false));
  await form.unmount();
  await passTime(async () => expect(await storeAllDrafts()).toBe(false));
  put.mockRestore();
  await passTime(async () => expect(await storeAllDrafts()).toBe(true));
  expect(await stored()).toMatchObject({ note: '磁盘满时写的' });
});
