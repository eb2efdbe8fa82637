/** What the tests need beside npm packages: a browser, a Chinese font, the PDF tools and an office program, all from Debian. */
import { spawnSync } from 'node:child_process';

/** Debian's name of the package that holds a tool. */
type PackageName = 'chromium' | 'poppler-utils' | 'fonts-noto-cjk' | 'libreoffice-writer-nogui';

const purposes: Readonly<Record<PackageName, string>> = {
  chromium: '浏览器 Chromium',
  'poppler-utils': 'PDF 工具',
  'fonts-noto-cjk': '中文字体',
  'libreoffice-writer-nogui': '文字处理程序 LibreOffice',
};

interface SystemTool {
  readonly package: PackageName;
  readonly isPresent: () => boolean;
}

const tools: readonly SystemTool[] = [
  { package: 'chromium', isPresent: () => runs('chromium', ['--version']) },
  { package: 'poppler-utils', isPresent: () => runs('pdftotext', ['-v']) },
  { package: 'fonts-noto-cjk', isPresent: hasChineseFont },
  { package: 'libreoffice-writer-nogui', isPresent: () => runs('which', ['soffice']) },
];

const everything = tools.map((tool) => tool.package);

/** Packages that are not there yet. Looks only at this machine. */
export function missingPackages(wanted: readonly PackageName[] = everything): PackageName[] {
  return tools
    .filter((tool) => wanted.includes(tool.package) && !tool.isPresent())
    .map((tool) => tool.package);
}

/**
 * Installs what is missing when this is Debian and we are root; touches no network when nothing is missing.
 * Throws one sentence that says what to install and how otherwise.
 */
export function ensureTools(wanted: readonly PackageName[] = everything): void {
  const missing = missingPackages(wanted);
  if (missing.length === 0) return;
  const byHand = installByHand(missing);
  if (process.getuid?.() !== 0 || !runs('apt-get', ['--version'])) throw new Error(byHand);
  console.log(`正在用 apt-get 安装 ${missing.join(' ')}`);
  apt(['update', '-qq']);
  apt(['install', '-y', '-qq', '--no-install-recommends', ...missing]);
  if (missingPackages(wanted).length > 0) throw new Error(byHand);
}

/** What stands in the way and the command that helps. */
export function installByHand(missing: readonly PackageName[]): string {
  const what = missing.map((name) => purposes[name]).join('、');
  return `缺少${what}，请先安装再重试：sudo apt-get update && sudo apt-get install ${missing.join(' ')}`;
}

function apt(args: readonly string[]): void {
  const { status, stderr } = spawnSync('apt-get', args, {
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (status !== 0) console.error(stderr.trimEnd());
}

function hasChineseFont(): boolean {
  const found = spawnSync('fc-list', [':lang=zh-cn', 'family'], { encoding: 'utf8' });
  return found.status === 0 && found.stdout.trim() !== '';
}

function runs(program: string, args: readonly string[]): boolean {
  return spawnSync(program, args, { stdio: 'ignore' }).status === 0;
}
