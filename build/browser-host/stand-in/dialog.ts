/** `electron.dialog`: the other side answers, from a test's queue or by asking the person at the screen. */
import type { Dialog } from 'electron';
import type { DialogAnswers, DialogKind, DialogRequests } from '../protocol.ts';
import { demandReady, program, record } from './program.ts';
import { strict } from './strict.ts';

/** The window may be left out, as in Electron: the options are the last argument. */
async function ask<Kind extends DialogKind>(
  kind: Kind,
  args: readonly unknown[],
): Promise<DialogAnswers[Kind]> {
  demandReady('dialog module can only be used after app is ready');
  const options = args.at(-1) as DialogRequests[Kind];
  return (await program().browser.call('askDialog', { kind, options })) as DialogAnswers[Kind];
}

const members = {
  showSaveDialog: (...args: readonly unknown[]) => ask('showSaveDialog', args),
  showOpenDialog: (...args: readonly unknown[]) => ask('showOpenDialog', args),
  showMessageBox: (...args: readonly unknown[]) => ask('showMessageBox', args),
  showErrorBox: (title: string, content: string) => {
    console.error(`${title}\n${content}`);
    record('error-box', `${title}\n${content}`);
  },
} satisfies Pick<Dialog, 'showSaveDialog' | 'showOpenDialog' | 'showMessageBox' | 'showErrorBox'>;

export const dialog = strict(members, 'dialog');
