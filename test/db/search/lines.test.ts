import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  findSearchLines,
  insertSearchLine,
  removeAllSearchLines,
  removeSearchLine,
  type SearchLine,
} from '../../../db/search/lines.ts';
import { PairIndex } from '../../../db/search/pair-index.ts';
import { all, type ReadDb, sql, transact, type WriteDb } from '../../../db/sql.ts';
import { openTestDatabase } from '../../support/database.ts';

const line = (sortText: string, names: string, latin: string): SearchLine => ({ sortText, names, latin });

function write(db: ReadDb, work: (writable: WriteDb) => void): void {
  transact(db, work);
}

function found(db: ReadDb, query: string): string[] {
  return findSearchLines(db, 'enterprise', query, 300).containing.map(({ id }) => id);
}

describe('the index of pairs', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'b', '1', '|', '如', '皋', '𬭎'), maxLength: 9 });

  it('finds exactly the texts that contain the piece, in their order', () => {
    fc.assert(
      fc.property(fc.array(letters, { maxLength: 80 }), letters, fc.nat(90), (texts, piece, limit) => {
        const expected = texts.flatMap((text, number) => (text.includes(piece) ? [number] : []));
        expect(new PairIndex(texts).find(piece, limit)).toEqual(expected.slice(0, limit));
      }),
    );
  });
});

describe('search lines in memory', () => {
  it('find what LIKE finds in the tables, in the order of lists', () => {
    const db = openTestDatabase();
    const part = fc.string({ unit: fc.constantFrom('a', 'b', '9', '如', '皋'), minLength: 1, maxLength: 4 });
    const parts = fc.array(part, { minLength: 1, maxLength: 3 }).map((texts) => texts.join('|'));
    fc.assert(
      fc.property(fc.array(fc.tuple(part, parts, parts), { maxLength: 12 }), part, (rows, query) => {
        write(db, (writable) => {
          removeAllSearchLines(writable);
          rows.forEach((row, index) => insertSearchLine(writable, 'enterprise', `e${index}`, line(...row)));
        });
        const half = /^[a-z0-9]*$/.test(query) ? sql`latin` : sql`names`;
        const scan = all<{ id: string }>(
          db,
          sql`SELECT enterprise_id AS id FROM enterprise_search WHERE ${half} LIKE ${`%${query}%`}
              ORDER BY sort_text, enterprise_id`,
        );
        expect(found(db, query)).toEqual(scan.map(({ id }) => id));
      }),
      { numRuns: 60 },
    );
  });

  it('give those that begin with the query beside the first that contain it', () => {
    const db = openTestDatabase();
    write(db, (writable) => {
      insertSearchLine(writable, 'enterprise', 'middle', line('1', '如皋长江', 'rugaochangjiang|rgcj'));
      insertSearchLine(writable, 'enterprise', 'first', line('2', '长江', 'changjiang|cj'));
      insertSearchLine(
        writable,
        'enterprise',
        'later',
        line('3', '南通|长江重工', 'nantong|changjiangzhonggong'),
      );
    });
    const lines = findSearchLines(db, 'enterprise', '长江', 1);
    expect(lines.containing.map(({ id }) => id)).toEqual(['middle']);
    expect(lines.beginning.map(({ id }) => id)).toEqual(['first']);
    const latin = findSearchLines(db, 'enterprise', 'changjiang', 9);
    expect(latin.beginning.map(({ id }) => id)).toEqual(['first', 'later']);
  });

  it('follow every change of a line at once', () => {
    const db = openTestDatabase();
    write(db, (writable) => insertSearchLine(writable, 'enterprise', 'e1', line('1', '如皋', 'rg')));
    expect(found(db, '如')).toEqual(['e1']);
    write(db, (writable) => insertSearchLine(writable, 'enterprise', 'e2', line('0', '如东', 'rd')));
    expect(found(db, '如')).toEqual(['e2', 'e1']);
    write(db, (writable) => removeSearchLine(writable, 'enterprise', 'e1'));
    expect(found(db, '如')).toEqual(['e2']);
    write(db, (writable) => removeAllSearchLines(writable));
    expect(found(db, '如')).toEqual([]);
  });

  it('do not keep what a transaction wrote and took back', () => {
    const db = openTestDatabase();
    expect(found(db, '如')).toEqual([]);
    const undone = (): void =>
      write(db, (writable) => {
        insertSearchLine(writable, 'enterprise', 'e1', line('1', '如皋', 'rg'));
        expect(found(writable, '如')).toEqual(['e1']);
        throw new Error('taken back');
      });
    expect(undone).toThrow('taken back');
    expect(found(db, '如')).toEqual([]);
  });

  it('belong to their kind: people are not found among enterprises', () => {
    const db = openTestDatabase();
    write(db, (writable) => insertSearchLine(writable, 'person', 'p1', line('1', '如是', 'rs')));
    expect(found(db, '如')).toEqual([]);
    expect(findSearchLines(db, 'person', 'rs', 9).containing.map(({ id }) => id)).toEqual(['p1']);
  });
});
