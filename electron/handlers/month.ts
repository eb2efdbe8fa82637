import { sha256Hex } from '../../db/crypto.ts';
import { newRecordId } from '../../db/log/record-id.ts';
import { countDeliveries } from '../../db/exchange/delivery.ts';
import { recipientsOf } from '../../db/exchange/keys.ts';
import { heldByTown } from '../../db/exchange/outcome.ts';
import { partitionsFor } from '../../db/exchange/scope.ts';
import { requireIdentity } from '../../db/identity.ts';
import { listInvitations } from '../../db/invitation.ts';
import { appendWrite } from '../../db/log/append.ts';
import {
  bundlesOfMonth,
  closedMonths,
  closingsOf,
  countByTown,
  joinedMonths,
  officerOf,
  type OpenItem,
  openItems,
  otherMonthsTakenIn,
  recordsOfMonth,
  townsWithLaptop,
} from '../../db/month.ts';
import type { ReadDb } from '../../db/sql.ts';
import { enterprisesByTown, listTowns } from '../../db/town.ts';
import { localDate } from '../../shared/clock.ts';
import { AppError } from '../../shared/errors.ts';
import { monthChoice } from '../../shared/exchange/month-choice.ts';
import { canonicalJson } from '../../shared/log/canonical.ts';
import { cityInternalPartition } from '../../shared/log/operation.ts';
import type { monthContract, MonthBoard, TownMonth } from '../../shared/month/contract.ts';
import { type LeftOpen, monthClosingEntity } from '../../shared/month/entity.ts';
import { handInDueDate, handInOf, isEarlyInMonth, isWaitedFor } from '../../shared/month/rules.ts';
import { joiningOf } from '../../shared/town/joining.ts';
import { authorOf } from '../desk.ts';
import { exportAll } from '../exchange/export-all.ts';
import { exportReceipt, printReceipt, receiptPaperHtml } from '../exchange/receipt-paper.ts';
import { changesByName } from '../record-changes.ts';
import type { HandlersOf } from '../rpc.ts';
import { openDesk } from '../services.ts';
import { oneAtATime, runTask } from '../tasks.ts';

export const monthHandlers: HandlersOf<typeof monthContract> = {
  'month.board': (db, { month }, { nowMs }) => board(db, month, nowMs),
  'month.pressing': (db, _input, { nowMs }) => {
    const [running = '', before = ''] = monthChoice(nowMs).months;
    const isBehind =
      isEarlyInMonth(nowMs) &&
      isWaitedFor(
        closingsOf(db, before).length > 0,
        townsOfMonth(db, before, openItems(db, before), nowMs).map(({ handIn }) => handIn),
      );
    return board(db, isBehind ? before : running, nowMs);
  },
  'month.changes': (db, { month }) => changesByName(db, recordsOfMonth(db, month)),
  'month.close': (db, { month, acceptOpen, openState, note }, { desk, nowMs }) => {
    const { closing, open, openState: stands } = board(db, month, nowMs);
    if (closing) throw new AppError('month.already-closed', { month });
    if (stands !== openState) throw new AppError('month.open-changed', { month });
    if (!acceptOpen && isAnythingOpen(open)) throw new AppError('month.open-items', { month });
    appendWrite(db, authorOf(desk.identity, nowMs), {
      spec: monthClosingEntity,
      id: newRecordId(cityInternalPartition),
      partition: cityInternalPartition,
      fields: {
        month,
        closedOn: localDate(nowMs),
        closedBy: requireIdentity(db).officer,
        leftOpen: { ...open },
        note,
      },
    });
    return null;
  },
  'month.closed': (db) => closedMonths(db),
  'month.reopen': (db, { month }, { desk, nowMs }) => {
    const closings = closingsOf(db, month);
    if (closings.length === 0) throw new AppError('month.not-closed', { month });
    for (const { id } of closings) {
      appendWrite(db, authorOf(desk.identity, nowMs), {
        spec: monthClosingEntity,
        id,
        partition: cityInternalPartition,
        fields: { deleted: true },
      });
    }
    return null;
  },
  'month.exportAll': (services, input) =>
    oneAtATime(services, () => runTask(services, 'export', (signal) => exportAll(services, input, signal))),
  'month.receiptPreview': async (services, { bundleId }) => ({
    html: receiptPaperHtml(services, openDesk(services).db, bundleId),
  }),
  'month.receiptExport': (services, input) => exportReceipt(services, input),
  'month.receiptPrint': async (services, { bundleId }) => ({
    printed: await printReceipt(services, bundleId),
  }),
};

