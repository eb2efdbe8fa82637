/** Bundles on their way between the desks. */
import type { OutputOf } from '../../shared/contract.ts';
import { DemoError, type DemoDesk } from './desk.ts';
import { month } from './sample.ts';

type Preview = NonNullable<OutputOf<'exchange.open'>>;
type ImportReport = OutputOf<'exchange.import'>;
type Exported = NonNullable<OutputOf<'exchange.export'>>;

/** Writes the month's bundle; `toTownId` is '' for the city. */
export async function exportBundle(desk: DemoDesk, path: string, toTownId: string): Promise<Exported> {
  desk.dialogs.answerSave(path);
  const exported = await desk.call('exchange.export', {
    to: toTownId === '' ? { side: 'city', townId: '' } : { side: 'town', townId: toTownId },
    month,
  });
  if (!exported) throw new DemoError('数据包没有导出。');
  return exported;
}

/** Opens a bundle and rehearses it; nothing is written. */
async function openBundle(desk: DemoDesk, path: string): Promise<Preview> {
  desk.dialogs.answerOpen(path);
  const preview = await desk.call('exchange.open', {});
  if (!preview) throw new DemoError('数据包没有打开。');
  return preview;
}

export interface Taken {
  readonly preview: Preview;
  /** The sender's laptop had to be confirmed. */
  readonly wasUnconfirmed: boolean;
  readonly imported: ImportReport;
}

/**
 * Takes a bundle in. A laptop the city does not know yet is confirmed first, after its fingerprint was compared on
 * the telephone. With `picture` the preview is shown on the screen before.
 */
export async function take(desk: DemoDesk, path: string, picture?: string): Promise<Taken> {
  if (picture) {
    await desk.showPreview(path);
    await desk.picture(picture);
  }
  const opened = await openBundle(desk, path);
  const preview = opened.unconfirmed
    ? await desk.call('exchange.confirmDevice', { token: opened.token })
    : opened;
  const imported = await desk.call('exchange.import', { token: preview.token });
  // The panel of the preview is done with.
  if (picture) await desk.press('暂不导入');
  return { preview, wasUnconfirmed: opened.unconfirmed, imported };
}
