/** Visits, problems, promises, inspections of a big town, as they come in over the years. */
import { insertBundle } from '../../db/bundle.ts';
import { insertBundleDetail } from '../../db/bundle-detail.ts';
import { transact, sql, value } from '../../db/sql.ts';
import type { Desk } from '../../electron/desk.ts';
import { addDays, localDate, startOfDayMs } from '../../shared/clock.ts';
import { problemCategories } from '../../shared/problem/rules.ts';
import { benchNowMs } from './desk.ts';
import { createWriter, takeIn } from './operations.ts';
import { createRandom, pick, sampleEnterprises, sampleId } from './sample.ts';

const leaders = 30;
const today = localDate(benchNowMs);
const hosts = Array.from({ length: 24 }, (_, index) => `市第${index + 1}主办单位`);
const wishes = ['一线操作工招工难', '货车限行', '环评批复进度慢', '续贷利率偏高', '夏季限电', '运费上涨'];
const operationsAtOnce = 20_000;

/**
 * As many visits as problems, spread over the days before today, in the order of their days as a desk takes them in; of
 * the problems of old nearly all are closed. Half of the visits were planned, some are still to come. Beside every tenth
 * visit one was entered by mistake, with a promise, and removed. The last bundle was not looked through yet.
 */
export function seedService(desk: Desk, enterprises: number, records: number, days: number): void {
  const writer = createWriter(desk, 'd'.repeat(32));
  const random = createRandom(47);
  const sample = sampleEnterprises(enterprises);
  let operations = sample.flatMap(({ id, name, creditCode, townId }, index) => {
    const fields = {
      name,
      formerNames: [],
      shortName: '',
      creditCode,
      townId,
      industry: '通用设备制造业',
      pool: null,
    };
    const link = { personId: leaderId(index % leaders), fromDate: '2015-01-01', toDate: '', note: '' };
    return [
      writer.write('enterprise', id, id, fields),
      writer.write('cityLeaderLink', sampleId(`link ${index}`), id, link),
    ];
  });
  for (let index = 0; index < leaders; index += 1) {
    const fields = {
      name: `领导${index}`,
      post: '副市长',
      unit: '市政府',
      category: 'city-leader',
      phone: '',
    };
    const office = { inOfficeFrom: '', inOfficeTo: '' };
    operations.push(writer.write('person', leaderId(index), 'city', { ...fields, ...office }));
  }
  const dates = Array.from({ length: records / 2 }, () => addDays(today, -1 - Math.floor(random() * days)));
  for (const [index, date] of dates.toSorted().entries()) {
    const { id: enterpriseId } = pick(random, sample);
    const visitId = `${enterpriseId}${sampleId(`visit ${index}`)}`;
    const n = Math.floor(random() * leaders);
    operations.push(
      writer.write('visit', visitId, enterpriseId, {
        timing: {
          status: 'made',
          plannedOn: index % 2 === 0 ? addDays(date, -(index % 7)) : '',
          visitedOn: date,
          reason: '',
        },
        leader: { personId: leaderId(n), name: `领导${n}`, post: '副市长' },
        participants: ['王主任'],
        hosts: '陈总',
        purpose: '了解生产经营情况',
        said: '订单饱满，用工紧张，希望协调招聘和融资。'.repeat(3),
        note: '',
      }),
      writer.write('problem', `${enterpriseId}${sampleId(`problem ${index}`)}`, enterpriseId, {
        title: `${pick(random, wishes)}，希望协调`,
        detail: '订单同比增加四成，周边用工紧张，希望组织专场招聘会并与职业学校对接。'.repeat(2),
        category: pick(random, problemCategories),
        raisedOn: date,
        raisedBy: '陈总',
        phone: '',
        source: 'visit',
        visitId,
        handling: handlingOf(random, date),
        mergedInto: '',
      }),
    );
    operations.push(...besideVisit(writer, random, { enterpriseId, visitId, date, index }));
    if (index % 10 === 0) operations.push(...removedVisit(writer, enterpriseId, date, index));
    if (operations.length >= operationsAtOnce) {
      takeIn(desk, operations);
      operations = [];
    }
  }
  for (let index = 0; index < 150; index += 1) {
    const { id: enterpriseId } = pick(random, sample);
    operations.push(
      writer.write('visit', `${enterpriseId}${sampleId(`plan ${index}`)}`, enterpriseId, {
        timing: { status: 'planned', plannedOn: addDays(today, index % 40), visitedOn: '', reason: '' },
        leader: { personId: leaderId(index % leaders), name: `领导${index % leaders}`, post: '副市长' },
        participants: [],
        hosts: '',
        purpose: '',
        said: '',
        note: '',
      }),
    );
  }
  takeIn(desk, operations);
  takeInNews(desk, sample);
}

const newsSaves = 300;

