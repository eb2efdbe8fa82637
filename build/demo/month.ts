/** The month itself, from the first run to the reply: each step as an officer would take it. */
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { annex7EnterpriseNames, annex7Plan } from '../../shared/annex7/plan.ts';
import { expectEqual, expectSame, type Holdings, holdingsOf } from './checks.ts';
import {
  contradict,
  exportLedger,
  invite,
  type Invited,
  issueRoster,
  listEnterprises,
  settleConflicts,
  showDossierAndPeople,
  unlock,
} from './city.ts';
import { type DemoDesk, DemoError } from './desk.ts';
import { exportBundle, take } from './exchange.ts';
import { cityDesk, clocks, type DemoTown, firstTown, moment, secondTown, townPassphrase } from './sample.ts';
import {
  conclude,
  exportPapers,
  heroOf,
  joinCity,
  linkTownLeader,
  planInspection,
  registerContact,
  report,
  writeMeeting,
} from './town.ts';

export interface MonthOptions {
  /** Temporary: the desks' own folders and the stick. */
  readonly work: string;
  readonly output: string;
  /** Opens a desk: its folder is made and stays there for the next start, its clock is ISO 8601 with the time zone. */
  readonly openDesk: (folder: string, clock: string) => Promise<DemoDesk>;
  /** Runs one named step and measures it. */
  readonly step: <Value>(name: string, work: () => Promise<Value>) => Promise<Value>;
}

export interface MonthResult {
  readonly enterprises: number;
  readonly planEntries: number;
  readonly townsInDictionary: number;
  readonly links: number;
  readonly filings: number;
  readonly meetings: number;
  readonly conflicts: { readonly found: number; readonly settled: number; readonly left: number };
  readonly ledgerRows: number;
  readonly towns: Readonly<Record<string, Holdings>>;
  readonly bundles: readonly BundleFacts[];
  readonly importedAgain: number;
}

interface BundleFacts {
  readonly name: string;
  readonly sizeBytes: number;
  readonly operations: number;
  readonly added: number;
}

