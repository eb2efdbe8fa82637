/** Import of a bundle through the real path, beside raw prepared inserts of the very same rows in one transaction. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Identity } from '../../db/identity.ts';
import { closeDatabase, openDatabase } from '../../db/open.ts';
import type { ReadDb } from '../../db/sql.ts';
import type { Desk } from '../../electron/desk.ts';
import { towns } from '../../shared/town/towns.ts';
import { benchKey, createBenchDesk, openAs } from './desk.ts';
import { newCityIdentity, townIdentity } from './fleet.ts';
import { alternate, type Figure, median, msText, type Pair, ratioText, summarise, timed } from './measure.ts';
import { createWriter, takeIn } from './operations.ts';
import { createRandom, pick, sampleEnterprises, sampleId } from './sample.ts';

const shareLimit = 0.6;
const repeatLimit = 0.4;
const townId = 't06';
const townName = '白蒲镇';

export interface BundleSize {
  readonly enterprises: number;
  readonly edits: number;
}

interface Prepared {
  readonly path: string;
  readonly town: Identity;
  readonly cells: number;
}

export async function measureBundle(folder: string, size: BundleSize, rounds: number): Promise<Figure[]> {
  const { path, town, cells } = await prepareBundle(folder, size);
  const opened: number[] = [];
  const rehearsals: Pair[] = [];
  const repeats: Pair[] = [];
  let rows: readonly TableRows[] = [];
  const backups: number[] = [];
  const importOnce = async (round: number): Promise<number> => {
    let backedUpAt = 0;
    const bench = createBenchDesk(join(folder, `town-${round}`), {
      progress: ({ label }) => {
        if (label === '正在导入') backedUpAt = performance.now();
      },
    });
    // The backup before the import is a copy of the database, however small the bundle: it is timed apart.
    const importing = async (token: string): Promise<number> => {
      const started = performance.now();
      await bench.call('exchange.import', { token });
      backups.push(backedUpAt - started);
      return performance.now() - backedUpAt;
    };
    const { db } = openAs(bench, town);
    const preview = async (): Promise<string> => {
      bench.answers.push(path);
      const opened = await bench.call('exchange.open', {});
      return opened?.token ?? '';
    };
    let token = '';
    opened.push(await timed(async () => (token = await preview())));
    const rehearsed = await timed(() => bench.call('exchange.preview', { token }));
    const imported = await importing(token);
    rehearsals.push({ ours: rehearsed, beside: imported });
    rows = rows.length > 0 ? rows : readRows(db);
    token = await preview();
    const again = await importing(token);
    repeats.push({ ours: again, beside: 0 });
    bench.services.desk.close();
    rmSync(bench.services.folder, { recursive: true });
    return imported;
  };
  const insertRaw = async (round: number): Promise<number> => {
    const file = join(folder, `raw-${round}.db`);
    const db = openDatabase({ file, key: benchKey });
    const time = await timed(() => insertRows(db, rows));
    closeDatabase(db);
    rmSync(file);
    return time;
  };
  await importOnce(-1); // gives the rows, and warms both sides up
  await insertRaw(-1);
  opened.length = 0;
  rehearsals.length = 0;
  repeats.length = 0;
  const pairs = await alternate(rounds, importOnce, insertRaw);
  const summary = summarise(pairs, ({ ours, beside }) => beside / ours);
  const again = summarise(
    repeats.map(({ ours }, index) => ({ ours, beside: pairs[index]?.beside ?? 0 })),
    ({ ours, beside }) => beside / ours,
  );
  const rehearsal = summarise(rehearsals);
  const rate = (ms: number): string => `${Math.round(cells / (ms / 1000)).toLocaleString('zh-CN')} 格/s`;
  const described = `${size.enterprises.toLocaleString('zh-CN')} 家 × 20 项 + ${size.edits.toLocaleString('zh-CN')} 次修改`;
  return [
    {
      id: 'import',
      what: `导入数据包（${described}，${cells.toLocaleString('zh-CN')} 格）`,
      how: `\`exchange.import\` 备份之后到回复：逐条检查、合并、投影、一个事务、归档（之前的备份另计，${msText(median(backups))}）`,
      figure: `${rate(summary.ours)}（${msText(summary.ours)}）`,
      beside: `同样的行（op、head、投影、stream、检索行）在一个事务里直接插入 ${rate(summary.beside)}`,
      limit: `≥ ${shareLimit} ×`,
      ratio: ratioText(summary),
      holds: summary.ratio >= shareLimit,
    },
    {
      id: 'import-again',
      what: '同一数据包再导入一次（全部已有）',
      how: '同上，库中已有全部记录',
      figure: `${rate(again.ours)}（${msText(again.ours)}）`,
      beside: '同上',
      limit: `≥ ${repeatLimit} ×`,
      ratio: ratioText(again),
      holds: again.ratio >= repeatLimit,
    },
    {
      id: 'preview',
      what: '预演（不写入）',
      how: '`exchange.preview`：数据包已核验，在事务里导入一遍，逐条比较后回滚',
      figure: msText(rehearsal.ours),
      beside: `随后真正导入 ${msText(rehearsal.beside)}`,
      limit: '≤ 1 ×',
      ratio: ratioText(rehearsal),
      holds: rehearsal.ratio <= 1,
    },
    {
      id: 'open-bundle',
      what: '打开数据包（第一次）',
      how: '`exchange.open`：复制到收件箱，在单独的线程里解密、验签、解压、逐条检查，再预演',
      figure: msText(median(opened)),
      beside: '—',
      limit: '',
      ratio: '—',
      holds: null,
    },
  ];
}

async function prepareBundle(folder: string, size: BundleSize): Promise<Prepared> {
  const city = createBenchDesk(join(folder, 'city'));
  const desk = openAs(city, await newCityIdentity());
  const cells = writeHistory(desk, size);
  const town = await townIdentity(desk.db, townId, townName);
  const path = join(folder, 'city-to-town.drcb');
  city.answers.push(path);
  await city.call('exchange.export', { to: { side: 'town', townId }, month: '2026-11' });
  city.services.desk.close();
  return { path, town, cells };
}

/** A year of the city's work on one town's enterprises. @returns how many fields were written. */
function writeHistory(desk: Desk, { enterprises, edits }: BundleSize): number {
  const random = createRandom(11);
  const writer = createWriter(desk, desk.identity.incarnation);
  const operations: Buffer[] = [];
  let cells = 0;
  const write = (...[type, id, partition, fields]: Parameters<typeof writer.write>): void => {
    operations.push(writer.write(type, id, partition, fields));
    cells += Object.keys(fields).length;
  };
  towns.forEach(({ id, name, alias }, index) =>
    write('town', id, 'city', { name, alias, ordinal: index + 1 }),
  );
  const sample = sampleEnterprises(enterprises, 5);
  for (const [index, { id, name, creditCode }] of sample.entries()) {
    write('enterprise', id, id, {
      name,
      formerNames: index % 10 === 0 ? [`${name.slice(0, 6)}总厂`] : [],
      shortName: name.slice(2, 6),
      creditCode,
      townId,
      sampleAssignment: false,
      address: `如皋市白蒲镇工业集中区纬一路 ${index} 号`,
      industry: '通用设备制造业',
      mainProduct: '成套压力容器、换热器及其核心零部件',
      legalRepresentative: '张建国',
      contactName: '李晓明',
      contactPhone: `138${String(index).padStart(8, '0')}`,
      foundedOn: '2009-03-18',
      pool: { member: true, enteredOn: '2026-03-01', leftOn: '' },
      note: '',
    });
    write('title', sampleId(`title ${index}`), id, {
      level: 'provincial-srdi',
      certificateNumber: `苏专精特新 2026-${index}`,
      grantedOn: '2025-12-01',
      validUntil: '2028-11-30',
      note: '',
    });
  }
  const editable = ['address', 'mainProduct', 'contactName', 'contactPhone', 'legalRepresentative', 'note'];
  for (let edit = 0; edit < edits; edit += 1) {
    const { id } = pick(random, sample);
    write('enterprise', id, id, { [pick(random, editable)]: `第 ${edit} 次修改后的内容，如皋市白蒲镇` });
  }
  takeIn(desk, operations);
  return cells;
}

