/** Shares the mutants among processes, so that one that dies or hangs is seen and named instead of ending the run. */
import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { emptyReport, type FuzzOptions, type FuzzReport } from './run.ts';

/** No mutant may take longer: a laptop in a town hall is ten times slower than this. */
const patienceMs = 120_000;

export type Share = Omit<FuzzOptions, 'from' | 'step' | 'folder' | 'onProgress'>;

interface Message {
  readonly tried?: number;
  readonly next?: number;
  readonly report?: FuzzReport;
}

export async function runInProcesses(
  share: Share,
  processes: number,
  folder: string,
  onProgress: (tried: number) => void,
): Promise<FuzzReport> {
  const tried = Array.from({ length: processes }, () => 0);
  const reports = await Promise.all(
    tried.map((_, index) => {
      const options = { ...share, from: index, step: processes, folder: join(folder, String(index)) };
      return runOne(options, (count) => {
        tried[index] = count;
        onProgress(tried.reduce((sum, one) => sum + one, 0));
      });
    }),
  );
  return reports.reduce(addReports, emptyReport());
}

/** A process that ends before its report, or is silent for too long, is a crash of the mutant it was at. */
function runOne(options: FuzzOptions, onTried: (tried: number) => void): Promise<FuzzReport> {
  return new Promise((resolve) => {
    const child = fork(join(import.meta.dirname, 'fuzz-child.ts'), [JSON.stringify(options)], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    let next = options.from;
    let report: FuzzReport | undefined;
    let isSilent = false;
    let timer = watch(child, () => (isSilent = true));
    child.on('message', (message: Message) => {
      clearTimeout(timer);
      timer = watch(child, () => (isSilent = true));
      if (message.tried !== undefined) onTried(message.tried);
      next = message.next ?? next;
      report = message.report ?? report;
    });
    child.on('exit', (code, signal) => {
      clearTimeout(timer);
      const what = isSilent ? 'hung' : `ended with ${code ?? signal}`;
      const fault = `a process ${what} at one of the 50 mutants from ${next}`;
      resolve(report ?? { ...emptyReport(), crashes: 1, faults: [fault] });
    });
  });
}

function watch(child: ChildProcess, onSilence: () => void): NodeJS.Timeout {
  return setTimeout(() => {
    onSilence();
    child.kill('SIGKILL');
  }, patienceMs);
}

function addReports(a: FuzzReport, b: FuzzReport): FuzzReport {
  return {
    tried: a.tried + b.tried,
    refused: a.refused + b.refused,
    genuine: a.genuine + b.genuine,
    asking: a.asking + b.asking,
    accepted: a.accepted + b.accepted,
    crashes: a.crashes + b.crashes,
    calls: a.calls + b.calls,
    databaseChanges: a.databaseChanges + b.databaseChanges,
    leftFiles: Math.max(a.leftFiles, b.leftFiles),
    peakMegabytes: Math.max(a.peakMegabytes, b.peakMegabytes),
    slowestMs: Math.max(a.slowestMs, b.slowestMs),
    slowest: a.slowestMs > b.slowestMs ? a.slowest : b.slowest,
    byFamily: addCounts(a.byFamily, b.byFamily),
    byCode: addCounts(a.byCode, b.byCode),
    faults: [...a.faults, ...b.faults],
  };
}

function addCounts(a: Readonly<Record<string, number>>, b: Readonly<Record<string, number>>) {
  const sum: Record<string, number> = { ...a };
  for (const [name, count] of Object.entries(b)) sum[name] = (sum[name] ?? 0) + count;
  return sum;
}