export async function playMonth(options: MonthOptions): Promise<MonthResult> {
  const { step, output } = options;
  const stick = join(options.work, 'stick');
  mkdirSync(stick, { recursive: true });
  const bundles: BundleFacts[] = [];
  const open: DemoDesk[] = [];
  const start = async (folder: string, clock: string): Promise<DemoDesk> => {
    const desk = await options.openDesk(join(options.work, folder), clock);
    open.push(desk);
    return desk;
  };
  const pass = async (name: string, from: DemoDesk, to: string): Promise<string> => {
    const path = join(stick, `${name}.drcb`);
    const { sizeBytes, operations } = await exportBundle(from, path, to);
    bundles.push({ name, sizeBytes, operations, added: 0 });
    return path;
  };
  const receive = async (desk: DemoDesk, path: string, picture?: string): ReturnType<typeof take> => {
    const taken = await take(desk, path, picture);
    const index = bundles.findIndex(({ name }) => path.endsWith(`${name}.drcb`));
    const facts = bundles[index];
    if (facts) bundles[index] = { ...facts, added: taken.imported.added };
    return taken;
  };

  try {
    const invited = await step(
      '市级：首次运行，载入附件7名册，挂钩联系，邀请两个镇区，下发数据包',
      async () => {
        const city = await start('city', clocks.cityIssues);
        expectEqual('载入的名册', await issueRoster(city), {
          created: annex7EnterpriseNames.length,
          plans: annex7Plan.length,
        });
        await showDossierAndPeople(city);
        const made: (Invited & { readonly bundle: string })[] = [];
        for (const town of [firstTown, secondTown]) {
          const invitation = await invite(city, stick, town);
          made.push({ ...invitation, bundle: await pass(`city-to-${town.id}-first`, city, town.id) });
        }
        await city.show('/exchange');
        await city.picture('05-city-exchange');
        await city.close();
        return made;
      },
    );
    const [first, second] = invited;
    if (!first || !second) throw new DemoError('邀请没有做好。');

    const filingId = await step(
      '白蒲镇：凭邀请文件和加入码加入，导入名册，挂钩镇区领导，起草报备',
      async () => {
        const desk = await start('first-town', clocks.townJoins);
        await joinCity(desk, first);
        await receive(desk, first.bundle, '06-town-import-preview');
        await linkTownLeader(desk, firstTown);
        await registerContact(desk);
        await desk.show('/enterprises');
        await desk.picture('07-town-ledger');
        const id = await planInspection(desk, '如皋市应急管理局（示例）', '2026-11-12');
        await desk.show(`/filings/${id}`, true);
        await desk.picture('08-filing-draft');
        await desk.close();
        return id;
      },
    );

    const secondUp = await step('长江镇：同样加入，报备一件，上报', async () => {
      const desk = await start('second-town', clocks.secondTownJoins);
      await joinCity(desk, second);
      await receive(desk, second.bundle);
      await linkTownLeader(desk, secondTown);
      const id = await planInspection(desk, '如皋市消防救援大队（示例）', '2026-11-18');
      await report(desk, id, moment('2026-11-10', 11));
      const path = await pass('second-town-to-city', desk, '');
      await desk.close();
      return path;
    });

    const town = await step('白蒲镇：解锁，报备办到报送联系领导，会议纪要，导出公文和数据包', async () => {
      const desk = await start('first-town', clocks.townReports);
      await unlock(desk, townPassphrase, '09-lock-screen');
      await desk.show('/today');
      await desk.picture('10-town-today');
      await report(desk, filingId, moment('2026-11-10', 10));
      await conclude(desk, filingId);
      await desk.show(`/filings/${filingId}`, true);
      await desk.picture('11-filing-sent');
      const meetingId = await writeMeeting(desk, firstTown);
      await desk.show(`/meetings/${meetingId}`, true);
      await desk.picture('12-meeting');
      await exportPapers(desk, output, filingId, meetingId);
      const path = await pass('town-to-city', desk, '');
      copyFileSync(path, join(output, 'town-to-city.drcb'));
      return { desk, path };
    });

    const gathered = await step('市级：确认电脑，预览，导入两个镇区，定下冲突，导出台账，回发', async () => {
      const city = await start('city', clocks.cityGathers);
      await unlock(city, cityDesk.passphrase);
      await contradict(city);
      const up = await receive(city, town.path, '13-city-import-preview');
      expectEqual('市级确认新电脑', up.wasUnconfirmed, true);
      expectEqual('有意造成的冲突', up.imported.conflicts, 1);
      const settled = await settleConflicts(city);
      await receive(city, secondUp);
      const hero = await heroOf(town.desk);
      await city.show(`/enterprises/${hero.id}?section=history`);
      await city.picture('15-history');
      const ledgerRows = await exportLedger(city, join(output, 'ledger.xlsx'));
      const reply = await pass('city-to-town', city, firstTown.id);
      copyFileSync(reply, join(output, 'city-to-town.drcb'));
      const secondReply = await pass('city-to-second-town', city, secondTown.id);
      await city.show('/month');
      await city.picture('18-month');
      await city.chooseView('本月变化');
      await city.picture('19-month-changes');
      const [sent] = await city.call('exchange.history', {});
      await city.show(`/exchange/receipt/${sent?.id ?? ''}`, true);
      await city.picture('20-receipt');
      await city.show('/conflicts');
      return { city, settled, found: up.imported.conflicts, ledgerRows, reply, secondReply };
    });
    const { city } = gathered;

    const again = await step('白蒲镇：导入回发的数据包，再导入一次不增加任何内容', async () => {
      await receive(town.desk, gathered.reply, '16-town-reply-preview');
      const repeated = await take(town.desk, gathered.reply);
      expectEqual('再次导入新增', repeated.imported.added, 0);
      await town.desk.show('/exchange');
      await town.desk.picture('17-town-exchange-history');
      return repeated.imported.added;
    });

    const other = await step('长江镇：导入回发的数据包', async () => {
      const desk = await start('second-town', clocks.townReceives);
      await unlock(desk, townPassphrase);
      await receive(desk, gathered.secondReply);
      return desk;
    });

    return await step('核对：市级与两个镇区的台账一致，镇区只看到自己的企业', async () => {
      const held: [DemoTown, DemoDesk][] = [
        [firstTown, town.desk],
        [secondTown, other],
      ];
      const towns: Record<string, Holdings> = {};
      for (const [which, desk] of held) towns[which.name] = await expectSame(city, desk, which);
      const whole = await holdingsOf(city);
      expectEqual('市级企业数', whole.names.length, annex7EnterpriseNames.length);
      expectEqual('市级申报计划数', whole.planEntries, annex7Plan.length);
      const { count: left } = await city.call('conflict.count', {});
      expectEqual('未定的冲突', left, 0);
      expectEqual('导出的台账行数', gathered.ledgerRows, (await listEnterprises(city)).length);
      return {
        enterprises: whole.names.length,
        planEntries: whole.planEntries,
        townsInDictionary: (await city.call('town.list', {})).length,
        links: whole.links,
        filings: whole.filings,
        meetings: (await city.call('meeting.list', {})).length,
        conflicts: { found: gathered.found, settled: gathered.settled, left },
        ledgerRows: gathered.ledgerRows,
        towns,
        bundles,
        importedAgain: again,
      };
    });
  } finally {
    await Promise.allSettled(open.map((desk) => desk.close()));
  }
}
