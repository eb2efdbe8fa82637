/** 挂钩领导's own laptop: it gets what is linked to him, hands bundles over, and changes nothing. */
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { appendWrite } from '../../db/log/append.ts';
import { transact } from '../../db/sql.ts';
import { authorOf } from '../../electron/desk.ts';
import { contract, type InputOf, type ProcedureName } from '../../shared/contract.ts';
import { enterpriseEntity } from '../../shared/enterprise/entity.ts';
import { type AnyProcedure, isAtLeader } from '../../shared/rpc.ts';
import { temporaryFolder, testNowMs } from '../support/database.ts';
import type { TestDesk } from '../support/desk.ts';
import { handOver, handOverTo, joinAs, joinTown, openCityDesk } from '../support/joined.ts';
import { addLeader, companiesAt, handOverClearing, linkTo } from '../support/leaders.ts';
import { open, write } from '../support/two-desks.ts';

let city: TestDesk;

beforeEach(async () => {
  city = await openCityDesk();
  write(city, 'e1', { name: '甲重工有限公司', townId: 't06' });
  write(city, 'e2', { name: '乙电力有限公司', townId: 't06' });
  write(city, 'e3', { name: '别镇新材料有限公司', townId: 't01' });
});

describe('the laptop of a leader of the city', () => {
  it('gets the enterprises linked to him, of all towns, and no others', async () => {
    const person = await addLeader(city, '周市长', 'city-leader');
    await linkTo(city, 'e1', person, 'city-leader');
    await linkTo(city, 'e3', person, 'city-leader');
    const leader = await joinAs(city, { kind: 'leader', personId: person }, '周市长');
    expect(await leader.call('session.state', {})).toMatchObject({
      state: 'open',
      side: 'city',
      isLeader: true,
      leaderName: '周市长',
    });
    await handOver(leader, city);
    const to = { side: 'city', townId: '', leaderId: person } as const;
    expect(await city.call('exchange.peers', {})).toContainEqual(
      expect.objectContaining({ ...to, name: '市领导 周市长', hasLaptop: true }),
    );
    await handOverTo(city, leader, to);
    expect(await companiesAt(leader)).toEqual(['别镇新材料有限公司', '甲重工有限公司'].toSorted());
    expect(await leader.call('enterprise.get', { id: 'e1' })).toMatchObject({
      editable: false,
      removable: false,
    });
    expect(await leader.call('session.info', {})).toMatchObject({ confirmed: true, holdsCityKey: false });
    // What is for him is no use to the city that wrote it.
    await expect(handOverTo(city, city, to)).rejects.toMatchObject({ code: 'bundle.own' });
  });

  it('loses what is not linked to him any more, once the city holds all of it, and gets it back whole', async () => {
    const person = await addLeader(city, '周市长', 'city-leader');
    await linkTo(city, 'e1', person, 'city-leader');
    const other = await linkTo(city, 'e3', person, 'city-leader');
    const leader = await joinAs(city, { kind: 'leader', personId: person });
    const to = { side: 'city', townId: '', leaderId: person } as const;
    await handOver(leader, city);
    await handOverTo(city, leader, to);
    await handOver(leader, city);
    await city.call('link.remove', { id: other });
    expect(await handOverClearing(city, leader, to)).toEqual(['别镇新材料有限公司']);
    expect(await companiesAt(leader)).toEqual(['甲重工有限公司']);
    await handOver(leader, city);
    await linkTo(city, 'e3', person, 'city-leader');
    await handOverTo(city, leader, to);
    expect(await companiesAt(leader)).toContain('别镇新材料有限公司');
  });

  it('counts for nothing where another program wrote on it, and what that wrote is told as his', async () => {
    const person = await addLeader(city, '周市长', 'city-leader');
    await linkTo(city, 'e1', person, 'city-leader');
    const leader = await joinAs(city, { kind: 'leader', personId: person }, '周市长');
    const to = { side: 'city', townId: '', leaderId: person } as const;
    await handOver(leader, city);
    await handOverTo(city, leader, to);
    const { db, identity } = open(leader);
    const record = { spec: enterpriseEntity, id: 'e1', partition: 'e1', fields: { name: '冒名有限公司' } };
    transact(db, (writable) =>
      appendWrite(writable, authorOf(identity, testNowMs), { ...record, asSuggestion: true }),
    );
    await handOver(leader, city);
    expect(await companiesAt(city)).toContain('甲重工有限公司');
    expect(await city.call('suggestion.list', { answered: false })).toMatchObject([
      { unit: '挂钩领导', officer: '周市长' },
    ]);
  });

  it('is not written to as an office, by no town', async () => {
    const person = await addLeader(city, '周市长', 'city-leader');
    const leader = await joinAs(city, { kind: 'leader', personId: person });
    const town = await joinTown(city);
    await handOver(leader, city);
    await handOver(town, city);
    await handOver(city, town, 't06');
    expect((await town.call('exchange.peers', {})).map(({ name }) => name)).toEqual(['市发改委']);
    await expect(handOver(town, leader)).rejects.toMatchObject({ code: 'bundle.not-for-us' });
    expect(await city.refusal('invitation.create', { for: { kind: 'leader', personId: 'nobody' } })).toBe(
      'record.not-found',
    );
  });
});