interface TableRows {
  readonly table: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
}

/** What an import writes, in the order in which the records arrived. */
const importedTables: readonly (readonly [table: string, order: string])[] = [
  ['op', 't.rowid'],
  ['head', '(SELECT o.rowid FROM op o WHERE o.id = t.op_id)'],
  [
    'stream',
    '(SELECT max(o.rowid) FROM op o WHERE o.partition_id = t.partition_id AND o.incarnation = t.incarnation)',
  ],
  ['missing_parent', 't.op_id'],
  ['conflict', 't.entity'],
  ['town', 't.rowid'],
  ['enterprise', 't.rowid'],
  ['enterprise_title', 't.rowid'],
  ['enterprise_search', '(SELECT e.rowid FROM enterprise e WHERE e.id = t.enterprise_id)'],
];

function readRows({ connection }: ReadDb): TableRows[] {
  return importedTables.map(([table, order]) => {
    // table_info leaves generated columns out.
    const columns = (connection.pragma(`table_info(${table})`) as { name: string }[]).map(({ name }) => name);
    const list = columns.map((name) => `t.${name}`).join(', ');
    const rows = connection.prepare(`SELECT ${list} FROM ${table} t ORDER BY ${order}`).raw().all();
    return { table, columns, rows: rows as unknown[][] };
  });
}

function insertRows({ connection }: ReadDb, tables: readonly TableRows[]): void {
  connection
    .transaction(() => {
      for (const { table, columns, rows } of tables) {
        const places = columns.map(() => '?').join(', ');
        const insert = connection.prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places})`);
        for (const row of rows) insert.run(...row);
      }
    })
    .immediate();
}
