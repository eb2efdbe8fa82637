/** Opens a DOCX in LibreOffice, as an independent judge of what an office program prints of it. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The PDF of each document, in their order; all in one start of the program, which is the slow part. */
export function printedByOffice(documents: readonly Uint8Array[]): readonly Uint8Array[] {
  const folder = mkdtempSync(join(tmpdir(), 'office-'));
  try {
    const names = documents.map((bytes, index) => {
      const name = join(folder, `paper-${index}.docx`);
      writeFileSync(name, bytes);
      return name;
    });
    runOffice([
      `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`,
      '--headless',
      '--convert-to',
      'pdf',
      '--outdir',
      folder,
      ...names,
    ]);
    return names.map((name) => new Uint8Array(readFileSync(name.replace(/docx$/, 'pdf'))));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function runOffice(args: readonly string[]): void {
  try {
    execFileSync('soffice', args, { stdio: 'ignore', timeout: 110_000 });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      throw new Error('缺少 LibreOffice，请先安装再重试：sudo apt-get install libreoffice-writer-nogui', {
        cause: error,
      });
    throw error;
  }
}