/** What another laptop of the same side wrote of as many enterprises. */
function takeInNews(desk: Desk, sample: ReturnType<typeof sampleEnterprises>): void {
  const identity = { ...desk.identity, deviceId: sampleId('other laptop') };
  const writer = createWriter({ ...desk, identity }, 'e'.repeat(32));
  const lastRow = (): number => value<number>(desk.db, sql`SELECT max(rowid) FROM op`) ?? 0;
  const rowBefore = lastRow();
  takeIn(
    desk,
    sample.slice(0, newsSaves).map(({ id }, index) =>
      writer.write('problem', `${id}${sampleId(`news ${index}`)}`, id, {
        title: `${wishes[index % wishes.length]}，希望协调`,
        detail: '',
        category: 'other',
        raisedOn: addDays(today, -1),
        raisedBy: '陈总',
        phone: '',
        source: 'call',
        visitId: '',
        handling: { round: 1, state: 'raised', host: '', helpers: [], hostDueOn: addDays(today, 8) },
        mergedInto: '',
      }),
    ),
    identity,
  );
  transact(desk.db, (db) => {
    const common = { peerSide: 'city', peerTownId: '', peerDevice: identity.deviceId } as const;
    const file = { month: today.slice(0, 7), sha256: '0'.repeat(64), sizeBytes: 1, archiveName: 'n' };
    insertBundle(db, {
      id: 'news',
      direction: 'in',
      ...common,
      ...file,
      atMs: benchNowMs,
      summary: '{}',
    });
    insertBundleDetail(db, {
      bundleId: 'news',
      officer: '王经办',
      deviceName: '测试电脑',
      fingerprint: '',
      receivedAtMs: benchNowMs,
      partIndex: 1,
      partCount: 1,
      operations: newsSaves,
      attachments: 0,
      added: newsSaves,
      held: 0,
      conflicts: 0,
      rowBefore,
      rowLast: lastRow(),
    });
  });
}

function removedVisit(
  writer: ReturnType<typeof createWriter>,
  enterpriseId: string,
  date: string,
  index: number,
): Buffer[] {
  const visitId = `${enterpriseId}${sampleId(`mistake ${index}`)}`;
  const promiseId = `${enterpriseId}${sampleId(`promise by mistake ${index}`)}`;
  return [
    writer.write('visit', visitId, enterpriseId, {
      timing: { status: 'made', plannedOn: '', visitedOn: date, reason: '' },
      leader: { personId: leaderId(index % leaders), name: `领导${index % leaders}`, post: '副市长' },
      participants: [],
      hosts: '陈总',
      purpose: '',
      said: '',
      note: '',
    }),
    writer.write('promise', promiseId, enterpriseId, {
      visitId,
      ordinal: 1,
      what: '协调一场专场招聘会',
      who: hosts[0] ?? '',
      dueDate: addDays(date, 20),
      completion: { done: false, doneOn: '', note: '' },
    }),
    writer.write('visit', visitId, enterpriseId, { deleted: true }),
    writer.write('promise', promiseId, enterpriseId, { deleted: true }),
  ];
}

/** Of every tenth visit a promise, of old nearly all kept; of every fifth an inspection, some made days after it was planned. */
function besideVisit(
  writer: ReturnType<typeof createWriter>,
  random: () => number,
  {
    enterpriseId,
    visitId,
    date,
    index,
  }: {
    readonly enterpriseId: string;
    readonly visitId: string;
    readonly date: string;
    readonly index: number;
  },
) {
  const done = random() >= (date < addDays(today, -60) ? 0.005 : 0.6);
  const promise =
    index % 10 === 0
      ? [
          writer.write('promise', `${enterpriseId}${sampleId(`promise ${index}`)}`, enterpriseId, {
            visitId,
            ordinal: 1,
            what: '协调一场专场招聘会，与职业学校对接订单班',
            who: pick(random, hosts),
            dueDate: addDays(date, 20),
            completion: { done, doneOn: done ? addDays(date, 15) : '', note: '' },
          }),
        ]
      : [];
  const inspectedOn = addDays(date, index % 4 === 0 ? 3 : 0);
  // Of old nearly all are reported to the end.
  const sentAtMs =
    random() < (date < addDays(today, -60) ? 0.99 : 0.5) ? startOfDayMs(addDays(date, 9)) : null;
  const givenAtMs = sentAtMs === null ? null : startOfDayMs(addDays(date, -3));
  const filing =
    index % 5 === 0
      ? [
          writer.write('filing', `${enterpriseId}${sampleId(`filing ${index}`)}`, enterpriseId, {
            inspectingUnit: pick(random, hosts),
            inspectionDate: date,
            cityLeader: null,
            trigger: 'ordinary',
            triggerReference: '',
            domain: pick(random, ['environment', 'safety', 'fire']),
            basisAndReason: '年度计划内检查',
            findings: '',
            conclusion: '',
            firstDiscovered: '',
            thisConclusion: '',
            progress: {
              status: sentAtMs === null ? 'inspected' : 'sent',
              reportedAtMs: givenAtMs,
              notifiedAtMs: givenAtMs,
              inspectedOn,
              concludedOn: sentAtMs === null ? '' : addDays(date, 5),
              sentAtMs,
            },
            rectificationDueDate: '',
            note: '',
            registerNumber: null,
            corrects: '',
          }),
        ]
      : [];
  return [...promise, ...filing];
}

function handlingOf(random: () => number, raisedOn: string) {
  const hostDueOn = addDays(raisedOn, 9);
  const host = pick(random, hosts);
  const isOpen = random() < (raisedOn < addDays(today, -60) ? 0.001 : 0.4);
  const known = { round: 1, host, helpers: [], acceptedOn: raisedOn, assignedOn: raisedOn, hostDueOn };
  return isOpen
    ? { ...known, state: 'assigned', answeredOn: '', endedOn: '' }
    : { ...known, state: 'closed', answeredOn: hostDueOn, endedOn: hostDueOn };
}

/** Of the n-th of the thirty leaders. */
export function leaderId(index: number): string {
  return sampleId(`leader ${index}`);
}