describe('the laptop of a leader of a town', () => {
  it('gets his enterprises from the town directly and from the city, and his town counts no bundle of his as its own', async () => {
    const town = await joinTown(city);
    await handOver(town, city);
    await handOver(city, town, 't06');
    const person = await addLeader(town, '钱镇长', 'town-leader');
    await linkTo(town, 'e1', person, 'town-leader');
    await handOver(town, city);
    const before = await city.call('month.board', { month: '2026-11' });
    const leader = await joinAs(city, { kind: 'leader', personId: person }, '钱镇长');
    const to = { side: 'town', townId: 't06', leaderId: person } as const;
    await handOver(leader, city);
    const bundlesOf = ({ towns }: typeof before) => towns.map(({ townId, bundles }) => [townId, bundles]);
    expect(bundlesOf(await city.call('month.board', { month: '2026-11' }))).toEqual(bundlesOf(before));
    // Nor while one waits to be taken in.
    const path = join(temporaryFolder(), '数据包.drcb');
    leader.dialogAnswers.push(path);
    await leader.call('exchange.export', { to: { side: 'city', townId: '' }, month: '2026-11' });
    city.dialogAnswers.push(path);
    await city.call('exchange.open', {});
    expect(await city.call('exchange.inbox', {})).toHaveLength(1);
    const { towns } = await city.call('month.board', { month: '2026-11' });
    expect(towns.map(({ townId, waiting }) => [townId, waiting])).toEqual(
      before.towns.map(({ townId }) => [townId, 0]),
    );
    await handOver(city, town, 't06');
    expect((await town.call('exchange.peers', {})).map(({ name }) => name)).toEqual([
      '市发改委',
      '白蒲镇 钱镇长',
    ]);
    await handOverTo(city, leader, to);
    expect(await companiesAt(leader)).toEqual(['甲重工有限公司']);
    write(town, 'e1', { name: '甲重工装备有限公司' });
    await handOverTo(town, leader, to);
    expect(await companiesAt(leader)).toEqual(['甲重工装备有限公司']);
    expect((await leader.call('exchange.peers', {})).map(({ name }) => name)).toEqual(['市发改委', '白蒲镇']);
    // And back to his town's office.
    await leader.call('session.setNames', { officer: '钱镇长（换机）', deviceName: '平板' });
    await handOver(leader, town, 't06');
    expect(await town.call('device.list', {})).toContainEqual(
      expect.objectContaining({ officer: '钱镇长（换机）', leaderId: person, leaderName: '白蒲镇 钱镇长' }),
    );
  });

  it('changes nothing but what he does himself: every other command is refused', async () => {
    const person = await addLeader(city, '周市长', 'city-leader');
    const leader = await joinAs(city, { kind: 'leader', personId: person });
    const commands = Object.entries(contract as Readonly<Record<string, AnyProcedure>>)
      .filter(([, procedure]) => procedure.kind === 'command' && procedure.availability === 'unlocked')
      .map(([name]) => name);
    const allowed = commands.filter((name) => isAtLeader(contract[name as ProcedureName]));
    expect(allowed.toSorted()).toEqual([
      'attachment.add',
      'attachment.describe',
      'attachment.remove',
      'attachment.restore',
      'draft.delete',
      'draft.put',
      'news.seen',
      'notice.dismiss',
      'preference.put',
      'problem.comment',
      'promise.complete',
      'session.setIdleLock',
      'session.setNames',
      'visit.cancel',
      'visit.join',
      'visit.plan',
      'visit.reschedule',
      'visit.save',
    ]);
    const refused: readonly [ProcedureName, unknown][] = [
      [
        'person.create',
        {
          fields: {
            name: '某',
            post: '',
            unit: '',
            category: 'city-leader',
            phone: '',
            inOfficeFrom: '',
            inOfficeTo: '',
          },
        },
      ],
      ['enterprise.assign', { ids: ['e1'], townId: 't01' }],
      ['invitation.create', { for: { kind: 'city' } }],
      ['exchange.confirmDevice', { token: 'x' }],
    ];
    for (const [name, input] of refused) {
      expect(await leader.refusal(name, input as InputOf<typeof name>)).toBe('rpc.leaders-desk');
    }
  });
});

describe('another laptop of the city', () => {
  it('gets everything, answers towns, and leaves the key where it lies', async () => {
    const second = await joinAs(city, { kind: 'city' }, '孙经办');
    const town = await joinTown(city);
    await handOver(town, city);
    await handOver(second, city);
    const own = { side: 'city', townId: '' } as const;
    await handOverTo(city, second, own);
    expect(await companiesAt(second)).toHaveLength(3);
    for (const desk of [city, second]) {
      expect((await desk.call('exchange.peers', {})).find(({ side }) => side === 'city')).toMatchObject({
        name: '市发改委其他电脑',
        hasLaptop: true,
      });
    }
    // The city's own minutes, which no town gets.
    const fields = {
      month: '2026-11',
      heldOn: '2026-11-20',
      place: '市政府',
      chair: '周市长',
      chairRole: '',
    };
    await city.call('meeting.save', {
      fields: { ...fields, recorder: '', departments: [], topics: [] },
      decisions: [],
    });
    await handOverTo(city, second, own);
    expect(await second.call('meeting.list', {})).toHaveLength(1);
    // Towns write to both, and take from both.
    await handOver(city, town, 't06');
    write(town, 'e1', { name: '甲重工装备有限公司' });
    await handOver(town, second);
    expect(await companiesAt(second)).toContain('甲重工装备有限公司');
    write(second, 'e2', { name: '乙智能电力有限公司' });
    await handOver(second, town, 't06');
    expect(await companiesAt(town)).toContain('乙智能电力有限公司');
    await handOverTo(second, city, own);
    expect(await companiesAt(city)).toEqual(await companiesAt(second));
    // Only where the key lies.
    expect(await second.refusal('invitation.create', { for: { kind: 'city' } })).toBe(
      'device.not-the-key-holder',
    );
    expect(await second.call('session.info', {})).toMatchObject({ confirmed: true, holdsCityKey: false });
  });
});