/** The towns that take part, without what waits to be sent to them, which takes the longest to count. */
function townsOfMonth(
  db: ReadDb,
  month: string,
  items: ReturnType<typeof openItems>,
  nowMs: number,
): Omit<TownMonth, 'unsent'>[] {
  const self = requireIdentity(db);
  const enterprises = enterprisesByTown(db);
  const bundles = bundlesOfMonth(db, month);
  const conflicts = countByTown(items.conflicts);
  const suggestions = countByTown(items.suggestions);
  const inbox = countByTown(items.inbox);
  const held = heldByTown(db);
  const withLaptop = townsWithLaptop(db);
  const invitation = invitationStates(db, nowMs);
  const joined = joinedMonths(db);
  const others = otherMonthsTakenIn(db, month);
  return (
    listTowns(db)
      .map(({ id, name }) => {
        const peer = { side: 'town', townId: id, name } as const;
        const { firstInAtMs, ...own } = bundles(id);
        const waiting = inbox.get(id) ?? 0;
        return {
          townId: id,
          name,
          enterprises: enterprises.get(id) ?? 0,
          handIn: handInOf({
            month,
            hasLaptop: withLaptop.has(id),
            joinedMonth: joined.get(id) ?? '',
            firstInAtMs,
            waiting,
            nowMs,
          }),
          joining: joiningOf(withLaptop.has(id), invitation(id), self.citySignSecret !== ''),
          ...own,
          otherMonth: others.get(id) ?? '',
          officer: officerOf(db, own.inBundleId),
          waiting,
          conflicts: conflicts.get(id) ?? 0,
          suggestions: suggestions.get(id) ?? 0,
          held: held.get(id) ?? 0,
          reachable: recipientsOf(db, self, peer).length > 0,
        };
      })
      // A town without enterprises and without a laptop takes no part.
      .filter((town) => town.enterprises > 0 || town.reachable || town.waiting > 0 || town.inAtMs !== null)
  );
}

function board(db: ReadDb, month: string, nowMs: number): MonthBoard {
  const self = requireIdentity(db);
  const items = openItems(db, month);
  const towns = townsOfMonth(db, month, items, nowMs).map((town) => {
    const peer = { side: 'town', townId: town.townId, name: town.name } as const;
    return { ...town, unsent: countDeliveries(db, self, peer, partitionsFor(db, peer, nowMs)).unsent };
  });
  const [closing] = closingsOf(db, month);
  // Who was never asked owes nothing; who was, and has not joined, is waited for.
  const isUnasked = ({ handIn, joining }: (typeof towns)[number]): boolean =>
    handIn === 'absent' && (joining === '未邀请' || joining === '未加入');
  const missing = towns.filter(
    (town) => ['missing', 'open', 'absent'].includes(town.handIn) && !isUnasked(town),
  );
  const names = (kind: readonly OpenItem[]): string[] => kind.map(({ name }) => name).toSorted();
  return {
    month,
    dueDate: handInDueDate(month),
    closing: closing
      ? {
          closedOn: closing.closedOn,
          closedBy: closing.closedBy,
          leftOpen: closing.leftOpen,
          note: closing.note,
        }
      : null,
    towns,
    open: {
      conflicts: items.conflicts.length,
      suggestions: items.suggestions.length,
      inbox: items.inbox.length,
      missing: missing.map(({ name }) => name),
    },
    absent: towns.filter(isUnasked).map(({ name }) => name),
    openState: sha256Hex(
      canonicalJson({
        conflicts: names(items.conflicts),
        suggestions: names(items.suggestions),
        inbox: names(items.inbox),
        missing: missing.map(({ townId }) => townId),
      }),
    ),
  };
}

/** Town id → how far the latest invitation of its office is. */
function invitationStates(db: ReadDb, nowMs: number): (townId: string) => 'open' | 'expired' | undefined {
  const open = listInvitations(db).filter(
    ({ side, leaderId, usedByDevice }) => side === 'town' && leaderId === '' && usedByDevice === '',
  );
  return (townId) => {
    const made = open.find((invitation) => invitation.townId === townId);
    return made && (made.expiresAtMs < nowMs ? 'expired' : 'open');
  };
}

function isAnythingOpen({ conflicts, suggestions, inbox, missing }: LeftOpen): boolean {
  return conflicts + suggestions + inbox + missing.length > 0;
}
