import type { Migration } from '../migrate.ts';

/** Columns every projection has, before its own: see shared/log/entity.ts. */
const common = `
      id TEXT PRIMARY KEY,
      partition_id TEXT NOT NULL,
      deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
      hlc_ms INTEGER NOT NULL`;

/** The projections of the synced entities: rebuildable from the log at any time. */
export const migration0020: Migration = {
  version: 20,
  name: 'records',
  statements: `
    CREATE TABLE town (${common},
      name TEXT NOT NULL, alias TEXT NOT NULL, ordinal INTEGER
    ) STRICT;

    CREATE TABLE enterprise (${common},
      name TEXT NOT NULL, former_names TEXT NOT NULL, short_name TEXT NOT NULL,
      credit_code TEXT NOT NULL, town_id TEXT NOT NULL,
      sample_assignment INTEGER NOT NULL CHECK (sample_assignment IN (0, 1)),
      address TEXT NOT NULL, industry TEXT NOT NULL, main_product TEXT NOT NULL,
      legal_representative TEXT NOT NULL, contact_name TEXT NOT NULL, contact_phone TEXT NOT NULL,
      founded_on TEXT NOT NULL, pool TEXT NOT NULL, note TEXT NOT NULL,
      pool_state TEXT NOT NULL GENERATED ALWAYS AS (
        CASE WHEN json_extract(pool, '$.member') = 1 THEN 'in' WHEN pool = 'null' THEN 'never' ELSE 'left' END
      ) VIRTUAL
    ) STRICT;
    -- Each answers one filter or sort of the ledger without touching the wide rows.
    CREATE INDEX enterprise_by_town ON enterprise (town_id, id) WHERE deleted = 0;
    CREATE INDEX enterprise_by_pool ON enterprise (pool_state, id) WHERE deleted = 0;
    CREATE INDEX enterprise_by_change ON enterprise (hlc_ms, id) WHERE deleted = 0;
    CREATE INDEX enterprise_by_credit_code ON enterprise (credit_code) WHERE credit_code <> '';

    -- Derived from enterprise (not from deleted ones), folded: names with Chinese characters apart from codes, pinyin
    -- and initials, so that a search reads only half. It lies in the ledger's own order (by pinyin): a common search
    -- is answered by its first rows, a rare one by one walk over narrow rows, and neither sorts.
    CREATE TABLE enterprise_search (
      sort_text TEXT NOT NULL,
      enterprise_id TEXT NOT NULL,
      names TEXT NOT NULL,
      latin TEXT NOT NULL,
      PRIMARY KEY (sort_text, enterprise_id)
    ) STRICT, WITHOUT ROWID;
    CREATE UNIQUE INDEX enterprise_search_by_enterprise ON enterprise_search (enterprise_id);

    CREATE TABLE enterprise_title (${common},
      level TEXT NOT NULL, certificate_number TEXT NOT NULL, granted_on TEXT NOT NULL,
      valid_until TEXT NOT NULL, note TEXT NOT NULL
    ) STRICT;
    CREATE INDEX enterprise_title_by_partition ON enterprise_title (partition_id);
    CREATE INDEX enterprise_title_by_level ON enterprise_title (level, partition_id) WHERE deleted = 0;

    CREATE TABLE enterprise_plan (${common},
      level TEXT NOT NULL, year INTEGER, row INTEGER, source TEXT NOT NULL
    ) STRICT;
    CREATE INDEX enterprise_plan_by_partition ON enterprise_plan (partition_id);
    CREATE INDEX enterprise_plan_by_year ON enterprise_plan (year, level, partition_id) WHERE deleted = 0;

    CREATE TABLE attachment (${common},
      name TEXT NOT NULL, sha256 TEXT NOT NULL, size_bytes INTEGER, media_type TEXT NOT NULL, note TEXT NOT NULL
    ) STRICT;
    CREATE INDEX attachment_by_partition ON attachment (partition_id);

    CREATE TABLE person (${common},
      name TEXT NOT NULL, post TEXT NOT NULL, unit TEXT NOT NULL, category TEXT NOT NULL,
      phone TEXT NOT NULL, in_office_from TEXT NOT NULL, in_office_to TEXT NOT NULL
    ) STRICT;

    -- Derived from person: name, pinyin and initials, as enterprise_search.
    CREATE TABLE person_search (
      sort_text TEXT NOT NULL,
      person_id TEXT NOT NULL,
      names TEXT NOT NULL,
      latin TEXT NOT NULL,
      PRIMARY KEY (sort_text, person_id)
    ) STRICT, WITHOUT ROWID;
    CREATE UNIQUE INDEX person_search_by_person ON person_search (person_id);

    CREATE TABLE city_leader_link (${common},
      person_id TEXT NOT NULL, from_date TEXT NOT NULL, to_date TEXT NOT NULL, note TEXT NOT NULL
    ) STRICT;
    CREATE INDEX city_leader_link_by_partition ON city_leader_link (partition_id);
    CREATE INDEX city_leader_link_by_person ON city_leader_link (person_id);

    CREATE TABLE enterprise_link (${common},
      person_id TEXT NOT NULL, kind TEXT NOT NULL, from_date TEXT NOT NULL, to_date TEXT NOT NULL,
      note TEXT NOT NULL
    ) STRICT;
    CREATE INDEX enterprise_link_by_partition ON enterprise_link (partition_id);
    CREATE INDEX enterprise_link_by_person ON enterprise_link (person_id);

    CREATE TABLE filing (${common},
      inspecting_unit TEXT NOT NULL, inspection_date TEXT NOT NULL, city_leader TEXT NOT NULL,
      trigger TEXT NOT NULL, trigger_reference TEXT NOT NULL, domain TEXT NOT NULL,
      basis_and_reason TEXT NOT NULL, findings TEXT NOT NULL, conclusion TEXT NOT NULL,
      first_discovered TEXT NOT NULL, this_conclusion TEXT NOT NULL, progress TEXT NOT NULL,
      rectification_due_date TEXT NOT NULL, note TEXT NOT NULL
    ) STRICT;
    CREATE INDEX filing_by_partition ON filing (partition_id);
    CREATE INDEX filing_by_inspection_date ON filing (inspection_date);

    CREATE TABLE meeting (${common},
      month TEXT NOT NULL, held_on TEXT NOT NULL, place TEXT NOT NULL, chair TEXT NOT NULL,
      chair_role TEXT NOT NULL, recorder TEXT NOT NULL, departments TEXT NOT NULL, topics TEXT NOT NULL
    ) STRICT;
    CREATE INDEX meeting_by_month ON meeting (month);

    CREATE TABLE meeting_decision (${common},
      meeting_id TEXT NOT NULL, ordinal INTEGER, what TEXT NOT NULL, who TEXT NOT NULL,
      due_date TEXT NOT NULL, completion TEXT NOT NULL
    ) STRICT;
    CREATE INDEX meeting_decision_by_meeting ON meeting_decision (meeting_id);
  `,
};
