/** 导出公文: asks where to, then writes the paper there whole or not at all. */
import { safeFileName } from '../shared/text/file-name.ts';
import { openDesk, type Services } from './services.ts';
import { writeFromDesk } from './write-from-desk.ts';

export type PaperFormat = 'pdf' | 'docx';

export interface PaperFile {
  /** Of the dialog. */
  readonly title: string;
  /** Offered, without its ending. */
  readonly name: string;
  readonly format: PaperFormat;
}

/** null when the officer chose no place. */
export function askForPaper(services: Services, { title, name, format }: PaperFile): Promise<string | null> {
  return services.dialogs.saveFile({
    title,
    defaultName: safeFileName(`${name}.${format}`),
    filters: [
      format === 'pdf'
        ? { name: 'PDF 文件', extensions: ['pdf'] }
        : { name: 'Word 文档', extensions: ['docx'] },
    ],
  });
}

/** `make` draws the paper, once the officer has chosen a place. null when he chose none. */
export async function savePaper(
  services: Services,
  file: PaperFile,
  make: Readonly<Record<PaperFormat, () => Uint8Array | Promise<Uint8Array>>>,
): Promise<{ path: string } | null> {
  const desk = openDesk(services);
  const path = await askForPaper(services, file);
  if (path === null) return null;
  await writeFromDesk(services, desk, path, make[file.format]);
  return { path };
}
