/** The words and the verdict of a run. */
import type { FuzzReport } from './run.ts';

/** Of one process, the program's own modules (some 150 MB) and the desks included. */
export const memoryLimitMegabytes = 512;

/** Nothing was taken that should not be, nothing fell over, nothing was written, and all of it was tried. */
export function sound(report: FuzzReport, mutants: number): boolean {
  return (
    report.tried === mutants &&
    report.refused + report.genuine + report.asking === mutants &&
    report.accepted === 0 &&
    report.crashes === 0 &&
    report.databaseChanges === 0 &&
    report.leftFiles === 0 &&
    report.faults.length === 0 &&
    report.peakMegabytes < memoryLimitMegabytes
  );
}

export function reportText(report: FuzzReport, seconds: number): string {
  const { tried, refused, genuine, asking, accepted, crashes, calls } = report;
  const lines = [
    '',
    `${tried} 个变异体：拒绝 ${refused}，与原包同义 ${genuine}，待人核对 ${asking}，误收 ${accepted}，崩溃 ${crashes}`,
    `其中 ${calls} 个另经 exchange.open；数据库变化 ${report.databaseChanges}，收件箱遗留 ${report.leftFiles}`,
    `内存峰值 ${report.peakMegabytes.toFixed(0)} MB；最慢 ${report.slowestMs.toFixed(0)} ms（${report.slowest}）`,
    `用时 ${seconds.toFixed(0)} s，${(tried / seconds).toFixed(0)} 个/s`,
    '',
    ...byCount('拒绝理由', report.byCode),
    '',
    ...byCount('变异方式', report.byFamily),
    ...report.faults.map((fault) => `\n! ${fault}`),
  ];
  return lines.join('\n');
}

function byCount(title: string, counts: Readonly<Record<string, number>>): string[] {
  const rows = Object.entries(counts).sort(([, a], [, b]) => b - a);
  return [`${title}：`, ...rows.map(([name, count]) => `  ${String(count).padStart(7)}  ${name}`)];
}
