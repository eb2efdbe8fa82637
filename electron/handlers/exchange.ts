import { lastBundle, listBundles } from '../../db/bundle.ts';
import { listDevices } from '../../db/device.ts';
import { countDeliveries } from '../../db/exchange/delivery.ts';
import { heldOperations } from '../../db/exchange/receipts.ts';
import { recipientsOf } from '../../db/exchange/keys.ts';
import { partitionsFor } from '../../db/exchange/scope.ts';
import { requireIdentity } from '../../db/identity.ts';
import { listInbox } from '../../db/inbox.ts';
import type { Party } from '../../db/party.ts';
import { parseBody } from '../../db/log/op.ts';
import { get, type ReadDb, sql } from '../../db/sql.ts';
import { townNames } from '../../db/town.ts';
import type { ParsedInputOf } from '../../shared/contract.ts';
import { AppError } from '../../shared/errors.ts';
import type { exchangeContract, ExchangePeer, ExportedFiles } from '../../shared/exchange/contract.ts';
import { fieldSpec } from '../../shared/log/entity.ts';
import { entitySpec } from '../../shared/log/registry.ts';
import { isReference, readableValue } from '../../shared/record/readable.ts';
import type { Desk } from '../desk.ts';
import { writeExport } from '../exchange/export.ts';
import { planExport } from '../exchange/export-plan.ts';
import { confirmDevice, importBundle, importInbox } from '../exchange/import.ts';
import { discard, lookAgain, receive } from '../exchange/inbox.ts';
import { rehearse } from '../exchange/preview.ts';
import { isThere, named, type Peer, peerOf, peersOf } from '../exchange/peers.ts';
import { receiveMany } from '../exchange/receive-many.ts';
import { savesFor, unexported } from '../exchange/saves.ts';
import { readableNames } from '../readable-names.ts';
import { peerNames } from '../party-names.ts';
import type { HandlersOf } from '../rpc.ts';
import { openDesk, type Services } from '../services.ts';
import { oneAtATime, runTask, whileOpen } from '../tasks.ts';

export const exchangeHandlers: HandlersOf<typeof exchangeContract> = {
  'exchange.peers': (db, _input, { desk, nowMs }) => toPeers(db, peersOf(db, desk.identity), nowMs),
  'exchange.history': (db, _input, { desk }) => {
    const nameOf = peerNames(db, desk.identity);
    return listBundles(db).map((entry) => ({
      id: entry.id,
      direction: entry.direction,
      peer: named(nameOf, {
        side: entry.peerSide,
        townId: entry.peerTownId,
        leaderId: entry.peerLeaderId ?? '',
      }),
      month: entry.month,
      sizeBytes: entry.sizeBytes,
      atMs: entry.atMs,
      summary: entry.summary,
    }));
  },
  'exchange.held': (db) => {
    const nameOf = townNames(db);
    const names = readableNames(db);
    return heldOperations(db).flatMap(({ id, where, reason }) => {
      const row = get<{ bytes: Uint8Array; enterprise: string | null }>(
        db,
        sql`SELECT o.bytes AS bytes, e.name AS enterprise
            FROM op o LEFT JOIN enterprise e ON e.id = o.partition_id WHERE o.id = ${id}`,
      );
      if (!row) return [];
      const body = parseBody(row.bytes);
      const spec = entitySpec(body.entity[0]);
      return [
        {
          opId: id,
          where,
          reason,
          entityLabel: spec?.label ?? body.entity[0],
          partitionTitle: row.enterprise ?? nameOf(body.partition.replace(/^town:/, '')),
          fields: Object.entries(body.fields)
            .filter(([field]) => !isReference(body.entity[0], field))
            .map(([field, { value }]) => ({
              label: (spec && fieldSpec(spec, field)?.label) ?? field,
              text: readableValue(body.entity[0], field, value, names),
            })),
          writtenAtMs: body.wall,
        },
      ];
    });
  },
  'exchange.saves': (db, input, { desk, nowMs }) =>
    savesFor(db, peerOf(db, desk.identity, input.peer), nowMs, input),
  'exchange.unexported': (db) => unexported(db),
  'exchange.export': (services, input) =>
    oneAtATime(services, () => runTask(services, 'export', (signal) => exportTo(services, input, signal))),
  'exchange.showExported': async (services) => {
    const path = exportedTo.get(openDesk(services));
    if (path !== undefined) services.showInFolder(path);
    return null;
  },
  'exchange.open': async (services) => {
    const path = await services.dialogs.openFile({
      title: '选择数据包',
      filters: [{ name: '数据包', extensions: ['drcb'] }],
    });
    if (path === null) return null;
    return importTask(services, async (desk, signal) => {
      const name = await receive(services, desk, path, signal);
      return rehearse(services, desk, name, signal);
    });
  },
  'exchange.preview': (services, { token }) =>
    importTask(services, (desk, signal) => rehearse(services, desk, parseToken(token).name, signal)),
  'exchange.inbox': (db) =>
    listInbox(db).map(({ partIndex, partCount, ...entry }) => ({
      name: entry.name,
      fileName: entry.fileName,
      peerName: entry.peerName,
      fingerprint: entry.fingerprint,
      month: entry.month,
      part: { index: partIndex, count: partCount },
      sizeBytes: entry.sizeBytes,
      receivedAtMs: entry.receivedAtMs,
      state: entry.state,
      explanation: entry.explanation,
      importedAtMs: entry.importedAtMs,
    })),
  'exchange.receive': (services, { from }) => receiveMany(services, from),
  'exchange.previewInbox': (services, { name }) =>
    importTask(services, (desk, signal) => rehearse(services, desk, name, signal)),
  'exchange.discard': async (services, { name }) => {
    await whileOpen(services, (desk) => discard(services, desk, name));
    return null;
  },
  'exchange.importInbox': (services) =>
    oneAtATime(services, () => importTask(services, (desk, signal) => importInbox(services, desk, signal))),
  'exchange.confirmDevice': (services, { token }) =>
    importTask(services, async (desk, signal) => {
      const { name } = parseToken(token);
      await confirmDevice(services, desk, name, signal);
      await lookAgain(services, desk, signal);
      return rehearse(services, desk, name, signal);
    }),
  'exchange.import': (services, { token, acceptRetiring }) =>
    oneAtATime(services, () =>
      importTask(services, (desk, signal) =>
        importBundle(services, desk, { ...parseToken(token), acceptRetiring, signal }),
      ),
    ),
};

