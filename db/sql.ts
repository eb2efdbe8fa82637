/**
 * SQL as SQL: a tag that binds every value, and read/write brands so that a write through a
 * ReadDb does not compile (and throws, should a cast get past the compiler).
 */
import type Database from 'better-sqlite3';

export type SqlValue = string | number | bigint | null | Uint8Array;

export interface Sql {
  readonly text: string;
  readonly values: readonly SqlValue[];
}

declare const readBrand: unique symbol;
declare const writeBrand: unique symbol;

/** A connection one may read from. */
export interface ReadDb {
  readonly connection: Database.Database;
  readonly [readBrand]: true;
}

/** A connection inside an open write transaction; collects the topics that changed. */
export interface WriteDb extends ReadDb {
  readonly touched: Set<string>;
  /** Called in order when the work is done, still inside the transaction. */
  readonly beforeCommit: (() => void)[];
  /** Called in order once it is committed: for what is remembered of it. */
  readonly committed: (() => void)[];
  /** What is written is looked at and then taken back: nothing need be prepared for those who come after. */
  readonly isRehearsal: boolean;
  readonly [writeBrand]: true;
}

function isSql(value: unknown): value is Sql {
  return typeof value === 'object' && value !== null && 'text' in value && 'values' in value;
}

/** Builds a statement: plain values are bound, nested `sql` fragments are spliced in. */
export function sql(strings: TemplateStringsArray, ...parts: readonly (SqlValue | Sql)[]): Sql {
  if (!parts.some(isSql)) return { text: plainText(strings), values: parts as readonly SqlValue[] };
  let text = strings[0] ?? '';
  const values: SqlValue[] = [];
  parts.forEach((part, index) => {
    if (isSql(part)) {
      text += part.text;
      values.push(...part.values);
    } else {
      text += '?';
      values.push(part);
    }
    text += strings[index + 1] ?? '';
  });
  return { text, values };
}

const plainTexts = new WeakMap<TemplateStringsArray, string>();

/** Of a statement that splices nothing in: always the same string, so that `prepare` finds it at once. */
function plainText(strings: TemplateStringsArray): string {
  let text = plainTexts.get(strings);
  if (text === undefined) {
    text = strings.join('?');
    plainTexts.set(strings, text);
  }
  return text;
}

/** An identifier (table or column) from our own code; anything but a plain name is a bug. */
export function identifier(name: string): Sql {
  if (!/^[a-z][a-z0-9_]*$/.test(name)) throw new Error(`not a plain identifier: ${name}`);
  return { text: name, values: [] };
}

/** Joins fragments, e.g. conditions with ' AND ' or values with ', '. */
export function joinSql(parts: readonly Sql[], separator: string): Sql {
  return {
    text: parts.map((part) => part.text).join(separator),
    values: parts.flatMap((part) => part.values),
  };
}

/** For `IN (…)`: the values as one bound list, so that the statement is the same however many there are. */
export function listOf(values: readonly (string | number)[]): Sql {
  return sql`SELECT value FROM json_each(${JSON.stringify(values)})`;
}

const statements = new WeakMap<Database.Database, Map<string, Database.Statement>>();
const maximumCachedStatements = 500;

/**
 * What may be done with a statement that others use too: `pluck`, `raw`, `expand`, `bind` and `safeIntegers` would change
 * it for all of them.
 */
export type SharedStatement = Pick<Database.Statement, 'run' | 'get' | 'all' | 'iterate' | 'readonly'>;

/** A prepared statement, kept per connection: preparing costs more than most of our statements. */
export function prepare(db: ReadDb, text: string): SharedStatement {
  let cache = statements.get(db.connection);
  if (!cache) {
    cache = new Map();
    statements.set(db.connection, cache);
  }
  let statement = cache.get(text);
  if (!statement) {
    if (cache.size >= maximumCachedStatements) cache.clear();
    statement = db.connection.prepare(text);
    cache.set(text, statement);
  }
  return statement;
}

