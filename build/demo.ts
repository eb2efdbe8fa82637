/**
 * `npm run demo`: one month with the city and two towns, through the program's own bundles and windows, in a
 * temporary folder. Needs no display. What it made lies in out/demo/.
 */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { isRoot } from './browser-host/chromium.ts';
import { ensureBundles } from './bundles.ts';
import { expectEqual, expectFiles, pagesOf } from './demo/checks.ts';
import { DemoError, openDemoDesk } from './demo/desk.ts';
import { type MonthResult, playMonth } from './demo/month.ts';
import { ensureChromium } from './ensure-chromium.ts';
import { projectRoot } from './steps.ts';

const output = join(projectRoot, 'out/demo');
const products = [
  'annex6.pdf',
  'annex6.docx',
  'meeting.pdf',
  'meeting.docx',
  'town-to-city.drcb',
  'city-to-town.drcb',
  'ledger.xlsx',
];
const fewestPictures = 10;
/** What the whole demo may take on an ordinary office computer. */
const limitSeconds = 120;

interface Step {
  readonly name: string;
  readonly seconds: number;
}

const steps: Step[] = [];
let current = '准备';

const work = mkdtempSync(join(tmpdir(), 'desk-demo-'));
try {
  await run();
} catch (error) {
  console.error(`\n演示在“${current}”这一步停下：${sentenceOf(error)}`);
  process.exitCode = 1;
} finally {
  rmSync(work, { recursive: true, force: true, maxRetries: 5 });
}

async function run(): Promise<void> {
  const executablePath = browser();
  console.log(`专精特新培育工作台：演示一个月（浏览器宿主，${executablePath}，无需显示器${rootNote()}）`);
  rmSync(output, { recursive: true, force: true });
  mkdirSync(join(output, 'screens'), { recursive: true });
  await step('打包程序（已是最新则跳过）', async () => bundle());
  const month = await playMonth({
    work,
    output,
    openDesk: (folder, clock) =>
      openDemoDesk({ folder, clock, executablePath, screens: join(output, 'screens') }),
    step,
  });
  current = '检查成果文件';
  const files = expectFiles(output, products);
  expectEqual('附件6的页数', pagesOf(join(output, 'annex6.pdf')), 1);
  const pages = readdirSync(join(output, 'screens')).toSorted();
  if (pages.length < fewestPictures)
    throw new DemoError(`画面只有 ${pages.length} 张，不足 ${fewestPictures} 张。`);
  const seconds = Math.round(steps.reduce((sum, each) => sum + each.seconds, 0));
  const operations = month.bundles.reduce((sum, { added }) => sum + added, 0);
  const report = {
    host: 'browser-host',
    chromium: executablePath,
    root: isRoot(),
    seconds,
    limitSeconds,
    operations,
    ...month,
  };
  const text = JSON.stringify({ ...report, files, screens: pages, steps }, null, 2);
  writeFileSync(join(output, 'report.json'), `${text}\n`);
  summarise(month, pages.length, seconds);
}

function browser(): string {
  try {
    return ensureChromium();
  } catch {
    const hint = process.env['CHROMIUM_PATH'] ? '，或更正环境变量 CHROMIUM_PATH' : '';
    throw new DemoError(`没有找到 Chromium，请安装：sudo apt-get install chromium fonts-noto-cjk${hint}。`);
  }
}

function bundle(): void {
  try {
    ensureBundles();
  } catch {
    throw new DemoError('程序没能打包，运行 npm run build 可看到原因。');
  }
}

async function step<Value>(name: string, part: () => Promise<Value>): Promise<Value> {
  current = name;
  const started = performance.now();
  const value = await part();
  const seconds = Math.round((performance.now() - started) / 100) / 10;
  steps.push({ name, seconds });
  console.log(`  ✓ ${name}（${seconds.toFixed(1)} 秒）`);
  return value;
}

function rootNote(): string {
  return isRoot() ? '；以 root 运行，浏览器沙箱关闭' : '';
}

function summarise(month: MonthResult, pictures: number, seconds: number): void {
  const { conflicts } = month;
  const towns = Object.entries(month.towns)
    .map(([name, held]) => `${name} ${held.names.length} 家`)
    .join('，');
  const up = month.bundles.find(({ name }) => name === 'town-to-city');
  const where = relative(process.cwd(), output) || '.';
  console.log(`
这个月做了什么（企业名单为皋政办发〔2021〕87号附件7；人员、称号和检查内容均为示例）
  市级台账    ${month.enterprises} 家企业，${month.planEntries} 项申报计划，${month.townsInDictionary} 个镇（区、街道）
  挂钩联系    ${month.links} 条
  两个镇区    ${towns}，各自只看到自己的企业
  报备和会议  检查处置报备 ${month.filings} 件，联席会议纪要 ${month.meetings} 份
  数据包      来回 ${month.bundles.length} 个；白蒲镇上报的一个 ${Math.ceil((up?.sizeBytes ?? 0) / 1024)} KB，${up?.operations ?? 0} 条记录
  冲突        有意造成 ${conflicts.found} 处，定下 ${conflicts.settled} 处，还剩 ${conflicts.left} 处
  再次导入    新增 ${month.importedAgain} 条（应为 0）
用时 ${seconds} 秒（一般不超过 ${limitSeconds} 秒，电脑忙时会久一些）。

到哪里看（${where}/）
  annex6.pdf、annex6.docx       附件6 检查处置报备表
  meeting.pdf、meeting.docx     月度联席会议纪要
  ledger.xlsx                   市级台账，与屏幕所见一致
  town-to-city.drcb、city-to-town.drcb   月度交换的数据包（已加密签名）
  screens/                      ${pictures} 张窗口画面，按先后编号
  report.json                   以上全部数字`);
}

function sentenceOf(error: unknown): string {
  if (error instanceof DemoError) return error.message;
  const text = error instanceof Error ? error.message : String(error);
  return `${text}\n（演示数据在临时文件夹中，已清除；您自己的工作台没有被动过。）`;
}
