/** The one search: enterprises and people by any part of a name, code, pinyin or initials, their filings and visits. */
import type { SearchHit } from '../../shared/search/contract.ts';
import { foldText, isLatinQuery, normaliseQuery } from '../../shared/text/query.ts';
import { enterprisesById } from '../enterprise.ts';
import { all, type ReadDb, sql } from '../sql.ts';
import { keepingTowns } from '../handover.ts';
import { townNames } from '../town.ts';
import { searchFilings } from './filings.ts';
import { pinyinReadings } from './pinyin.ts';
import { type NamedEnterprises, searchProblems } from './problems.ts';
import { searchVisits } from './visits.ts';
import { type FoundLine, findSearchLines, type SearchKind } from './lines.ts';

/** Beyond this many matches the officer has to type another letter anyway; the likeliest are looked for apart. */
const candidateLimit = 300;
/** An enterprise has many filings: its dossier lists them all. */
const filingLimit = 5;
const visitLimit = 5;
const problemLimit = 5;
/** Of a text of more words none is taken for an enterprise's. */
const mostWords = 4;
/** A word of so common a name finds no more enterprises: no more than `candidates` gives. */
const namedLimit = 600;

/** Enterprise ids, the likeliest first: whole, then beginning, then middle; names before codes and pinyin. */
export function findEnterpriseIds(db: ReadDb, text: string, limit: number): string[] {
  return ranked(candidates(db, 'enterprise', text), text, limit);
}

/** As `findEnterpriseIds`, of people: by any part of the name, full pinyin or initials; former ones too. */
export function findPersonIds(db: ReadDb, text: string, limit: number): string[] {
  return ranked(candidates(db, 'person', text), text, limit);
}

/** Of an enterprise so much of a name has to sound the same that it is no accident. */
const soundingLength = 2;

/**
 * Enterprises or people whose names are read as the text is: it was written with a wrong character (王建果 for 王建国). A
 * person's name sounds the same as a whole, an enterprise's in part. None for a text without Chinese characters.
 */
export function soundingAlike(db: ReadDb, kind: SearchKind, text: string, limit: number): string[] {
  const query = normaliseQuery(text);
  if (isLatinQuery(query) || [...query].length < soundingLength) return [];
  const readings = pinyinReadings(query, kind === 'person' ? 'person' : 'name').full;
  const found = readings.flatMap((reading) => {
    const { beginning, containing } = findSearchLines(db, kind, reading, candidateLimit);
    return [...beginning, ...containing].filter(({ latin }) =>
      kind === 'person' ? latin.split('|').includes(reading) : true,
    );
  });
  return [...new Set(found.map(({ id }) => id))].slice(0, limit);
}

export interface SearchedAt {
  /** The list may be seen by those who are to be inspected. */
  readonly withoutPlannedInspections: boolean;
  /** YYYY-MM-DD */
  readonly today: string;
}

/** Enterprises first, then people, problems, filings and visits. Empty for a text that has nothing to search for. */
export function search(db: ReadDb, text: string, limit: number, at: SearchedAt): SearchHit[] {
  if (normaliseQuery(text) === '') return [];
  const people = findPersonIds(db, text, limit);
  const enterprises = findEnterpriseIds(db, text, limit);
  const found = { enterpriseIds: enterprises, personIds: people };
  const hits = [
    ...enterpriseHits(db, enterprises, text),
    ...personHits(db, people),
    ...searchProblems(
      db,
      text,
      { enterpriseIds: enterprises, named: namedByWords(db, text) },
      Math.min(limit, problemLimit),
      at.today,
    ),
    ...searchFilings(db, text, enterprises, Math.min(limit, filingLimit), at.withoutPlannedInspections),
    ...searchVisits(db, text, found, Math.min(limit, visitLimit), at.today),
  ];
  return hits.length > 0 ? hits : soundingHits(db, text, limit);
}

