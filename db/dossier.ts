/** What the head of a dossier says about the records that belong to one enterprise. */
import { all, get, type ReadDb, sql } from './sql.ts';

export interface SectionCounts {
  readonly links: number;
  readonly filings: number;
  readonly visits: number;
  readonly problems: number;
  readonly attachments: number;
}

export function countSections(db: ReadDb, enterpriseId: string): SectionCounts {
  const row = get<SectionCounts>(
    db,
    sql`SELECT
          (SELECT count(*) FROM city_leader_link WHERE partition_id = ${enterpriseId} AND deleted = 0)
            + (SELECT count(*) FROM enterprise_link WHERE partition_id = ${enterpriseId} AND deleted = 0) AS links,
          (SELECT count(*) FROM filing WHERE partition_id = ${enterpriseId} AND deleted = 0) AS filings,
          (SELECT count(*) FROM visit WHERE partition_id = ${enterpriseId} AND deleted = 0) AS visits,
          (SELECT count(*) FROM problem WHERE partition_id = ${enterpriseId} AND deleted = 0) AS problems,
          (SELECT count(*) FROM attachment WHERE partition_id = ${enterpriseId} AND deleted = 0) AS attachments`,
  );
  return row ?? { links: 0, filings: 0, visits: 0, problems: 0, attachments: 0 };
}

/** Fields of one record with several concurrent values. */
export function openConflicts(db: ReadDb, entityType: string, entityId: string): string[] {
  return all<{ field: string }>(
    db,
    sql`SELECT field FROM conflict WHERE entity = ${`${entityType}/${entityId}`} ORDER BY field`,
  ).map((row) => row.field);
}

export interface MeetingMention {
  readonly id: string;
  readonly month: string;
  readonly heldOn: string;
  readonly chair: string;
  /** Topics and decisions that name the enterprise, as they stand in the note. */
  readonly mentions: string[];
}

interface MeetingRow {
  readonly id: string;
  readonly month: string;
  readonly held_on: string;
  readonly chair: string;
  readonly topics: string;
}

/** Meeting notes that name the enterprise by one of `names`, latest first. */
export function meetingsNaming(db: ReadDb, names: readonly string[]): MeetingMention[] {
  const wanted = names.filter((name) => name.trim().length > 1);
  if (wanted.length === 0) return [];
  const isNamed = (text: string): boolean => wanted.some((name) => text.includes(name));
  const decisions = Map.groupBy(
    all<{ meeting_id: string; what: string }>(
      db,
      sql`SELECT meeting_id, what FROM meeting_decision WHERE deleted = 0 ORDER BY ordinal, id`,
    ),
    (decision) => decision.meeting_id,
  );
  return all<MeetingRow>(
    db,
    sql`SELECT id, month, held_on, chair, topics FROM meeting WHERE deleted = 0 ORDER BY month DESC, held_on DESC, id`,
  ).flatMap(({ id, month, held_on, chair, topics }) => {
    const mentions = [
      ...topicTexts(topics),
      ...(decisions.get(id) ?? []).map((decision) => `议定：${decision.what}`),
    ].filter(isNamed);
    return mentions.length === 0 ? [] : [{ id, month, heldOn: held_on, chair, mentions }];
  });
}

function topicTexts(json: string): string[] {
  const topics: unknown = JSON.parse(json);
  if (!Array.isArray(topics)) return [];
  return topics.flatMap((topic: unknown) => {
    if (typeof topic !== 'object' || topic === null) return [];
    const { title, summary } = topic as { title?: unknown; summary?: unknown };
    return [[title, summary].filter((text) => typeof text === 'string' && text !== '').join('：')];
  });
}
