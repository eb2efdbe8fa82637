/** The month at a town: 镇（区、街道）. */
import { join } from 'node:path';
import { type Invited, link, listEnterprises, type Row } from './city.ts';
import { DemoError, type DemoDesk } from './desk.ts';
import {
  contested,
  type DemoTown,
  inspection,
  inspectionResult,
  meetingNote,
  moment,
  townLeader,
  townPassphrase,
} from './sample.ts';

/** First run with the invitation file and the join code. */
export async function joinCity(desk: DemoDesk, { town, file, joinCode }: Invited): Promise<void> {
  desk.dialogs.answerOpen(file);
  const chosen = await desk.call('session.chooseInvitation', {});
  if (!chosen) throw new DemoError('邀请文件没有打开。');
  const { handle } = chosen;
  const opened = await desk.call('session.openInvitation', { handle, joinCode });
  if (opened.townId !== town.id) throw new DemoError(`邀请文件写的是${opened.townName}，不是${town.name}。`);
  await desk.call('session.join', {
    handle,
    officer: town.officer,
    deviceName: `${town.name}办公电脑`,
    passphrase: townPassphrase,
  });
}

/** 镇区主要领导 is linked to every enterprise of the town. */
export async function linkTownLeader(desk: DemoDesk, town: DemoTown): Promise<void> {
  const { id } = await desk.call('person.create', { fields: townLeader(town) });
  for (const enterprise of await listEnterprises(desk)) await link(desk, enterprise.id, id, 'town-leader');
}

/** The enterprise the story is about: the first of the town. */
export async function heroOf(desk: DemoDesk): Promise<Row> {
  const [first] = await listEnterprises(desk);
  if (!first) throw new DemoError('镇区没有收到企业。');
  return first;
}

/** Fills in the contact, which the city will write as well. */
export async function registerContact(desk: DemoDesk): Promise<void> {
  const { id } = await heroOf(desk);
  const { heads } = await desk.call('enterprise.get', { id });
  await desk.call('enterprise.update', { id, changes: { contactName: contested.byTown }, seen: heads });
}

/** 检查处置报备 planned by a department: a draft with the leader of that day. */
export async function planInspection(desk: DemoDesk, unit: string, date: string): Promise<string> {
  const hero = await heroOf(desk);
  const fields = inspection(unit, date);
  const { id } = await desk.call('filing.create', { enterpriseId: hero.id, fields });
  const { cityLeader } = await desk.call('filing.get', { id });
  if (!cityLeader) throw new DemoError('报备没有带出当日的挂钩联系市领导。');
  return id;
}

/** 草稿 → 已事前报告 */
export async function report(desk: DemoDesk, id: string, atMs: number): Promise<void> {
  const step = { to: 'reported', atMs, notifiedAtMs: atMs + 30 * 60_000 } as const;
  await desk.call('filing.advance', { id, step });
}

/** → 已检查 → 已作结论 → 已报送联系领导 */
export async function conclude(desk: DemoDesk, id: string): Promise<void> {
  await desk.call('filing.advance', { id, step: { to: 'inspected', date: '2026-11-12' } });
  const filing = await desk.call('filing.get', { id });
  await desk.call('filing.update', {
    id,
    enterpriseId: filing.enterpriseId,
    fields: {
      inspectingUnit: filing.inspectingUnit,
      inspectionDate: filing.inspectionDate,
      trigger: filing.trigger,
      triggerReference: filing.triggerReference,
      domain: filing.domain,
      basisAndReason: filing.basisAndReason,
      note: filing.note,
      ...inspectionResult,
    },
    seen: filing.heads,
  });
  await desk.call('filing.advance', { id, step: { to: 'concluded', date: '2026-11-13' } });
  await desk.call('filing.advance', { id, step: { to: 'sent', atMs: moment('2026-11-13', 16, 40) } });
}

/** 月度联席会议 */
export async function writeMeeting(desk: DemoDesk, town: DemoTown): Promise<string> {
  const { name } = await heroOf(desk);
  const { id } = await desk.call('meeting.save', meetingNote(town, name));
  return id;
}

/** The two papers, each as PDF and as Word document. */
export async function exportPapers(
  desk: DemoDesk,
  folder: string,
  filingId: string,
  meetingId: string,
): Promise<void> {
  for (const format of ['pdf', 'docx'] as const) {
    desk.dialogs.answerSave(join(folder, `annex6.${format}`));
    await desk.call('filing.exportPaper', { id: filingId, format });
    desk.dialogs.answerSave(join(folder, `meeting.${format}`));
    await desk.call('meeting.exportPaper', { id: meetingId, format });
  }
}
