/** docs/performance.md: the last figure of each line, with the machine and the day it was taken. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../steps.ts';
import type { Figure } from './measure.ts';

/** The order of the table. */
const order = [
  'search',
  'save',
  'start',
  'start-at-once',
  'import',
  'import-again',
  'preview',
  'open-bundle',
  'city-month',
  'memory',
  'rebuild',
  'register',
  'register-derived',
  'register-statistics',
  'register-due',
  'rules',
  'service',
  'service-all',
  'bulletin',
  'paper',
  'host-call',
];

interface Taken extends Figure {
  readonly date: string;
  readonly machine: string;
  /** Load of the machine while measuring; above its number of processors others were working too. */
  readonly load: string;
}

/** Committed beside the page, so that a partial run in any clone keeps the other rows. */
const kept = join(projectRoot, 'docs/performance.json');
const page = join(projectRoot, 'docs/performance.md');

export function verdict({ holds }: Figure): string {
  if (holds === null) return '—';
  return holds ? '达到' : '未达到';
}

/** Remembers the figures beside those of earlier, partial runs and writes the page from all of them. */
export function keepFigures(figures: readonly Figure[]): void {
  const known = existsSync(kept) ? (JSON.parse(readFileSync(kept, 'utf8')) as Taken[]) : [];
  const now = new Date();
  const taken = figures.map(
    (figure): Taken => ({
      ...figure,
      date: now.toISOString().slice(0, 10),
      machine: machine(),
      load: (loadavg()[0] ?? 0).toFixed(1),
    }),
  );
  const rows = new Map([...known, ...taken].map((row) => [row.id, row]));
  const sorted = [...rows.values()].toSorted((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
  writeFileSync(kept, `${JSON.stringify(sorted, null, 2)}\n`);
  writeFileSync(page, toPage(sorted));
}

function machine(): string {
  const [first] = cpus();
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  return `${cpus().length} × ${first?.model.trim() ?? '?'}，${gigabytes} GB，${process.platform} ${process.arch}，Node ${process.versions.node}`;
}

function toPage(rows: readonly Taken[]): string {
  const header = [
    '测什么',
    '怎么测',
    '结果',
    '同一次运行中的对照',
    '限度',
    '比值（中位数，各轮范围）',
    '结论',
    '日期，负载',
  ];
  const lines = rows.map((row) => [
    row.what,
    row.how,
    row.figure,
    row.beside,
    row.limit || '—',
    row.ratio,
    verdict(row),
    `${row.date}，${row.load}`,
  ]);
  const table = [header, header.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`);
  const machines = [...new Set(rows.map((row) => row.machine))];
  return `# 性能

\`npm run bench\` 测出并写成本页；\`npm run bench -- --only search,save\` 只测几项，其余各行保留上次的结果。
限度都是同一次运行里的比值，因为绝对时间随机器而变：两边交替测若干轮，每轮求一个比值，再取中位数。
“负载”是测完时一分钟平均负载；高于处理器个数时，机器同时在做别的事，绝对时间只能偏大，比值也不很稳。

机器：${machines.join('；')}

${table.join('\n')}

${notes}`;
}

const notes = `## 说明

- 搜索、保存和导入都经过真正的 \`createRpc\` 和全部处理程序，从派发计到回复；窗口和进程间的传递不计在内，浏览器宿主自己的开销单列一行。返回值不再核对一遍，与打包后的程序相同。
- 名称、代码和拼音在内存里查找；解锁后第一次搜索先把它们读进内存，100,000 家约需半秒，2,000 家不到 20 ms。
- 数据库是真正的加密库（chacha20，\`synchronous=FULL\`），放在系统临时文件夹所在的磁盘上，不在内存盘上。
- “直接插入”的对照插入的是导入以后库里的同样各行，一个事务，预编译语句，同样的索引和设置；它不解密、不验签、不检查、不合并，也不算拼音。
- 启动一项从启动宿主计到台账列表出现第一行。人输入口令的时间不是程序的时间：口令由脚本逐键输入，所用时间扣除；口令的密钥派生（scrypt，有意放慢）单独测出并扣除，扣除前的数也写在结果里。口令瞬间填入的另列一行，那时准备界面和派生密钥争用处理器。
- 台账一项的报备也由记录投影而来，库中另有全部记录；筛选、计数、分页、统计和时限只读索引，页上各份再逐份读出。
- 测试里没有计时的断言：这一页是记录，不是门槛。
`;