/** 环评 中铁: what some of the words name, with the others; whole texts apart, which are searched as they are. */
function namedByWords(db: ReadDb, text: string): NamedEnterprises[] {
  const words = [...new Set(text.split(/\s+/u).filter((word) => normaliseQuery(word) !== ''))];
  if (words.length < 2 || words.length > mostWords) return [];
  const wordsOf = new Map<string, Set<string>>();
  for (const word of words)
    for (const id of findEnterpriseIds(db, word, namedLimit))
      wordsOf.set(id, (wordsOf.get(id) ?? new Set()).add(word));
  const byRest = new Map<string, string[]>();
  for (const [id, found] of wordsOf) {
    const rest = words.filter((word) => !found.has(word)).join(' ');
    byRest.set(rest, [...(byRest.get(rest) ?? []), id]);
  }
  return [...byRest].map(([rest, enterpriseIds]) => ({ words: rest, enterpriseIds }));
}

function soundingHits(db: ReadDb, text: string, limit: number): SearchHit[] {
  return [
    ...enterpriseHits(db, soundingAlike(db, 'enterprise', text, limit), text),
    ...personHits(db, soundingAlike(db, 'person', text, limit)),
  ].map((hit) => ({ ...hit, detail: ['读音相同', hit.detail].filter((part) => part !== '').join(' · ') }));
}

/** Where too many contain the text to look at all, those that begin with it must not be missed among them. */
function candidates(db: ReadDb, kind: SearchKind, text: string): FoundLine[] {
  const query = normaliseQuery(text);
  if (query === '') return [];
  const { containing, beginning } = findSearchLines(db, kind, query, candidateLimit);
  if (containing.length < candidateLimit) return [...containing];
  return [...new Set([...beginning, ...containing])];
}

function ranked(found: readonly FoundLine[], text: string, limit: number): string[] {
  const query = normaliseQuery(text);
  return found
    .map((candidate, index) => ({ id: candidate.id, score: score(candidate, query), index }))
    .toSorted((a, b) => a.score - b.score || a.index - b.index)
    .slice(0, limit)
    .map(({ id }) => id);
}

/** Lower is likelier. */
function score(candidate: FoundLine, query: string): number {
  const best = (line: string, offset: number): number => {
    let lowest = 9;
    for (const part of line.split('|')) {
      if (part === query) return offset;
      if (part.startsWith(query)) lowest = Math.min(lowest, 2 + offset);
      else if (part.includes(query)) lowest = Math.min(lowest, 4 + offset);
    }
    return lowest;
  };
  return Math.min(best(candidate.names, 0), best(candidate.latin, 1));
}

function enterpriseHits(db: ReadDb, ids: readonly string[], text: string): SearchHit[] {
  const townName = townNames(db);
  const keepingTown = keepingTowns(db);
  const query = normaliseQuery(text);
  return enterprisesById(db, ids).map((enterprise) => {
    const former = enterprise.formerNames.find((name) => foldText(name).includes(query));
    const isCode = foldText(enterprise.creditCode).includes(query);
    const townId = keepingTown(enterprise);
    const details = [
      townId === '' ? '未分派' : townName(townId),
      ...(former !== undefined && !foldText(enterprise.name).includes(query) ? [`曾用名：${former}`] : []),
      ...(isCode ? [enterprise.creditCode] : []),
    ];
    return { kind: 'enterprise', id: enterprise.id, title: enterprise.name, detail: details.join(' · ') };
  });
}

function personHits(db: ReadDb, ids: readonly string[]): SearchHit[] {
  const rows = all<{ id: string; name: string; post: string; unit: string }>(
    db,
    sql`SELECT id, name, post, unit FROM person
        WHERE id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`,
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    if (!row) return [];
    return {
      kind: 'person' as const,
      id,
      title: row.name,
      detail: [row.unit, row.post].filter(Boolean).join(' '),
    };
  });
}
