/** 市级一个月: twenty towns' bundles into the inbox and into the database, through the real path. */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { putDevice } from '../../db/device.ts';
import type { Identity } from '../../db/identity.ts';
import { transact } from '../../db/sql.ts';
import type { Desk } from '../../electron/desk.ts';
import type { InboxImport } from '../../shared/exchange/contract.ts';
import { benchNowMs, createBenchDesk, openAs } from './desk.ts';
import { newCityIdentity, townIdentity } from './fleet.ts';
import { type Figure, msText, timed } from './measure.ts';
import { createWriter, takeIn } from './operations.ts';
import { createRandom, pick, sampleEnterprises } from './sample.ts';

const limitMs = 30_000;

export interface CityMonthSize {
  readonly towns: number;
  readonly savesEach: number;
}

export async function measureCityMonth(folder: string, size: CityMonthSize): Promise<Figure[]> {
  const city = createBenchDesk(join(folder, 'city-month'));
  const cityDesk = openAs(city, await newCityIdentity());
  const stick = join(folder, 'sticks');
  mkdirSync(stick);
  for (let index = 0; index < size.towns; index += 1) {
    await handIn(join(folder, `town-month-${index}`), cityDesk, { index, saves: size.savesEach, stick });
  }
  city.answers.push(stick);
  const received = await timed(() => city.call('exchange.receive', { from: 'folder' }));
  let results: readonly InboxImport[] = [];
  const imported = await timed(async () => (results = await city.call('exchange.importInbox', {})));
  const added = results.reduce((sum, { report }) => sum + (report?.added ?? 0), 0);
  const expected = size.towns * size.savesEach;
  if (added !== expected) throw new Error(`${added} of ${expected} saves came in`);
  city.services.desk.close();
  const total = received + imported;
  return [
    {
      id: 'city-month',
      what: `市级一个月：${size.towns} 个镇区 × ${size.savesEach.toLocaleString('zh-CN')} 次保存`,
      how: '选文件夹收进收件箱（解密、验签、逐条检查），备份一次，全部导入并投影、归档；一次',
      figure: `${msText(total)}（收件 ${msText(received)}，备份和导入 ${msText(imported)}）`,
      beside: '—',
      limit: `< ${limitMs / 1000} s`,
      ratio: (total / limitMs).toFixed(2),
      holds: total < limitMs,
    },
  ];
}

interface HandIn {
  readonly index: number;
  readonly saves: number;
  readonly stick: string;
}

/** A town with a hundred enterprises writes its month and hands it in. The city knows its laptop. */
async function handIn(folder: string, city: Desk, { index, saves, stick }: HandIn): Promise<void> {
  const townId = `b${String(index).padStart(2, '0')}`;
  const assigned = assign(city, townId, index);
  const town = createBenchDesk(folder);
  const identity = await townIdentity(city.db, townId, `第${index + 1}镇`);
  confirm(city, identity);
  const desk = openAs(town, identity);
  takeIn(desk, assigned, city.identity);
  const writer = createWriter(desk, desk.identity.incarnation);
  const random = createRandom(index + 1);
  const ids = sampleEnterprises(enterprisesEach, index).map(({ id }) => id);
  const operations: Buffer[] = [];
  for (let save = 0; save < saves; save += 1) {
    const id = pick(random, ids);
    const value = `第 ${save} 次修改后的内容，如皋市第${index + 1}镇`;
    operations.push(writer.write('enterprise', id, id, { [pick(random, fields)]: value }));
  }
  takeIn(desk, operations);
  town.answers.push(join(stick, `${townId}.drcb`));
  await town.call('exchange.export', { to: { side: 'city', townId: '' }, month: '2026-11', mode: 'full' });
  town.services.desk.close();
  rmSync(folder, { recursive: true });
}

const enterprisesEach = 100;
const fields = ['address', 'mainProduct', 'contactName', 'contactPhone', 'legalRepresentative', 'note'];

function assign(city: Desk, townId: string, index: number): readonly Buffer[] {
  const writer = createWriter(city, city.identity.incarnation);
  const operations = sampleEnterprises(enterprisesEach, index).map(({ id, name, creditCode }) =>
    writer.write('enterprise', id, id, { name, creditCode, townId }),
  );
  takeIn(city, operations);
  return operations;
}

function confirm(city: Desk, identity: Identity): void {
  transact(city.db, (db) =>
    putDevice(db, {
      id: identity.deviceId,
      side: 'town',
      townId: identity.townId,
      officer: identity.officer,
      name: identity.deviceName,
      signPublic: identity.signPublic,
      ageRecipient: identity.ageRecipient,
      certificate: '',
      state: 'confirmed',
      addedAtMs: benchNowMs,
    }),
  );
}
