import { findPersonIds, soundingAlike } from '../../db/search/find.ts';
import { newRecordId } from '../../db/log/record-id.ts';
import { findEnterprise } from '../../db/enterprise.ts';
import { seenHeadsOf } from '../../db/heads.ts';
import {
  findLink,
  type LinkRecord,
  linkedCounts,
  linkSpec,
  linksByEnterprise,
  linksByPerson,
} from '../../db/link.ts';
import { appendWrite } from '../../db/log/append.ts';
import { findPerson, listPeople, type PersonRecord } from '../../db/person.ts';
import type { ReadDb, WriteDb } from '../../db/sql.ts';
import { addDays, localDate } from '../../shared/clock.ts';
import { AppError } from '../../shared/errors.ts';
import { cityPartition, townPartition } from '../../shared/log/operation.ts';
import type { Link, LinkFields, Person, personContract } from '../../shared/person/contract.ts';
import { cityLeaderLinkEntity, linkEntity, personEntity } from '../../shared/person/entity.ts';
import { type LinkKind, type LinkPlan, linksOn, linkWarnings, planLink } from '../../shared/person/rules.ts';
import { isEditable, requireEditable } from '../editable.ts';
import { authorOf, type DeskIdentity } from '../desk.ts';
import type { HandlerContext, HandlersOf } from '../rpc.ts';

/** Of a picker. */
const pickedPeople = 50;

export const personHandlers: HandlersOf<typeof personContract> = {
  'person.list': (db, { category, includeFormer }, { desk, nowMs }) => {
    const today = localDate(nowMs);
    const counts = linkedCounts(db, today);
    const people = listPeople(db, {
      ...(category ? { category } : {}),
      ...(includeFormer ? {} : { inOfficeOn: today }),
    });
    return people.map((person) => toPersonView(db, person, desk.identity, counts.get(person.id) ?? 0));
  },
  'person.pick': (db, { text }, { desk, nowMs }) => {
    const today = localDate(nowMs);
    const inOffice = new Map(listPeople(db, { inOfficeOn: today }).map((person) => [person.id, person]));
    const known = (ids: readonly string[]) => ids.flatMap((id) => inOffice.get(id) ?? []);
    const found = known(findPersonIds(db, text, pickedPeople));
    const soundsAlike = found.length === 0;
    const people = soundsAlike ? known(soundingAlike(db, 'person', text, pickedPeople)) : found;
    const counts = linkedCounts(db, today);
    return people.map((person) => ({
      ...toPersonView(db, person, desk.identity, counts.get(person.id) ?? 0),
      soundsAlike,
    }));
  },
  'person.get': (db, { id }, { desk, nowMs }) => {
    const person = requirePerson(db, id);
    const count = linkedCounts(db, localDate(nowMs)).get(id) ?? 0;
    return toPersonView(db, person, desk.identity, count);
  },
  'person.create': (db, { fields }, { desk, nowMs }) => {
    const partition = desk.identity.side === 'city' ? cityPartition : townPartition(desk.identity.townId);
    const id = newRecordId(partition);
    appendWrite(db, authorOf(desk.identity, nowMs), { spec: personEntity, id, partition, fields });
    return { id };
  },
  'person.update': (db, { id, fields, seen }, { desk, nowMs }) => {
    const { partition } = requirePerson(db, id);
    appendWrite(db, authorOf(desk.identity, nowMs), { spec: personEntity, id, partition, fields, seen });
    return { id };
  },
  'person.remove': (db, { id }, context) => {
    const { desk, nowMs } = context;
    const { partition } = requirePerson(db, id);
    const today = localDate(nowMs);
    // Those that another town keeps now are its to end. They stay readable, as do those that have ended: they keep the
    // person's name (db/link.ts).
    const isLinked = linksByPerson(db, id).some(
      ({ enterpriseId, toDate }) =>
        (toDate === '' || toDate >= today) && isLinkingHere(db, enterpriseId, context),
    );
    if (isLinked) throw new AppError('person.has-links');
    appendWrite(db, authorOf(desk.identity, nowMs), {
      spec: personEntity,
      id,
      partition,
      fields: { deleted: true },
    });
    return null;
  },
  'link.byEnterprise': (db, { enterpriseId }, context) =>
    linksByEnterprise(db, enterpriseId).map((link) => toLinkView(db, link, context)),
  'link.byPerson': (db, { personId }, context) =>
    linksByPerson(db, personId).map((link) => toLinkView(db, link, context)),
  'link.onDate': (db, { enterpriseId, date }, context) =>
    linksOn(linksByEnterprise(db, enterpriseId), date).map((link) => toLinkView(db, link, context)),
  'link.check': (db, { enterpriseId, id, fields }) => {
    const others = linksByEnterprise(db, enterpriseId).filter((link) => link.id !== id);
    return linkWarnings(fields, others, requirePerson(db, fields.personId));
  },
  'link.create': (db, { enterpriseId, fields }, context) => {
    requireEditable(db, enterpriseId, context);
    const id = newRecordId(enterpriseId);
    writeLink(db, id, enterpriseId, fields, context);
    return { id };
  },
  'link.checkMany': (db, { enterpriseIds, fields }) => {
    const plans = plansFor(db, enterpriseIds, fields);
    const count = (is: (plan: LinkPlan) => boolean): number => plans.filter(({ plan }) => is(plan)).length;
    return {
      fresh: count((plan) => !plan.isLinked),
      already: count((plan) => plan.isLinked),
      occupied: count((plan) => !plan.isLinked && plan.others.length > 0),
      lasting: plans.flatMap(({ plan }) => (plan.isLinked ? [] : plan.lasting)).length,
    };
  },
  'link.createMany': (db, { enterpriseIds, fields, endOthers }, context) => {
    let created = 0;
    let ended = 0;
    const plans = plansFor(db, enterpriseIds, fields);
    for (const { enterpriseId, plan } of plans) {
      if (plan.isLinked) continue;
      requireEditable(db, enterpriseId, context);
      for (const id of endOthers ? plan.lasting : []) {
        const link = fieldsOf(requireLink(db, id));
        writeLink(db, id, enterpriseId, { ...link, toDate: addDays(fields.fromDate, -1) }, context);
        ended += 1;
      }
      writeLink(db, newRecordId(enterpriseId), enterpriseId, fields, context);
      created += 1;
    }
    return { created, already: plans.length - created, ended };
  },
  'link.update': (db, { id, fields, seen }, context) => {
    const link = requireLink(db, id);
    if (link.kind !== fields.kind) throw new AppError('link.kind-fixed');
    writeLink(db, id, link.enterpriseId, fields, context, seen);
    return { id };
  },
  'link.remove': (db, { id }, context) => {
    const { kind, enterpriseId } = requireLink(db, id);
    mayLink(db, enterpriseId, kind, context);
    const write = { spec: linkSpec(kind), id, partition: enterpriseId, fields: { deleted: true } };
    appendWrite(db, authorOf(context.desk.identity, context.nowMs), write);
    return null;
  },
};

