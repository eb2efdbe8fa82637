import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type Fixture,
  type FixtureWindow,
  launchTimeoutMs,
  startFixture,
} from '../../support/host-fixture.ts';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await startFixture();
}, launchTimeoutMs);
afterAll(() => fixture.dispose(), launchTimeoutMs);

describe('dialogs', () => {
  test('take their answers from the queue, each kind its own, and are written down', async () => {
    const { dialogs } = fixture.host;
    dialogs.answerOpen('/in/roster.xlsx');
    dialogs.answerSave('/out/ledger.xlsx');
    dialogs.answerMessageBox(1, true);
    dialogs.answerSave(null);
    dialogs.answerSave(({ defaultPath }) => `/out/${defaultPath}`);
    expect(dialogs.unused).toBe(5);
    expect(await fixture.ask('save', { title: '导出' })).toEqual({
      canceled: false,
      filePath: '/out/ledger.xlsx',
    });
    expect(await fixture.ask('open', { title: '导入' })).toEqual({
      canceled: false,
      filePaths: ['/in/roster.xlsx'],
    });
    expect(await fixture.ask('ask', { message: '要继续吗' })).toEqual({ response: 1, checkboxChecked: true });
    expect(await fixture.ask('save', { title: '再导出' })).toEqual({ canceled: true, filePath: '' });
    expect(await fixture.ask('save', { defaultPath: 'a.docx' })).toMatchObject({ filePath: '/out/a.docx' });
    expect(dialogs.asked.map(({ kind, options }) => [kind, options.title])).toEqual([
      ['showSaveDialog', '导出'],
      ['showOpenDialog', '导入'],
      ['showMessageBox', undefined],
      ['showSaveDialog', '再导出'],
      ['showSaveDialog', undefined],
    ]);
    expect(dialogs.unused).toBe(0);
  });

  test('fail when no answer is queued, instead of waiting for nobody', async () => {
    await expect(fixture.ask('save', { title: '忘了' })).rejects.toThrow(
      /No answer is queued for showSaveDialog.*忘了/,
    );
  });
});

describe('papers', () => {
  test('are printed to PDF by a window nobody sees, which runs no script', async () => {
    const paper = await fixture.page.evaluate(async () => {
      const { host } = window as unknown as FixtureWindow;
      const { pdf, ...rest } = (await host.call('pdf')) as { pdf: Uint8Array };
      return { head: String.fromCharCode(...pdf.subarray(0, 5)), long: pdf.length > 1000, ...rest };
    });
    expect(paper).toMatchObject({ head: '%PDF-', long: true, windows: 2, destroyed: true });
    expect(fixture.host.windows()).toEqual([fixture.page]);
    await expect.poll(() => fixture.page.context().pages().length).toBe(1);
  });

  test('are never sent to a printer: print says why', async () => {
    expect(await fixture.ask('print')).toEqual({ done: false, reason: 'The browser host has no printer' });
    expect(fixture.host.records).toContainEqual({ kind: 'print', detail: 'app://desk/index.html#/home' });
  });
});

describe('the system around the program', () => {
  test('opens nothing and writes down what was asked', async () => {
    expect(await fixture.ask('shell')).toBe('');
    expect(fixture.host.records).toEqual(
      expect.arrayContaining([
        { kind: 'show-item-in-folder', detail: '/a/paper.pdf' },
        { kind: 'open-path', detail: '/a/paper.docx' },
      ]),
    );
  });

  test('has no keyring', async () => {
    expect(await fixture.ask('safeStorage')).toEqual({
      available: false,
      backend: 'basic_text',
      encrypt: { error: expect.stringContaining('Encryption is not available') as string },
    });
  });

  test('lets the program run code in its page', async () => {
    expect(await fixture.ask('evaluate', 'Promise.resolve(document.title)')).toBe('Fixture');
    await expect(fixture.ask('evaluate', 'nothing.at.all')).rejects.toThrow(/nothing is not defined/);
  });

  test('knows what the program did to its window', async () => {
    expect(await fixture.host.app.windowState()).toEqual({
      title: 'Fixture',
      visible: true,
      focused: true,
      minimized: false,
      url: 'app://desk/index.html#/home',
    });
    expect(fixture.page.viewportSize()).toEqual({ width: 1000, height: 700 });
  });
});
