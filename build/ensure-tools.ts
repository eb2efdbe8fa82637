/** What the tests need beside npm packages: a browser, a Chinese font and the PDF tools, all from Debian. */
import { spawnSync } from 'node:child_process';

/** Debian's name of the package that holds a tool. */
type PackageName = 'chromium' | 'poppler-utils' | 'fonts-noto-cjk';

interface SystemTool {
  readonly package: PackageName;
  readonly isPresent: () => boolean;
}

const tools: readonly SystemTool[] = [
  { package: 'chromium', isPresent: () => runs('chromium', ['--version']) },
  { package: 'poppler-utils', isPresent: () => runs('pdftotext', ['-v']) },
  { package: 'fonts-noto-cjk', isPresent: hasChineseFont },
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
 * Throws one sentence that says what to install otherwise.
 */
export function ensureTools(wanted: readonly PackageName[] = everything): void {
  const missing = missingPackages(wanted);
  if (missing.length === 0) return;
  const byHand = `Please install: sudo apt-get install ${missing.join(' ')}`;
  if (process.getuid?.() !== 0 || !runs('apt-get', ['--version'])) throw new Error(byHand);
  console.log(`installing ${missing.join(' ')} with apt-get`);
  apt(['update', '-qq']);
  apt(['install', '-y', '-qq', '--no-install-recommends', ...missing]);
  if (missingPackages(wanted).length > 0) throw new Error(byHand);
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
