import { describe, expect, it } from 'vitest';
import { randomId } from '../../../db/crypto.ts';
import { putSent } from '../../../db/exchange/delivery.ts';
import { composeOutgoing } from '../../../db/exchange/outgoing.ts';
import { listSaves } from '../../../db/exchange/saves.ts';
import { partitionsFor } from '../../../db/exchange/scope.ts';
import type { Party } from '../../../db/party.ts';
import { appendWrite, type LogAuthor } from '../../../db/log/append.ts';
import { parseBody } from '../../../db/log/op.ts';
import { transact } from '../../../db/sql.ts';
import { enterpriseEntity } from '../../../shared/enterprise/entity.ts';
import type { SaveState } from '../../../shared/exchange/save-state.ts';
import {
  suggestionDecisionEntity,
  suggestionWithdrawalEntity,
  withdrawalId,
} from '../../../shared/suggestion/entity.ts';
import { testNowMs } from '../../support/database.ts';
import { type Laptop, openFleet, save, seal, take } from '../../support/fleet.ts';

const city: Party = { side: 'city', townId: '' };
const t06: Party = { side: 'town', townId: 't06' };

function give(from: Laptop, to: Laptop, party: Party): void {
  const request = { bundleId: randomId(), program: 'test', nowMs: testNowMs };
  const outgoing = composeOutgoing(from.db, from.identity, party, request);
  transact(from.db, (db) => putSent(db, party, outgoing.reach));
  take(to, seal(outgoing));
}

const authorOf = ({ identity }: Laptop): LogAuthor => {
  const { deviceId, incarnation, side, townId } = identity;
  return { deviceId, incarnation, side, townId, nowMs: testNowMs };
};

/** Fields of each save and its state, the latest first. */
function states(
  { db, identity }: Laptop,
  asked: readonly SaveState[] = [],
  limit = 50,
  offset = 0,
): unknown[] {
  const partitions = partitionsFor(db, city, 0);
  const request = { own: identity, peer: city, partitions, states: asked, limit, offset };
  return listSaves(db, request).saves.map(({ bytes, state, reason }) => [
    Object.keys(parseBody(bytes).fields).join(),
    reason === '' ? state : `${state}: ${reason}`,
  ]);
}

function suggest(town: Laptop): string {
  const pool = { member: true, enteredOn: '2026-11-01', leftOn: '' };
  const write = { spec: enterpriseEntity, id: 'e1', partition: 'e1', fields: { pool }, asSuggestion: true };
  return transact(town.db, (db) => appendWrite(db, authorOf(town), write)).value ?? '';
}

function cityAndTown(): { desk: Laptop; town: Laptop } {
  const fleet = openFleet({ c: '', a: 't06' });
  const [desk, town] = [fleet('c'), fleet('a')];
  save(desk, 'e1', { name: '甲', townId: 't06' });
  give(desk, town, t06);
  return { desk, town };
}

describe('what became of each save', () => {
  it('is told from the first keystroke to the answer', () => {
    const { desk, town } = cityAndTown();
    save(town, 'e1', { address: '一' });
    const suggestion = suggest(town);
    expect(states(town)).toEqual([
      ['pool', 'unsent'],
      ['address', 'unsent'],
    ]);
    give(town, desk, city);
    save(town, 'e1', { note: '二' });
    expect(states(town)).toEqual([
      ['note', 'unsent'],
      ['pool', 'awaiting'],
      ['address', 'awaiting'],
    ]);
    give(desk, town, t06);
    expect(states(town)).toEqual([
      ['note', 'unsent'],
      ['pool', 'held: not-owner'],
      ['address', 'received'],
    ]);
    transact(desk.db, (db) =>
      appendWrite(db, authorOf(desk), {
        spec: suggestionDecisionEntity,
        id: suggestion,
        partition: 'e1',
        fields: { outcome: 'declined', reason: '下季度再议' },
      }),
    );
    give(desk, town, t06);
    expect(states(town, ['declined'])).toEqual([['pool', 'declined: 下季度再议']]);
  });

  it('is told of a suggestion that the town took back, until an answer that crossed it stands over it', () => {
    const { desk, town } = cityAndTown();
    const suggestion = suggest(town);
    transact(town.db, (db) =>
      appendWrite(db, authorOf(town), {
        spec: suggestionWithdrawalEntity,
        id: withdrawalId('t06', suggestion),
        partition: 'e1',
        fields: { withdrawn: true },
      }),
    );
    // It is on its way all the same.
    expect(states(town)).toEqual([
      ['withdrawn', 'unsent'],
      ['pool', 'unsent'],
    ]);
    give(town, desk, city);
    expect(states(town, ['awaiting'])).toHaveLength(2);
    give(desk, town, t06);
    expect(states(town)).toEqual([
      ['withdrawn', 'received'],
      ['pool', 'withdrawn'],
    ]);
    transact(desk.db, (db) =>
      appendWrite(db, authorOf(desk), {
        spec: suggestionDecisionEntity,
        id: suggestion,
        partition: 'e1',
        fields: { outcome: 'accepted', reason: '' },
      }),
    );
    give(desk, town, t06);
    expect(states(town, ['accepted'])).toEqual([['pool', 'accepted']]);
  });

  it('is listed page by page, with the number of all that were asked for', () => {
    const { town } = cityAndTown();
    for (let n = 1; n <= 5; n += 1) save(town, 'e1', { note: `第${n}次` });
    expect(states(town, ['unsent'], 2, 4)).toHaveLength(1);
    const partitions = partitionsFor(town.db, city, 0);
    const request = { own: town.identity, peer: city, partitions, states: [], limit: 2, offset: 0 };
    expect(listSaves(town.db, request)).toMatchObject({ total: 5, saves: [{}, { officer: '经办a' }] });
    expect(states(town, ['received'])).toEqual([]);
  });
});
