/** How much memory an import needs, by the size of the bundle: each in a process of its own. */
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { storeBlob } from '../../db/blob.ts';
import { sha256Hex } from '../../db/crypto.ts';
import { transact } from '../../db/sql.ts';
import { createBenchDesk, openAs } from './desk.ts';
import { newCityIdentity, townIdentity } from './fleet.ts';
import type { Figure } from './measure.ts';
import { createWriter, takeIn } from './operations.ts';
import { sampleEnterprises, sampleId } from './sample.ts';

const limitMiB = 64;
const attachmentMiB = 10;
const townId = 't06';

/** `sizes`: MiB of the bundles, ascending. */
export async function measureMemory(folder: string, sizes: readonly number[]): Promise<Figure[]> {
  const peaks: number[] = [];
  for (const size of sizes) {
    const home = join(folder, `memory-${size}`);
    mkdirSync(home);
    await prepare(home, size);
    const child = join(import.meta.dirname, 'memory-child.ts');
    const output = execFileSync(process.execPath, [child, home], { encoding: 'utf8' });
    peaks.push(Number(output.trim().split('\n').at(-1)));
    rmSync(home, { recursive: true });
  }
  const growth = Math.max(...peaks) - (peaks[0] ?? 0);
  return [
    {
      id: 'memory',
      what: '导入所用内存随数据包大小的增长',
      how: '每个数据包在单独的进程里收下、核验、备份、导入；进程常驻内存的最高值',
      figure: `${Math.round(growth)} MB`,
      beside: sizes.map((size, index) => `${size} MB 的包 ${Math.round(peaks[index] ?? 0)} MB`).join('，'),
      limit: `≤ ${limitMiB} MB`,
      ratio: (growth / limitMiB).toFixed(2),
      holds: growth <= limitMiB,
    },
  ];
}

/** `bundle.drcb` of about that size and `town.json`, the identity of the laptop it is for. */
async function prepare(home: string, size: number): Promise<void> {
  const city = createBenchDesk(join(home, 'city'));
  const desk = openAs(city, await newCityIdentity());
  const writer = createWriter(desk, desk.identity.incarnation);
  const operations: Buffer[] = [];
  const [{ id } = { id: '' }] = sampleEnterprises(1);
  operations.push(writer.write('enterprise', id, id, { name: '附件很多的企业', townId }));
  const pieces = Math.max(1, Math.ceil(size / attachmentMiB));
  for (let piece = 0; piece < pieces; piece += 1) {
    const bytes = randomBytes(Math.floor((size * 1024 * 1024) / pieces));
    transact(desk.db, (db) => storeBlob(db, bytes));
    operations.push(
      writer.write('attachment', sampleId(`attachment ${piece}`), id, {
        name: `附件${piece}.pdf`,
        sha256: sha256Hex(bytes),
        sizeBytes: bytes.length,
      }),
    );
  }
  takeIn(desk, operations);
  const town = await townIdentity(desk.db, townId, '白蒲镇');
  writeFileSync(join(home, 'town.json'), JSON.stringify(town));
  city.answers.push(join(home, 'bundle.drcb'));
  await city.call('exchange.export', { to: { side: 'town', townId }, month: '2026-11' });
  city.services.desk.close();
  rmSync(join(home, 'city'), { recursive: true });
}
