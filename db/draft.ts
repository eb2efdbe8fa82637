/** 草稿: unfinished forms of this laptop. */
import { keyBeforeLeaving, leftKey } from '../shared/draft/left.ts';
import { draftWords } from '../shared/draft/words.ts';
import { all, get, type ReadDb, run, type Sql, sql, values, type WriteDb } from './sql.ts';

export interface Draft {
  readonly value: unknown;
  readonly savedAtMs: number;
}

export function findDraft(db: ReadDb, key: string): Draft | null {
  const row = get<{ value: string; saved_at_ms: number }>(
    db,
    sql`SELECT value, saved_at_ms FROM draft WHERE key = ${key}`,
  );
  return row ? { value: JSON.parse(row.value) as unknown, savedAtMs: row.saved_at_ms } : null;
}

export function putDraft(db: WriteDb, key: string, content: unknown, nowMs: number): void {
  run(
    db,
    sql`INSERT INTO draft (key, value, saved_at_ms) VALUES (${key}, ${JSON.stringify(content)}, ${nowMs})
        ON CONFLICT (key) DO UPDATE SET value = excluded.value, saved_at_ms = excluded.saved_at_ms`,
  );
}

export function deleteDraft(db: WriteDb, key: string): void {
  run(db, sql`DELETE FROM draft WHERE key = ${key}`);
}

/** Of an enterprise and of all records kept with it; not what was left of an earlier time it was here. */
const isAbout = (enterpriseId: string): Sql => sql`key NOT LIKE 'left:%' AND EXISTS (
  SELECT 1 FROM (SELECT ${enterpriseId} AS id UNION SELECT entity_id FROM op WHERE partition_id = ${enterpriseId}) r
  WHERE instr(draft.key || ':', ':' || r.id || ':') > 0)`;

/** For when the enterprise is removed here. */
export function deleteDraftsOf(db: WriteDb, enterpriseId: string): void {
  run(db, sql`DELETE FROM draft WHERE ${isAbout(enterpriseId)}`);
  leaveSets(db, enterpriseId, (key) => deleteDraft(db, key));
}

/**
 * For when the enterprise leaves this desk by another's word: nothing typed is lost, it can be read and copied under its
 * new key. To be called while its records are still here.
 */
export function leaveDraftsOf(db: WriteDb, enterpriseId: string): void {
  const keys = values<string>(db, sql`SELECT key FROM draft WHERE ${isAbout(enterpriseId)}`);
  const leave = (key: string): void => {
    const draft = findDraft(db, key);
    if (!draft) return;
    const content = JSON.stringify({ ...Object(draft.value), about: subjectOf(db, key).about });
    run(
      db,
      sql`UPDATE draft SET key = ${leftKey(key, draft.savedAtMs)}, value = ${content} WHERE key = ${key}`,
    );
  };
  for (const key of keys) leave(key);
  // Not the window's own doing: whoever lists drafts has to ask again.
  db.touched.add('draft');
  leaveSets(db, enterpriseId, leave);
}

/** Drafts about several enterprises, or suggestions for them: which, by their ids. */
interface SetDraft {
  readonly values?: { readonly enterprises?: readonly string[]; readonly opIds?: readonly string[] };
}

/** What was typed about several goes on about the others. */
function leaveSets(db: WriteDb, enterpriseId: string, onLast: (key: string) => void): void {
  const rows = all<{ key: string; value: string }>(
    db,
    sql`SELECT key, value FROM draft WHERE key LIKE 'links:%' OR key LIKE 'suggestion:decline:many:%'`,
  );
  if (rows.length === 0) return;
  const ofEnterprise = values<string>(db, sql`SELECT id FROM op WHERE partition_id = ${enterpriseId}`);
  const gone = new Set([enterpriseId, ...ofEnterprise]);
  for (const { key, value } of rows) {
    const draft = JSON.parse(value) as SetDraft;
    for (const field of ['enterprises', 'opIds'] as const) {
      const ids = draft.values?.[field];
      if (!ids?.some((id) => gone.has(id))) continue;
      const left = ids.filter((id) => !gone.has(id));
      const content = JSON.stringify({ ...draft, values: { ...draft.values, [field]: left } });
      if (left.length === 0) onLast(key);
      else run(db, sql`UPDATE draft SET value = ${content} WHERE key = ${key}`);
    }
  }
}

