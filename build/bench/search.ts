/**
 * Search over many names: dispatch to reply in the main process, beside SQL that finds the same: the lines by `LIKE`,
 * the records they belong to by the very statements the program runs.
 */
import { searchCondition } from '../../db/enterprise-list.ts';
import { search } from '../../db/search/find.ts';
import { pinyinReadings } from '../../db/search/pinyin.ts';
import { all, asReadDb, type ReadDb, sql } from '../../db/sql.ts';
import type { BenchDesk } from './desk.ts';
import { alternate, type Figure, median, msText, percentile, ratioText, summarise } from './measure.ts';
import { createRandom, pick, sampleEnterprises } from './sample.ts';

const hits = 12;
const limitMs = 20;
const ratioLimit = 2;

/** What an officer types: 1–6 characters of a name, pinyin, initials, part of a code, and what is not there. */
export function searchTexts(enterpriseCount: number, count: number): string[] {
  const random = createRandom(7);
  const enterprises = sampleEnterprises(enterpriseCount);
  const part = (text: string, length: number): string => {
    const start = Math.floor(random() * Math.max(1, text.length - length));
    return text.slice(start, start + length);
  };
  const kinds: readonly (() => string)[] = [
    ...[1, 2, 3, 4, 5, 6].map((length) => () => part(pick(random, enterprises).name, length)),
    () => pinyinOf(pick(random, enterprises).name).full.slice(0, 3 + Math.floor(random() * 10)),
    () => part(pinyinOf(pick(random, enterprises).name).full, 6),
    () => part(pinyinOf(pick(random, enterprises).name).initials, 4),
    () => pinyinOf(pick(random, enterprises).name).initials.slice(0, 2 + Math.floor(random() * 4)),
    () => pick(random, enterprises).creditCode,
    () => part(pick(random, enterprises).creditCode, 6),
    () => pick(random, ['量子纠缠', '查无此企业', 'zzzqqq', 'xyzxyz', '00000000', '龘']),
  ];
  return Array.from({ length: count }, (_, index) => kinds[index % kinds.length]?.() ?? '');
}

function pinyinOf(name: string): { full: string; initials: string } {
  const { full, initials } = pinyinReadings(name);
  return { full: full[0] ?? '', initials: initials[0] ?? '' };
}

interface Statement {
  readonly method: 'all' | 'get';
  readonly text: string;
  readonly values: readonly unknown[];
}

interface Recorder {
  readonly db: ReadDb;
  /** The statements that the work ran, in order, with what was bound to them. */
  record(work: () => unknown): Statement[];
}

/** One connection for all that is recorded: the lines in memory belong to it, and are loaded once. */
function createRecorder(db: ReadDb): Recorder {
  let statements: Statement[] = [];
  const connection = {
    prepare: (text: string) => {
      const statement = db.connection.prepare(text);
      const recorded =
        (method: Statement['method']) =>
        (...values: unknown[]) => {
          statements.push({ method, text, values });
          return statement[method](...values);
        };
      return { readonly: statement.readonly, all: recorded('all'), get: recorded('get') };
    },
  };
  return {
    db: asReadDb(connection as unknown as ReadDb['connection']),
    record: (work) => {
      statements = [];
      work();
      return statements;
    },
  };
}

const office = { withoutPlannedInspections: false, today: '2026-11-24' };

export async function measureSearch(
  bench: BenchDesk,
  enterprises: number,
  rounds: number,
): Promise<Figure[]> {
  const { db } = bench.desk();
  const texts = searchTexts(enterprises, 13 * 20);
  const prepared = new Map<string, ReturnType<ReadDb['connection']['prepare']>>();
  const recorder = createRecorder(db);
  search(recorder.db, texts[0] ?? '', hits, office);
  const bare = texts.map((text) =>
    recorder
      .record(() => {
        const condition = searchCondition(text);
        for (const table of condition ? [sql`enterprise_search`, sql`person_search`] : []) {
          all(
            recorder.db,
            sql`SELECT * FROM ${table} s WHERE ${condition ?? sql``} ORDER BY sort_text LIMIT 300`,
          );
        }
        search(recorder.db, text, hits, office);
      })
      .map(({ method, text: statementText, values }) => {
        const statement = prepared.get(statementText) ?? db.connection.prepare(statementText);
        prepared.set(statementText, statement);
        return () => statement[method](...values);
      }),
  );
  const p50s: number[] = [];
  const throughRpc = async (): Promise<number> => {
    const times: number[] = [];
    for (const text of texts) {
      const started = performance.now();
      const reply = await bench.rpc('search.query', { text, limit: hits });
      times.push(performance.now() - started);
      if (!reply.ok) throw new Error(`search.query refused ${text}: ${reply.error.code}`);
    }
    p50s.push(median(times));
    return percentile(times, 0.95);
  };
  const throughStatements = async (): Promise<number> => {
    const times = bare.map((statements) => {
      const started = performance.now();
      for (const run of statements) run();
      return performance.now() - started;
    });
    return percentile(times, 0.95);
  };
  await throughRpc();
  await throughStatements();
  p50s.length = 0;
  const summary = summarise(await alternate(rounds, throughRpc, throughStatements));
  return [
    {
      id: 'search',
      what: `搜索，${enterprises.toLocaleString('zh-CN')} 家企业，p95`,
      how: `\`search.query\` 从派发到回复；每轮 ${texts.length} 次：名称 1–6 字、全拼、首字母、代码片段、查无结果`,
      figure: `${msText(summary.ours)}（中位数 ${msText(median(p50s))}）`,
      beside: `用 SQL（LIKE）直接找同样的内容 ${msText(summary.beside)}`,
      limit: `< ${limitMs} ms 且 ≤ ${ratioLimit} ×`,
      ratio: ratioText(summary),
      holds: summary.ours < limitMs && summary.ratio <= ratioLimit,
    },
  ];
}
