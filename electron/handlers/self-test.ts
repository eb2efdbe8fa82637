import { requireIdentity } from '../../db/identity.ts';
import { localDateTime } from '../../shared/clock.ts';
import type { selfTestContract, SignedSelfTestReport } from '../../shared/self-test/contract.ts';
import { writeFileSafely } from '../files.ts';
import type { HandlersOf } from '../rpc.ts';
import { runSelfTest } from '../self-test/report.ts';
import { reportText, signReport, unsigned } from '../self-test/signature.ts';
import type { Services } from '../services.ts';

export const selfTestHandlers: HandlersOf<typeof selfTestContract> = {
  'selfTest.run': async (services) => {
    const report = await reportOf(services);
    last.set(services, report);
    return report;
  },
  'selfTest.save': async (services) => {
    const report = last.get(services);
    if (!report) return null;
    const path = await services.dialogs.saveFile({
      title: '保存自检报告',
      defaultName: `自检报告${localDateTime(report.atMs).replaceAll(/[-: ]/g, '')}.json`,
      filters: [{ name: '自检报告', extensions: ['json'] }],
    });
    if (path === null) return null;
    // A desk locked meanwhile keeps nobody from it: the report was made and signed before, and says nothing of the ledger.
    await writeFileSafely(path, Buffer.from(reportText(report)));
    return { path };
  },
};

/** Kept here, not handed back by the page: what is saved is what was measured. */
const last = new WeakMap<Services, SignedSelfTestReport>();

async function reportOf({ desk, program, nowMs }: Services): Promise<SignedSelfTestReport> {
  const report = await runSelfTest({ ...program, nowMs: nowMs(), isDeskOpen: true });
  // It may have been locked in the seconds since.
  const open = desk.current();
  return open
    ? signReport(report, requireIdentity(open.db))
    : unsigned(report, '自检期间台账已锁定，没有签名');
}