/**
 * The drafts whose key begins with one of `prefixes`, latest first. Those of an enterprise that another desk
 * removed are kept, in case it is brought back, but not told: their forms cannot be opened.
 */
export function listDrafts(db: ReadDb, prefixes: readonly string[]): ListedDraft[] {
  return all<{ key: string; value: string; saved_at_ms: number }>(
    db,
    sql`SELECT key, value, saved_at_ms FROM draft
        WHERE EXISTS (SELECT 1 FROM json_each(${JSON.stringify(prefixes)}) begins
                      WHERE substr(draft.key, 1, length(begins.value)) = begins.value)
        ORDER BY saved_at_ms DESC`,
  ).flatMap(({ key, value, saved_at_ms: savedAtMs }): ListedDraft[] => {
    const content = JSON.parse(value) as { readonly about?: string; readonly values?: unknown };
    const leftAs = keyBeforeLeaving(key);
    if (leftAs !== undefined) {
      const { about = '' } = content;
      const words = draftWords(content, [about]);
      return [
        { key, savedAtMs, about, words, enterpriseId: '', isFirst: false, left: { key: leftAs, content } },
      ];
    }
    const { about, enterpriseId, isRemoved } = subjectOf(db, key);
    if (isRemoved === 1) return [];
    const names = [...new Set([about || chosenIn(db, key), personIn(db, key)])].filter((name) => name !== '');
    return [
      {
        key,
        savedAtMs,
        about: names.join('　'),
        words: draftWords(content, names),
        enterpriseId,
        isFirst: isOfPlannedVisit(db, key),
        left: null,
      },
    ];
  });
}

export interface ListedDraft {
  readonly key: string;
  readonly savedAtMs: number;
  /**
   * The enterprise or the person its form is about, or both, as they are called now; of several enterprises the first and
   * how many; '' for a form about nobody yet.
   */
  readonly about: string;
  /** Its first words, at most `mostDraftWords` characters. */
  readonly words: string;
  /** The enterprise that its record is kept with; '' without one. */
  readonly enterpriseId: string;
  /** What it is about was only planned so far: it is written down for the first time. */
  readonly isFirst: boolean;
  /** Of one whose enterprise has left this desk: the key its form had, and what was typed. */
  readonly left: { readonly key: string; readonly content: unknown } | null;
}

function isOfPlannedVisit(db: ReadDb, key: string): boolean {
  if (!key.startsWith(ofVisit)) return false;
  const id = key.slice(ofVisit.length);
  return get(db, sql`SELECT 1 FROM visit WHERE id = ${id} AND status = 'planned'`) !== undefined;
}

const ofVisit = 'visit:';

interface Subject extends Pick<ListedDraft, 'about' | 'enterpriseId'> {
  /** 1 when its enterprise was removed. */
  readonly isRemoved: number;
}

/** The enterprise, or the enterprises, chosen in a form whose key names none, while they are here. */
function chosenIn(db: ReadDb, key: string): string {
  const names = values<string>(
    db,
    sql`SELECT e.name FROM draft d, json_each(json_insert(coalesce(d.value -> '$.values.enterprises', '[]'), '$[#]',
                                                          d.value ->> '$.values.enterpriseId')) c
        JOIN enterprise e ON e.id = c.value
        WHERE d.key = ${key} AND e.deleted = 0 ORDER BY c.key`,
  );
  return names.length > 1 ? `${names[0]}等 ${names.length} 家` : (names[0] ?? '');
}

/** The person who was chosen in it. */
function personIn(db: ReadDb, key: string): string {
  const [name = ''] = values<string>(
    db,
    sql`SELECT p.name FROM draft d JOIN person p ON p.id = d.value ->> '$.values.personId' WHERE d.key = ${key}`,
  );
  return name;
}

function subjectOf(db: ReadDb, key: string): Subject {
  for (const id of key.split(':').slice(1).toReversed()) {
    const row = get<Subject>(
      db,
      sql`SELECT name AS about, id AS enterpriseId, deleted AS isRemoved FROM enterprise WHERE id = ${id}
          UNION ALL
          SELECT e.name, e.id, e.deleted FROM op o JOIN enterprise e ON e.id = o.partition_id WHERE o.entity_id = ${id}
          UNION ALL SELECT name, '', 0 FROM person WHERE id = ${id} LIMIT 1`,
    );
    if (row) return row;
  }
  return { about: '', enterpriseId: '', isRemoved: 0 };
}