function reading(db: ReadDb, query: Sql): SharedStatement {
  const statement = prepare(db, query.text);
  if (!statement.readonly) throw new Error(`a write through a ReadDb: ${query.text}`);
  return statement;
}

export function all<Row>(db: ReadDb, query: Sql): Row[] {
  return reading(db, query).all(...query.values) as Row[];
}

/** Row by row, as they are asked for: nothing else may be done with the statement meanwhile. */
export function iterate<Row>(db: ReadDb, query: Sql): IterableIterator<Row> {
  return reading(db, query).iterate(...query.values) as IterableIterator<Row>;
}

export function get<Row>(db: ReadDb, query: Sql): Row | undefined {
  return reading(db, query).get(...query.values) as Row | undefined;
}

/** First column of every row. */
export function values<Value>(db: ReadDb, query: Sql): Value[] {
  return reading(db, query)
    .all(...query.values)
    .map((row) => Object.values(row as Record<string, Value>)[0] as Value);
}

/** First column of the first row. */
export function value<Value>(db: ReadDb, query: Sql): Value | undefined {
  const row = reading(db, query).get(...query.values) as Record<string, Value> | undefined;
  return row === undefined ? undefined : Object.values(row)[0];
}

export function run(db: WriteDb, query: Sql): { readonly changes: number } {
  return prepare(db, query.text).run(...query.values);
}

/** An INSERT of that many rows; table and columns (`a, b`) are our own code's. */
export function insertRowsText(table: string, columns: string, rows: number): string {
  const row = `(${columns
    .split(',')
    .map(() => '?')
    .join(', ')})`;
  return `INSERT INTO ${table} (${columns}) VALUES ${Array.from({ length: rows }, () => row).join(', ')}`;
}

export function asReadDb(connection: Database.Database): ReadDb {
  return { connection } as ReadDb;
}

export interface Transacted<Value> {
  readonly value: Value;
  readonly topics: readonly string[];
}

/**
 * Runs `work` in one `BEGIN IMMEDIATE` transaction: everything or nothing.
 * Not re-entrant: a nested call is a bug and throws.
 */
export function transact<Value>(
  db: ReadDb,
  work: (writable: WriteDb) => Value,
  isRehearsal = false,
): Transacted<Value> {
  if (db.connection.inTransaction) throw new Error('transact() inside a transaction');
  const writable = {
    connection: db.connection,
    touched: new Set<string>(),
    beforeCommit: [],
    committed: [],
    isRehearsal,
  } as unknown as WriteDb;
  const result = transactionOf(db.connection).immediate(() => {
    const done = work(writable);
    for (const finish of writable.beforeCommit) finish();
    return done;
  }) as Value;
  if (result instanceof Promise) throw new Error('a transaction cannot wait for a promise');
  for (const remember of writable.committed) remember();
  for (const tell of commitListeners.get(db.connection) ?? []) tell(writable.touched);
  return { value: result, topics: [...writable.touched] };
}

type Transaction = Database.Transaction<(work: () => unknown) => unknown>;

const transactions = new WeakMap<Database.Database, Transaction>();

/** Made once per connection: making it costs as much as a statement. */
function transactionOf(connection: Database.Database): Transaction {
  let transaction = transactions.get(connection);
  if (!transaction) {
    transaction = connection.transaction((work: () => unknown) => work());
    transactions.set(connection, transaction);
  }
  return transaction;
}

/** Told of the topics the transaction touched. */
type CommitListener = (touched: ReadonlySet<string>) => void;

const commitListeners = new WeakMap<Database.Database, CommitListener[]>();

/**
 * `listener` is called after every transaction of this connection that was committed, before its caller goes on. It
 * must not throw for what can be expected: the work is done already.
 */
export function afterCommit({ connection }: ReadDb, listener: CommitListener): void {
  const listeners = commitListeners.get(connection);
  if (listeners) listeners.push(listener);
  else commitListeners.set(connection, [listener]);
}
