/** The month at 市发改委. */
import { join } from 'node:path';
import type { OutputOf } from '../../shared/contract.ts';
import { enterpriseColumns } from '../../shared/enterprise/columns.ts';
import { DemoError, type DemoDesk } from './desk.ts';
import {
  cityDesk,
  cityLeaders,
  contested,
  type DemoTown,
  department,
  firstTown,
  sampleTitle,
  secondTown,
} from './sample.ts';

export type Row = OutputOf<'enterprise.list'>[number];
export interface Invited {
  readonly town: DemoTown;
  readonly file: string;
  readonly joinCode: string;
}

export const allEnterprises = {
  filter: {},
  sort: { key: 'town', order: 'asc' },
  offset: 0,
  limit: 1000,
} as const;

/** The enterprises of one town, or of the whole desk. */
export function listEnterprises(desk: DemoDesk, townId?: string): Promise<Row[]> {
  return desk.call('enterprise.list', { ...allEnterprises, filter: townId ? { towns: [townId] } : {} });
}

/** First run, the roster of 附件7, leaders and links. */
export async function issueRoster(city: DemoDesk): Promise<{ created: number; plans: number }> {
  await city.picture('01-first-run');
  await city.call('session.createCity', cityDesk);
  const loaded = await city.call('roster.loadSample', {});
  const leaders = [];
  for (const fields of cityLeaders) leaders.push(await city.call('person.create', { fields }));
  const { id: departmentId } = await city.call('person.create', { fields: department });
  for (const [index, { id }] of [firstTown, secondTown].entries()) {
    const personId = leaders[index]?.id;
    if (personId === undefined) throw new DemoError('示例市领导不够两位。');
    for (const enterprise of await listEnterprises(city, id)) {
      await link(city, enterprise.id, personId, 'city-leader');
      await link(city, enterprise.id, departmentId, 'department');
    }
    const [first] = await listEnterprises(city, id);
    if (!first) throw new DemoError('示例分派没有给演示的镇区企业。');
    await city.call('title.create', { enterpriseId: first.id, fields: sampleTitle });
  }
  await city.show('/enterprises');
  await city.picture('02-city-ledger');
  return loaded;
}

/** A person linked to an enterprise from the start of the month. */
export async function link(
  desk: DemoDesk,
  enterpriseId: string,
  personId: string,
  kind: 'city-leader' | 'town-leader' | 'department',
): Promise<void> {
  const fields = { personId, kind, fromDate: '2026-11-01', toDate: '', note: '' };
  await desk.call('link.create', { enterpriseId, fields });
}

export async function showDossierAndPeople(city: DemoDesk): Promise<void> {
  const [first] = await listEnterprises(city, firstTown.id);
  await city.show(`/enterprises/${first?.id ?? ''}`);
  await city.picture('03-dossier');
  await city.show('/people');
  await city.picture('04-linked-leaders');
}

/** The invitation file on the stick and the join code, which is told by telephone. */
export async function invite(city: DemoDesk, stick: string, town: DemoTown): Promise<Invited> {
  const file = join(stick, `${town.name}.drci`);
  city.dialogs.answerSave(file);
  const made = await city.call('invitation.create', { for: { kind: 'town', townId: town.id } });
  if (!made) throw new DemoError('邀请文件没有保存。');
  return { town, file, joinCode: made.joinCode };
}

/** The city writes what the town has written as well: a conflict, made on purpose. */
export async function contradict(city: DemoDesk): Promise<void> {
  const [first] = await listEnterprises(city, firstTown.id);
  const { id, heads } = await city.call('enterprise.get', { id: first?.id ?? '' });
  await city.call('enterprise.update', { id, changes: { contactName: contested.byCity }, seen: heads });
}

/** Settles every conflict in favour of the town, which knows the enterprise. */
export async function settleConflicts(city: DemoDesk): Promise<number> {
  await city.show('/conflicts');
  await city.picture('14-conflict');
  const conflicts = await city.call('conflict.list', {});
  for (const { entityType, entityId, field, values } of conflicts) {
    const chosen = values.find(({ side }) => side === 'town') ?? values[0];
    if (!chosen) continue;
    const value = chosen.value as string;
    const seen = values.map(({ opId }) => opId);
    await city.call('conflict.settle', { entityType, entityId, field, value, seen });
  }
  return conflicts.length;
}

export async function exportLedger(city: DemoDesk, path: string): Promise<number> {
  city.dialogs.answerSave(path);
  const { filter, sort } = allEnterprises;
  const columns = enterpriseColumns.filter((column) => !column.hidden).map(({ key }) => key);
  const exported = await city.call('enterprise.export', { filter, sort, columns });
  if (!exported) throw new DemoError('台账没有导出。');
  return exported.rows;
}

/** Back at the office: the lock screen, the passphrase, the ledger. */
export async function unlock(desk: DemoDesk, passphrase: string, picture?: string): Promise<void> {
  if (picture) await desk.picture(picture);
  await desk.call('session.unlock', { passphrase });
}
