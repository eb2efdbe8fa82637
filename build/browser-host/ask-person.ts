/**
 * Asks the person at the screen, where Electron would show the system's own dialogs: a box over the page.
 * Files to open are chosen with Chromium's own chooser; a place to save is typed.
 */
import type { CDPSession, Page } from '@playwright/test';
import { existsSync } from 'node:fs';
import { dirname, isAbsolute } from 'node:path';
import type { AskPerson } from './dialogs.ts';
import type { DialogAnswers, DialogRequests } from './protocol.ts';
import { type BoxAnswer, type BoxQuestion, showBox } from './worlds/question-box.ts';

export function createAskPerson(currentPage: () => Promise<Page>): AskPerson {
  return async (kind, options) => {
    const page = await currentPage();
    const cdp = await page.context().newCDPSession(page);
    try {
      return (await ask(cdp, kind, options)) as never;
    } finally {
      await cdp.detach();
    }
  };
}

async function ask(
  cdp: CDPSession,
  kind: keyof DialogRequests,
  options: DialogRequests[keyof DialogRequests],
): Promise<object> {
  switch (kind) {
    case 'showSaveDialog':
      return await askSave(cdp, options as DialogRequests['showSaveDialog']);
    case 'showOpenDialog':
      return await askOpen(cdp, options as DialogRequests['showOpenDialog']);
    case 'showMessageBox':
      return await askButton(cdp, options as DialogRequests['showMessageBox']);
  }
}

async function askSave(
  cdp: CDPSession,
  options: DialogRequests['showSaveDialog'],
): Promise<DialogAnswers['showSaveDialog']> {
  const extension = options.filters?.[0]?.extensions[0];
  let path = options.defaultPath ?? '';
  let note = '';
  for (;;) {
    const { button, text } = await showQuestion(cdp, {
      title: options.title ?? '保存',
      message: '保存到（完整路径）：',
      note,
      text: path,
      buttons: ['取消', '保存'],
    });
    if (button !== 1) return { canceled: true, filePath: '' };
    path = !extension || extension === '*' || /\.[^./\\]+$/.test(text) ? text : `${text}.${extension}`;
    note = problemWith(path);
    if (note !== '') continue;
    if (!existsSync(path) || (await confirmReplacement(cdp, path)))
      return { canceled: false, filePath: path };
  }
}

function problemWith(path: string): string {
  if (!isAbsolute(path)) return '请写完整的路径。';
  return existsSync(dirname(path)) ? '' : `没有这个文件夹：${dirname(path)}`;
}

async function confirmReplacement(cdp: CDPSession, path: string): Promise<boolean> {
  const { button } = await showQuestion(cdp, {
    title: '已有同名文件',
    message: `${path} 已经存在，要替换吗？`,
    buttons: ['取消', '替换'],
  });
  return button === 1;
}

async function askOpen(
  cdp: CDPSession,
  { title, filters = [], properties = [] }: DialogRequests['showOpenDialog'],
): Promise<DialogAnswers['showOpenDialog']> {
  const extensions = filters.flatMap((filter) => filter.extensions).filter((extension) => extension !== '*');
  const chooser = properties.includes('openDirectory')
    ? {}
    : {
        accept: extensions.map((extension) => `.${extension}`).join(),
        multiple: properties.includes('multiSelections'),
      };
  let note = '';
  for (;;) {
    const { button, text, fileCount } = await showQuestion(cdp, {
      title: title ?? '打开',
      message: '文件（完整路径）：',
      note,
      text: '',
      chooser,
      buttons: ['取消', '打开'],
    });
    if (button !== 1) return { canceled: true, filePaths: [] };
    const filePaths = fileCount > 0 ? await chosenPaths(cdp, fileCount) : [text];
    const absent = filePaths.find((path) => !isAbsolute(path) || !existsSync(path));
    if (absent === undefined) return { canceled: false, filePaths };
    note = `没有这个文件：${absent}`;
  }
}

/** Only Chromium knows where a chosen file lies; the page is told its name alone. */
async function chosenPaths(cdp: CDPSession, count: number): Promise<string[]> {
  const paths: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const { result } = await cdp.send('Runtime.evaluate', { expression: `window.chosenFiles[${index}]` });
    const { path } = await cdp.send('DOM.getFileInfo', { objectId: result.objectId ?? '' });
    paths.push(path);
  }
  return paths;
}

async function askButton(
  cdp: CDPSession,
  options: DialogRequests['showMessageBox'],
): Promise<DialogAnswers['showMessageBox']> {
  const buttons = options.buttons?.length ? options.buttons : ['确定'];
  const { button, checked } = await showQuestion(cdp, {
    title: options.title ?? '',
    message: options.message,
    ...(options.detail === undefined ? {} : { note: options.detail }),
    ...(options.checkboxLabel === undefined ? {} : { checkbox: options.checkboxLabel }),
    buttons,
  });
  return { response: button ?? options.cancelId ?? 0, checkboxChecked: checked };
}

async function showQuestion(cdp: CDPSession, question: BoxQuestion): Promise<BoxAnswer> {
  const { result, exceptionDetails } = await cdp.send('Runtime.evaluate', {
    expression: `(${String(showBox)})(${JSON.stringify(question)})`,
    awaitPromise: true,
    returnByValue: true,
  });
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  return result.value as BoxAnswer;
}