/** On the desk that is open now; cancelled when it is locked. */
function importTask<Value>(
  services: Services,
  work: (desk: Desk, signal: AbortSignal) => Promise<Value>,
): Promise<Value> {
  return runTask(services, 'import', (signal) => whileOpen(services, (desk) => work(desk, signal)));
}

/** Where the latest export of the open desk lies. */
const exportedTo = new WeakMap<Desk, string>();

async function exportTo(
  services: Services,
  { to, ...request }: ParsedInputOf<'exchange.export'>,
  signal: AbortSignal,
): Promise<ExportedFiles | null> {
  const plan = await whileOpen(services, (desk) => {
    const peer = peerOf(desk.db, desk.identity, to);
    return planExport(services, desk, { ...request, to: peer }, signal);
  });
  const path = await services.dialogs.saveFile({
    title: '导出数据包',
    defaultName: plan.fileName,
    filters: [{ name: '数据包', extensions: ['drcb'] }],
  });
  if (path === null) return null;
  // Locked meanwhile, perhaps unlocked again: the plan is of the desk that was closed.
  if (signal.aborted) throw new AppError('bundle.cancelled');
  return whileOpen(services, async (desk) => {
    const exported = await writeExport(services, desk, plan, path, signal);
    exportedTo.set(desk, exported.path);
    return exported;
  });
}

function toPeers(db: ReadDb, peers: readonly Peer[], nowMs: number): ExchangePeer[] {
  const self = requireIdentity(db);
  const devices = listDevices(db);
  const withLaptop = (peer: Party): boolean => devices.some((device) => isThere(device, peer));
  return peers.map((peer) => {
    const lastIn = lastBundle(db, 'in', peer);
    const lastOut = lastBundle(db, 'out', peer);
    return {
      ...peer,
      reachable: recipientsOf(db, self, peer).length > 0,
      hasLaptop: withLaptop(peer),
      lastInAtMs: lastIn?.atMs ?? null,
      lastInMonth: lastIn?.month ?? '',
      lastOutAtMs: lastOut?.atMs ?? null,
      lastOutMonth: lastOut?.month ?? '',
      ...countDeliveries(db, self, peer, partitionsFor(db, peer, nowMs)),
    };
  });
}

/** `<staged file>.<state of the log>`; anything else names no staged file. */
function parseToken(token: string): { name: string; state: string } {
  const match = /^([0-9a-f]{32})\.([0-9.]+)$/.exec(token);
  if (!match?.[1] || !match[2]) throw new AppError('exchange.changed');
  return { name: match[1], state: match[2] };
}