function plansFor(
  db: ReadDb,
  enterpriseIds: readonly string[],
  fields: LinkFields,
): { readonly enterpriseId: string; readonly plan: LinkPlan }[] {
  return [...new Set(enterpriseIds)].map((enterpriseId) => ({
    enterpriseId,
    plan: planLink(fields, linksByEnterprise(db, enterpriseId)),
  }));
}

function fieldsOf({ personId, kind, fromDate, toDate, note }: LinkFields): LinkFields {
  return { personId, kind, fromDate, toDate, note };
}

function writeLink(
  db: WriteDb,
  id: string,
  enterpriseId: string,
  link: LinkFields,
  context: HandlerContext,
  seen?: Readonly<Record<string, readonly string[]>>,
): void {
  mayLink(db, enterpriseId, link.kind, context);
  requirePerson(db, link.personId);
  const { kind, ...fields } = link;
  const author = authorOf(context.desk.identity, context.nowMs);
  const common = { id, partition: enterpriseId, ...(seen ? { seen } : {}) };
  if (kind === 'city-leader') appendWrite(db, author, { spec: cityLeaderLinkEntity, ...common, fields });
  else appendWrite(db, author, { spec: linkEntity, ...common, fields: { ...fields, kind } });
}

/**
 * 挂钩联系市领导 is decided by the city (领导小组办公室), and what another town keeps is only looked at. Links of an
 * enterprise that was removed or is not here yet can still be ended.
 */
function mayLink(db: ReadDb, enterpriseId: string, kind: LinkKind, context: HandlerContext): void {
  if (kind === 'city-leader' && context.desk.identity.side !== 'city')
    throw new AppError('link.city-decides');
  if (findEnterprise(db, enterpriseId)) requireEditable(db, enterpriseId, context);
}

/** Whether `mayLink` lets links of this enterprise be ended here. */
function isLinkingHere(db: ReadDb, enterpriseId: string, context: HandlerContext): boolean {
  const enterprise = findEnterprise(db, enterpriseId);
  return enterprise === undefined || isEditable(db, enterprise, context);
}

function requirePerson(db: ReadDb, id: string): PersonRecord {
  const person = findPerson(db, id);
  if (!person) throw new AppError('record.not-found');
  return person;
}

function requireLink(db: ReadDb, id: string): LinkRecord {
  const link = findLink(db, id);
  if (!link) throw new AppError('record.not-found');
  return link;
}

function toPersonView(
  db: ReadDb,
  { partition, ...person }: PersonRecord,
  identity: DeskIdentity,
  linkedCount: number,
): Person {
  const isKept = identity.side === 'city' || partition === townPartition(identity.townId);
  const editable = isKept && identity.leaderId === '';
  return { ...person, editable, linkedCount, heads: seenHeadsOf(db, personEntity.type, person.id) };
}

function toLinkView(db: ReadDb, link: LinkRecord, context: HandlerContext): Link {
  const { side, leaderId } = context.desk.identity;
  const isOurs = leaderId === '' && (side === 'city' || link.kind !== 'city-leader');
  return {
    ...link,
    editable: isOurs && isLinkingHere(db, link.enterpriseId, context),
    heads: seenHeadsOf(db, linkSpec(link.kind).type, link.id),
  };
}
