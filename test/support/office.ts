/** Opens a DOCX in LibreOffice, as an independent judge of what an office program prints of it. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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
    const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`;
    runOffice([profile, '--headless', '--convert-to', 'pdf', '--outdir', folder, ...names], folder);
    return names.map((name) => new Uint8Array(readFileSync(name.replace(/docx$/, 'pdf'))));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Where Debian's fonts-noto-cjk has its files. */
const fontFolder = '/usr/share/fonts/opentype/noto';

/** What stands in for the fonts that the paper asks for: named here, so that every machine prints the same. */
const standIns: readonly (readonly [asked: string, given: string])[] = [
  ['仿宋_GB2312', 'Noto Serif CJK SC'],
  ['方正小标宋简体', 'Noto Serif CJK SC:bold'],
  ['楷体_GB2312', 'Noto Serif CJK SC'],
  ['黑体', 'Noto Sans CJK SC'],
];

function fontsConfig(folder: string): string {
  const rules = standIns.map(([asked, given]) => {
    const [family = '', weight] = given.split(':');
    const bold =
      weight === undefined
        ? ''
        : '<edit name="weight" mode="assign" binding="same"><const>bold</const></edit>';
    return `<match target="pattern"><test name="family"><string>${asked}</string></test><edit name="family" mode="assign" binding="same"><string>${family}</string></edit>${bold}</match>`;
  });
  return `<?xml version="1.0"?><fontconfig><dir>${fontFolder}</dir><cachedir>${join(folder, 'font-cache')}</cachedir>${rules.join('')}</fontconfig>`;
}

function runOffice(args: readonly string[], folder: string): void {
  if (!existsSync(fontFolder))
    throw new Error('缺少中文字体，请先安装再重试：sudo apt-get install fonts-noto-cjk');
  const config = join(folder, 'fonts.conf');
  writeFileSync(config, fontsConfig(folder));
  try {
    execFileSync('soffice', args, {
      stdio: 'ignore',
      timeout: 110_000,
      env: { ...process.env, FONTCONFIG_FILE: config },
    });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      throw new Error('缺少 LibreOffice，请先安装再重试：sudo apt-get install libreoffice-writer-nogui', {
        cause: error,
      });
    throw error;
  }
}
