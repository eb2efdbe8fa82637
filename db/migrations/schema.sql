-- Written by `npm run schema`; change a migration instead. Version 370.

CREATE TABLE assigned_decision (
  id TEXT PRIMARY KEY,
  partition_id TEXT NOT NULL,
  deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
  hlc_ms INTEGER NOT NULL,
  decision_id TEXT NOT NULL, meeting_month TEXT NOT NULL, held_on TEXT NOT NULL, what TEXT NOT NULL,
  who TEXT NOT NULL, due_date TEXT NOT NULL, standing TEXT NOT NULL, basis TEXT NOT NULL, report TEXT NOT NULL
) STRICT;

CREATE INDEX assigned_decision_by_decision ON assigned_decision (decision_id);

CREATE TABLE assignment (
  enterprise_id TEXT NOT NULL,
  op_id TEXT NOT NULL,
  town_id TEXT NOT NULL,
  cut TEXT NOT NULL,
  PRIMARY KEY (enterprise_id, op_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE attachment (
  id TEXT PRIMARY KEY,
  partition_id TEXT NOT NULL,
  deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
  hlc_ms INTEGER NOT NULL,
  name TEXT NOT NULL, sha256 TEXT NOT NULL, size_bytes INTEGER, media_type TEXT NOT NULL, note TEXT NOT NULL
, about_id TEXT NOT NULL DEFAULT '') STRICT;

CREATE INDEX attachment_by_partition ON attachment (partition_id);

CREATE TABLE audit (
  n INTEGER PRIMARY KEY,
  at_ms INTEGER NOT NULL,
  event TEXT NOT NULL,
  detail TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;

CREATE TABLE blob (
  sha256 TEXT PRIMARY KEY,
  size_bytes INTEGER NOT NULL,
  bytes BLOB NOT NULL
) STRICT;

CREATE TABLE blob_piece (
  sha256 TEXT NOT NULL REFERENCES blob (sha256) ON DELETE CASCADE,
  offset INTEGER NOT NULL CHECK (offset > 0),
  bytes BLOB NOT NULL,
  PRIMARY KEY (sha256, offset)
) STRICT;

CREATE TABLE bulletin (
  id TEXT PRIMARY KEY,
  partition_id TEXT NOT NULL,
  deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
  hlc_ms INTEGER NOT NULL,
  quarter TEXT NOT NULL, issue INTEGER, title TEXT NOT NULL, unit TEXT NOT NULL, issued_on TEXT NOT NULL,
  highlights TEXT NOT NULL, closing TEXT NOT NULL, recipients TEXT NOT NULL, figures TEXT NOT NULL
) STRICT;

CREATE TABLE bundle (
  id TEXT PRIMARY KEY,
  direction TEXT NOT NULL CHECK (direction IN ('in', 'out')),
  peer_side TEXT NOT NULL,
  peer_town_id TEXT NOT NULL,
  peer_device TEXT NOT NULL,
  month TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  size_bytes INTEGER NOT NULL,
  at_ms INTEGER NOT NULL,
  archive_name TEXT NOT NULL,
  summary TEXT NOT NULL
, peer_leader_id TEXT NOT NULL DEFAULT '') STRICT;

CREATE INDEX bundle_by_time ON bundle (at_ms);

CREATE TABLE bundle_detail (
  bundle_id TEXT PRIMARY KEY REFERENCES bundle (id),
  officer TEXT NOT NULL,
  device_name TEXT NOT NULL,
  -- of the laptop that made it
  fingerprint TEXT NOT NULL,
  -- When the file came into the inbox, however much later it was taken in; of one that was sent, when it was made.
  received_at_ms INTEGER NOT NULL,
  part_index INTEGER NOT NULL,
  part_count INTEGER NOT NULL,
  operations INTEGER NOT NULL,
  attachments INTEGER NOT NULL,
  added INTEGER NOT NULL,
  held INTEGER NOT NULL,
  conflicts INTEGER NOT NULL,
  -- Of one that was taken in: rows of op after row_before up to row_last are what it brought.
  row_before INTEGER NOT NULL,
  row_last INTEGER NOT NULL
) STRICT;

CREATE TABLE bundle_file (
  bundle_id TEXT NOT NULL REFERENCES bundle (id),
  part_index INTEGER NOT NULL CHECK (part_index > 0),
  group_id TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  size_bytes INTEGER NOT NULL,
  PRIMARY KEY (bundle_id, part_index)
) STRICT, WITHOUT ROWID;

CREATE INDEX bundle_file_by_group ON bundle_file (group_id);

CREATE TABLE city_leader_link (
  id TEXT PRIMARY KEY,
  partition_id TEXT NOT NULL,
  deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
  hlc_ms INTEGER NOT NULL,
  person_id TEXT NOT NULL, from_date TEXT NOT NULL, to_date TEXT NOT NULL, note TEXT NOT NULL
) STRICT;

CREATE INDEX city_leader_link_by_partition ON city_leader_link (partition_id);

CREATE INDEX city_leader_link_by_person ON city_leader_link (person_id);

CREATE TABLE cleared_stream (
  partition_id TEXT NOT NULL,
  incarnation TEXT NOT NULL,
  seq INTEGER NOT NULL,
  last_id TEXT NOT NULL,
  PRIMARY KEY (partition_id, incarnation)
) STRICT, WITHOUT ROWID;

CREATE TABLE commit_chain (
  n INTEGER PRIMARY KEY CHECK (n > 0),
  hash BLOB NOT NULL CHECK (length(hash) = 32)
, hlc_ms INTEGER NOT NULL DEFAULT 0, hlc_counter INTEGER NOT NULL DEFAULT 0, covered INTEGER NOT NULL DEFAULT 0) STRICT;

CREATE TABLE conflict (
  entity TEXT NOT NULL,
  field TEXT NOT NULL,
  entity_type TEXT NOT NULL,
  entity_id TEXT NOT NULL,
  partition_id TEXT NOT NULL,
  PRIMARY KEY (entity, field)
) STRICT, WITHOUT ROWID;

CREATE TABLE desk_names (
  id TEXT PRIMARY KEY,
  partition_id TEXT NOT NULL,
  deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
  hlc_ms INTEGER NOT NULL,
  officer TEXT NOT NULL, device_name TEXT NOT NULL
) STRICT;

CREATE INDEX desk_names_by_partition ON desk_names (partition_id);

CREATE TABLE device (
  id TEXT PRIMARY KEY,
  side TEXT NOT NULL CHECK (side IN ('city', 'town')),
  town_id TEXT NOT NULL,
  officer TEXT NOT NULL,
  name TEXT NOT NULL,
  sign_public TEXT NOT NULL,
  age_recipient TEXT NOT NULL,
  certificate TEXT NOT NULL DEFAULT '',
  state TEXT NOT NULL CHECK (state IN ('self', 'waiting', 'confirmed', 'revoked')),
  added_at_ms INTEGER NOT NULL
, standing TEXT NOT NULL DEFAULT '', leader_id TEXT NOT NULL DEFAULT '') STRICT;

CREATE TABLE disputed_deletion (entity TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;

CREATE TABLE draft (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL,
  saved_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE enterprise (
  id TEXT PRIMARY KEY,
  partition_id TEXT NOT NULL,
  deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
  hlc_ms INTEGER NOT NULL,
  name TEXT NOT NULL, former_names TEXT NOT NULL, short_name TEXT NOT NULL,
  credit_code TEXT NOT NULL, town_id TEXT NOT NULL,
  sample_assignment INTEGER NOT NULL CHECK (sample_assignment IN (0, 1)),
  address TEXT NOT NULL, industry TEXT NOT NULL, main_product TEXT NOT NULL,
  legal_representative TEXT NOT NULL, contact_name TEXT NOT NULL, contact_phone TEXT NOT NULL,
  founded_on TEXT NOT NULL, pool TEXT NOT NULL, note TEXT NOT NULL,
  pool_state TEXT NOT NULL GENERATED ALWAYS AS (
    CASE WHEN json_extract(pool, '$.member') = 1 THEN 'in' WHEN pool = 'null' THEN 'never' ELSE 'left' END
  ) VIRTUAL
, assignment_cut TEXT NOT NULL DEFAULT 'null') STRICT;

CREATE INDEX enterprise_by_credit_code ON enterprise (credit_code) WHERE credit_code <> '';

CREATE INDEX enterprise_by_pool ON enterprise (pool_state, id) WHERE deleted = 0;

CREATE INDEX enterprise_by_town ON enterprise (town_id, id) WHERE deleted = 0;

CREATE TABLE enterprise_link (
  id TEXT PRIMARY KEY,
  partition_id TEXT NOT NULL,
  deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
  hlc_ms INTEGER NOT NULL,
  person_id TEXT NOT NULL, kind TEXT NOT NULL, from_date TEXT NOT NULL, to_date TEXT NOT NULL,
  note TEXT NOT NULL
) STRICT;

CREATE INDEX enterprise_link_by_partition ON enterprise_link (partition_id);

CREATE INDEX enterprise_link_by_person ON enterprise_link (person_id);

CREATE TABLE enterprise_plan (
  id TEXT PRIMARY KEY,
  partition_id TEXT NOT NULL,
  deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
  hlc_ms INTEGER NOT NULL,
  level TEXT NOT NULL, year INTEGER, row INTEGER, source TEXT NOT NULL
) STRICT;

CREATE INDEX enterprise_plan_by_partition ON enterprise_plan (partition_id);

CREATE INDEX enterprise_plan_by_year ON enterprise_plan (year, level, partition_id) WHERE deleted = 0;

CREATE TABLE enterprise_search (
  sort_text TEXT NOT NULL,
  enterprise_id TEXT NOT NULL,
  names TEXT NOT NULL,
  latin TEXT NOT NULL,
  PRIMARY KEY (sort_text, enterprise_id)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX enterprise_search_by_enterprise ON enterprise_search (enterprise_id);

CREATE TABLE enterprise_title (
  id TEXT PRIMARY KEY,
  partition_id TEXT NOT NULL,
  deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
  hlc_ms INTEGER NOT NULL,
  level TEXT NOT NULL, certificate_number TEXT NOT NULL, granted_on TEXT NOT NULL,
  valid_until TEXT NOT NULL, note TEXT NOT NULL
) STRICT;

CREATE INDEX enterprise_title_by_level ON enterprise_title (level, partition_id) WHERE deleted = 0;

CREATE INDEX enterprise_title_by_partition ON enterprise_title (partition_id);

CREATE TABLE filing (
  id TEXT PRIMARY KEY,
  partition_id TEXT NOT NULL,
  deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
  hlc_ms INTEGER NOT NULL,
  inspecting_unit TEXT NOT NULL, inspection_date TEXT NOT NULL, city_leader TEXT NOT NULL,
  trigger TEXT NOT NULL, trigger_reference TEXT NOT NULL, domain TEXT NOT NULL,
  basis_and_reason TEXT NOT NULL, findings TEXT NOT NULL, conclusion TEXT NOT NULL,
  first_discovered TEXT NOT NULL, this_conclusion TEXT NOT NULL, progress TEXT NOT NULL,
  rectification_due_date TEXT NOT NULL, note TEXT NOT NULL
, register_number TEXT NOT NULL DEFAULT 'null', corrects TEXT NOT NULL DEFAULT '', status TEXT NOT NULL DEFAULT 'draft', reported_at_ms INTEGER, notified_at_ms INTEGER, inspected_on TEXT NOT NULL DEFAULT '', concluded_on TEXT NOT NULL DEFAULT '', sent_at_ms INTEGER, is_harsh INTEGER NOT NULL DEFAULT 0 CHECK (is_harsh IN (0, 1))) STRICT;

CREATE INDEX filing_by_corrects ON filing (corrects) WHERE corrects <> '';

CREATE INDEX filing_by_enterprise ON filing (
  partition_id, deleted, inspection_date, inspecting_unit, domain, trigger, status,
  inspected_on, concluded_on, reported_at_ms, notified_at_ms, sent_at_ms, is_harsh
);

CREATE INDEX filing_by_number ON filing (
  inspecting_unit, json_extract(register_number, '$.year'), json_extract(register_number, '$.n')
);

CREATE INDEX filing_moved ON filing (inspected_on)
  WHERE deleted = 0 AND inspected_on <> '' AND inspected_on <> inspection_date;

CREATE INDEX filing_open ON filing (
  inspection_date, partition_id, trigger, status, inspected_on, concluded_on, reported_at_ms, notified_at_ms, sent_at_ms
) WHERE deleted = 0 AND status <> 'sent';

CREATE INDEX filing_register ON filing (
  inspection_date, inspecting_unit, domain, trigger, status, partition_id,
  json_extract(register_number, '$.year'), json_extract(register_number, '$.n')
) WHERE deleted = 0;

CREATE TABLE filing_delivery (
  id TEXT PRIMARY KEY,
  partition_id TEXT NOT NULL,
  deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
  hlc_ms INTEGER NOT NULL,
  filing_id TEXT NOT NULL, slot TEXT NOT NULL, facts TEXT NOT NULL
) STRICT;

CREATE INDEX filing_delivery_by_filing ON filing_delivery (filing_id);

CREATE TABLE filing_paper (
  id TEXT PRIMARY KEY,
  partition_id TEXT NOT NULL,
  deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
  hlc_ms INTEGER NOT NULL,
  filing_id TEXT NOT NULL, version INTEGER, content TEXT NOT NULL, format TEXT NOT NULL, made_at_ms INTEGER
) STRICT;

CREATE INDEX filing_paper_by_filing ON filing_paper (filing_id);

CREATE TABLE filing_reason (
  id TEXT PRIMARY KEY,
  partition_id TEXT NOT NULL,
  deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
  hlc_ms INTEGER NOT NULL,
  filing_id TEXT NOT NULL, warning TEXT NOT NULL, reason TEXT NOT NULL
) STRICT;

CREATE INDEX filing_reason_by_filing ON filing_reason (filing_id);

CREATE TABLE filing_void (
  id TEXT PRIMARY KEY,
  partition_id TEXT NOT NULL,
  deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
  hlc_ms INTEGER NOT NULL,
  filing_id TEXT NOT NULL, reason TEXT NOT NULL, voided_on TEXT NOT NULL
) STRICT;

CREATE INDEX filing_void_by_filing ON filing_void (filing_id);

CREATE TABLE fork (
  partition_id TEXT NOT NULL,
  incarnation TEXT NOT NULL,
  seq INTEGER NOT NULL CHECK (seq > 0),
  PRIMARY KEY (partition_id, incarnation)
) STRICT, WITHOUT ROWID;

CREATE TABLE handover (
  id TEXT PRIMARY KEY,
  partition_id TEXT NOT NULL,
  deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
  hlc_ms INTEGER NOT NULL,
  enterprise_id TEXT NOT NULL, enterprise_name TEXT NOT NULL, to_town_id TEXT NOT NULL,
  assignment_op TEXT NOT NULL, on_date TEXT NOT NULL
) STRICT;

CREATE INDEX handover_by_enterprise ON handover (enterprise_id);

CREATE INDEX handover_by_partition ON handover (partition_id);

CREATE TABLE head (
  entity TEXT NOT NULL,
  field TEXT NOT NULL,
  op_id TEXT NOT NULL,
  value TEXT NOT NULL,
  side TEXT NOT NULL CHECK (side IN ('city', 'town')),
  hlc_ms INTEGER NOT NULL,
  hlc_counter INTEGER NOT NULL,
  PRIMARY KEY (entity, field, op_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX head_deleted ON head (entity) WHERE field = 'deleted';

CREATE TABLE heard_word (bundle_id TEXT PRIMARY KEY) STRICT;

CREATE TABLE identity (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  device_id TEXT NOT NULL,
  incarnation TEXT NOT NULL,
  side TEXT NOT NULL CHECK (side IN ('city', 'town')),
  town_id TEXT NOT NULL,
  town_name TEXT NOT NULL,
  officer TEXT NOT NULL,
  device_name TEXT NOT NULL,
  sign_public TEXT NOT NULL,
  sign_secret TEXT NOT NULL,
  age_recipient TEXT NOT NULL,
  age_identity TEXT NOT NULL,
  city_sign_public TEXT NOT NULL,
  city_sign_secret TEXT NOT NULL,
  invitation TEXT NOT NULL,
  created_at_ms INTEGER NOT NULL
, leader_id TEXT NOT NULL DEFAULT '') STRICT;

CREATE TABLE inbox (
  name TEXT PRIMARY KEY,
  file_name TEXT NOT NULL,
  bundle_id TEXT NOT NULL,
  peer_name TEXT NOT NULL,
  peer_side TEXT NOT NULL,
  peer_town_id TEXT NOT NULL,
  peer_leader_id TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  month TEXT NOT NULL,
  part_index INTEGER NOT NULL,
  part_count INTEGER NOT NULL,
  size_bytes INTEGER NOT NULL,
  received_at_ms INTEGER NOT NULL,
  -- ready: verified. unconfirmed: verified, and its laptop has to be compared. waiting: its prerequisites are
  -- missing. quarantined: nobody vouches for its sender.
  state TEXT NOT NULL CHECK (state IN ('ready', 'unconfirmed', 'waiting', 'quarantined')),
  explanation TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX inbox_by_bundle ON inbox (bundle_id);

CREATE TABLE invitation (
  id TEXT PRIMARY KEY,
  town_id TEXT NOT NULL,
  secret TEXT NOT NULL,
  created_at_ms INTEGER NOT NULL,
  used_by_device TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE meeting (
  id TEXT PRIMARY KEY,
  partition_id TEXT NOT NULL,
  deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
  hlc_ms INTEGER NOT NULL,
  month TEXT NOT NULL, held_on TEXT NOT NULL, place TEXT NOT NULL, chair TEXT NOT NULL,
  chair_role TEXT NOT NULL, recorder TEXT NOT NULL, departments TEXT NOT NULL, topics TEXT NOT NULL
) STRICT;

CREATE INDEX meeting_by_month ON meeting (month);

CREATE TABLE meeting_decision (
  id TEXT PRIMARY KEY,
  partition_id TEXT NOT NULL,
  deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
  hlc_ms INTEGER NOT NULL,
  meeting_id TEXT NOT NULL, ordinal INTEGER, what TEXT NOT NULL, who TEXT NOT NULL,
  due_date TEXT NOT NULL, completion TEXT NOT NULL
) STRICT;

CREATE INDEX meeting_decision_by_meeting ON meeting_decision (meeting_id);

CREATE TABLE missing_parent (
  op_id TEXT NOT NULL,
  entity TEXT NOT NULL,
  field TEXT NOT NULL,
  PRIMARY KEY (op_id, entity, field)
) STRICT, WITHOUT ROWID;

CREATE TABLE month_closing (
  id TEXT PRIMARY KEY,
  partition_id TEXT NOT NULL,
  deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
  hlc_ms INTEGER NOT NULL,
  month TEXT NOT NULL, closed_on TEXT NOT NULL, closed_by TEXT NOT NULL, left_open TEXT NOT NULL, note TEXT NOT NULL
) STRICT;

CREATE INDEX month_closing_by_partition ON month_closing (partition_id);

CREATE TABLE notice (
  n INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  detail TEXT NOT NULL,
  at_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE op (
  id TEXT PRIMARY KEY CHECK (length(id) = 64),
  partition_id TEXT NOT NULL,
  incarnation TEXT NOT NULL,
  seq INTEGER NOT NULL CHECK (seq > 0),
  author TEXT NOT NULL,
  side TEXT NOT NULL CHECK (side IN ('city', 'town', 'unknown')),
  hlc_ms INTEGER NOT NULL,
  hlc_counter INTEGER NOT NULL,
  entity_type TEXT NOT NULL,
  entity_id TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('applied', 'held', 'pending')),
  hold_reason TEXT NOT NULL DEFAULT '',
  received_at_ms INTEGER NOT NULL,
  bytes BLOB NOT NULL
) STRICT;

CREATE INDEX op_by_author ON op (author);

CREATE INDEX op_by_entity ON op (entity_id);

CREATE INDEX op_by_stream ON op (partition_id, incarnation, seq);

CREATE INDEX op_not_applied ON op (state) WHERE state <> 'applied';

CREATE TABLE paper_template (
  form TEXT PRIMARY KEY CHECK (form = 'annex6'),
  name TEXT NOT NULL,
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  bytes BLOB NOT NULL,
  chosen_at_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE peer_audit (
  device TEXT PRIMARY KEY,
  n INTEGER NOT NULL,
  hash TEXT NOT NULL
) STRICT;

CREATE TABLE peer_stream (
  device TEXT NOT NULL,
  partition_id TEXT NOT NULL,
  incarnation TEXT NOT NULL,
  seq INTEGER NOT NULL CHECK (seq > 0),
  last_id TEXT NOT NULL,
  forked INTEGER NOT NULL CHECK (forked IN (0, 1)),
  PRIMARY KEY (device, partition_id, incarnation)
) STRICT, WITHOUT ROWID;

CREATE TABLE peer_wanted_blob (
  device TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  PRIMARY KEY (device, sha256)
) STRICT, WITHOUT ROWID;

CREATE TABLE peer_word (device TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;

CREATE TABLE person (
  id TEXT PRIMARY KEY,
  partition_id TEXT NOT NULL,
  deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
  hlc_ms INTEGER NOT NULL,
  name TEXT NOT NULL, post TEXT NOT NULL, unit TEXT NOT NULL, category TEXT NOT NULL,
  phone TEXT NOT NULL, in_office_from TEXT NOT NULL, in_office_to TEXT NOT NULL
) STRICT;

CREATE TABLE person_search (
  sort_text TEXT NOT NULL,
  person_id TEXT NOT NULL,
  names TEXT NOT NULL,
  latin TEXT NOT NULL,
  PRIMARY KEY (sort_text, person_id)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX person_search_by_person ON person_search (person_id);

CREATE TABLE policy_answer (
  id TEXT PRIMARY KEY,
  partition_id TEXT NOT NULL,
  deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
  hlc_ms INTEGER NOT NULL,
  question TEXT NOT NULL, answer TEXT NOT NULL
) STRICT;

CREATE TABLE printed_paper (
  n INTEGER PRIMARY KEY,
  entity_type TEXT NOT NULL,
  entity_id TEXT NOT NULL,
  format TEXT NOT NULL,
  content_sha256 TEXT NOT NULL,
  at_ms INTEGER NOT NULL
) STRICT;

CREATE INDEX printed_paper_by_entity ON printed_paper (entity_id);

CREATE TABLE problem (
  id TEXT PRIMARY KEY,
  partition_id TEXT NOT NULL,
  deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
  hlc_ms INTEGER NOT NULL,
  title TEXT NOT NULL, detail TEXT NOT NULL, category TEXT NOT NULL, raised_on TEXT NOT NULL,
  raised_by TEXT NOT NULL, phone TEXT NOT NULL, source TEXT NOT NULL, visit_id TEXT NOT NULL,
  handling TEXT NOT NULL, city_handling TEXT NOT NULL, escalation TEXT NOT NULL, confirmation TEXT NOT NULL,
  merged_into TEXT NOT NULL, level TEXT NOT NULL GENERATED ALWAYS AS (
  CASE WHEN (
    (json_type(city_handling) = 'object' AND coalesce(json_extract(city_handling, '$.state'), 'raised') <> 'returned')
    OR coalesce(json_extract(escalation, '$.times'), 0) > coalesce(json_extract(city_handling, '$.returns'), 0)
  ) THEN 'city' ELSE 'town' END) VIRTUAL, governing TEXT NOT NULL GENERATED ALWAYS AS (
  CASE WHEN NOT (
    (json_type(city_handling) = 'object' AND coalesce(json_extract(city_handling, '$.state'), 'raised') <> 'returned')
    OR coalesce(json_extract(escalation, '$.times'), 0) > coalesce(json_extract(city_handling, '$.returns'), 0)
  ) THEN handling
       WHEN (json_type(city_handling) = 'object' AND coalesce(json_extract(city_handling, '$.state'), 'raised') <> 'returned') THEN city_handling
       ELSE json_object('state', 'raised', 'hostDueOn', json_extract(handling, '$.hostDueOn'),
                        'round', coalesce(json_extract(city_handling, '$.round'), 1)) END) VIRTUAL, due_on TEXT NOT NULL GENERATED ALWAYS AS (
  coalesce(json_extract(governing, '$.hostDueOn'), '')) VIRTUAL, host TEXT NOT NULL GENERATED ALWAYS AS (
  coalesce(json_extract(governing, '$.host'), '')) VIRTUAL, ended_on TEXT NOT NULL GENERATED ALWAYS AS (
  coalesce(json_extract(governing, '$.endedOn'), '')) VIRTUAL, state TEXT NOT NULL GENERATED ALWAYS AS (
  CASE WHEN merged_into <> '' THEN 'merged'
       WHEN json_extract(governing, '$.state') = 'closed' AND json_extract(confirmation, '$.satisfied') = 0 AND json_extract(confirmation, '$.level') = level
         AND json_extract(confirmation, '$.round') = coalesce(json_extract(governing, '$.round'), 1) THEN 'answered'
       WHEN json_extract(governing, '$.state') IN ('accepted', 'assigned', 'closed', 'explained') THEN json_extract(governing, '$.state')
       WHEN coalesce(json_extract(governing, '$.state'), '') <> 'answered' THEN 'raised'
       WHEN json_extract(confirmation, '$.satisfied') = 1 AND json_extract(confirmation, '$.level') = level
         AND json_extract(confirmation, '$.round') = coalesce(json_extract(governing, '$.round'), 1) THEN 'confirmed'
       ELSE 'answered' END) VIRTUAL) STRICT;

CREATE INDEX problem_by_due ON problem (state, due_on, partition_id, level, raised_on) WHERE deleted = 0;

CREATE INDEX problem_by_end ON problem (ended_on, state) WHERE deleted = 0 AND ended_on <> '';

CREATE INDEX problem_by_enterprise ON problem (partition_id, state);

CREATE INDEX problem_by_merged ON problem (merged_into) WHERE merged_into <> '';

CREATE INDEX problem_by_visit ON problem (visit_id) WHERE visit_id <> '';

CREATE INDEX problem_register ON problem (raised_on, state, category, level, due_on, host, partition_id)
  WHERE deleted = 0;

CREATE TABLE problem_entry (
  id TEXT PRIMARY KEY,
  partition_id TEXT NOT NULL,
  deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
  hlc_ms INTEGER NOT NULL,
  problem_id TEXT NOT NULL, ordinal INTEGER, kind TEXT NOT NULL, facts TEXT NOT NULL
) STRICT;

CREATE INDEX problem_entry_by_problem ON problem_entry (problem_id);

CREATE TABLE problem_search (n INTEGER PRIMARY KEY, problem_id TEXT NOT NULL UNIQUE) STRICT;

CREATE VIRTUAL TABLE problem_words USING fts5 (words, content = '', contentless_delete = 1);

CREATE TABLE 'problem_words_config'(k PRIMARY KEY, v) WITHOUT ROWID;

CREATE TABLE 'problem_words_data'(id INTEGER PRIMARY KEY, block BLOB);

CREATE TABLE 'problem_words_docsize'(id INTEGER PRIMARY KEY, sz BLOB, origin INTEGER);

CREATE TABLE 'problem_words_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;

CREATE TABLE receipt (
  op_id TEXT NOT NULL,
  device TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('applied', 'held', 'rejected')),
  reason TEXT NOT NULL,
  bundle_id TEXT NOT NULL,
  PRIMARY KEY (op_id, device)
) STRICT, WITHOUT ROWID;

CREATE TABLE seen_incarnation (
  incarnation TEXT PRIMARY KEY,
  author TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX seen_incarnation_by_author ON seen_incarnation (author);

CREATE TABLE sent_stream (
  peer TEXT NOT NULL,
  partition_id TEXT NOT NULL,
  incarnation TEXT NOT NULL,
  seq INTEGER NOT NULL CHECK (seq > 0),
  PRIMARY KEY (peer, partition_id, incarnation)
) STRICT, WITHOUT ROWID;

CREATE TABLE setting (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE stream (
  partition_id TEXT NOT NULL,
  incarnation TEXT NOT NULL,
  side TEXT NOT NULL DEFAULT 'city' CHECK (side IN ('city', 'town', 'unknown')),
  PRIMARY KEY (partition_id, incarnation)
) STRICT, WITHOUT ROWID;

CREATE TABLE suggestion_decision (
  id TEXT PRIMARY KEY,
  partition_id TEXT NOT NULL,
  deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
  hlc_ms INTEGER NOT NULL,
  outcome TEXT NOT NULL, reason TEXT NOT NULL
) STRICT;

CREATE TABLE suggestion_withdrawal (
  id TEXT PRIMARY KEY,
  partition_id TEXT NOT NULL,
  deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
  hlc_ms INTEGER NOT NULL,
  withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1))
) STRICT;

CREATE TABLE town (
  id TEXT PRIMARY KEY,
  partition_id TEXT NOT NULL,
  deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
  hlc_ms INTEGER NOT NULL,
  name TEXT NOT NULL, alias TEXT NOT NULL, ordinal INTEGER
) STRICT;

CREATE TABLE visit (
  id TEXT PRIMARY KEY,
  partition_id TEXT NOT NULL,
  deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
  hlc_ms INTEGER NOT NULL,
  timing TEXT NOT NULL, leader TEXT NOT NULL, participants TEXT NOT NULL, hosts TEXT NOT NULL,
  purpose TEXT NOT NULL, said TEXT NOT NULL, note TEXT NOT NULL,
  on_day TEXT NOT NULL GENERATED ALWAYS AS (
    coalesce(nullif(json_extract(timing, '$.visitedOn'), ''), json_extract(timing, '$.plannedOn'), '')) VIRTUAL,
  leader_id TEXT NOT NULL GENERATED ALWAYS AS (coalesce(json_extract(leader, '$.personId'), '')) VIRTUAL
, status TEXT NOT NULL GENERATED ALWAYS AS (
  CASE WHEN json_extract(timing, '$.status') IN ('made', 'cancelled') THEN json_extract(timing, '$.status')
       ELSE 'planned' END) VIRTUAL, planned_on TEXT NOT NULL GENERATED ALWAYS AS (
  coalesce(json_extract(timing, '$.plannedOn'), '')) VIRTUAL) STRICT;

CREATE INDEX visit_by_day ON visit (on_day, status, leader_id, partition_id) WHERE deleted = 0;

CREATE INDEX visit_by_enterprise ON visit (partition_id, on_day, status) WHERE deleted = 0;

CREATE INDEX visit_by_plan ON visit (planned_on, status, leader_id, partition_id)
  WHERE deleted = 0 AND planned_on <> '';

CREATE INDEX visit_with_others ON visit (on_day, status, partition_id, participants)
  WHERE deleted = 0 AND participants <> '[]';

CREATE TABLE visit_promise (
  id TEXT PRIMARY KEY,
  partition_id TEXT NOT NULL,
  deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
  hlc_ms INTEGER NOT NULL,
  visit_id TEXT NOT NULL, ordinal INTEGER, what TEXT NOT NULL, who TEXT NOT NULL, due_date TEXT NOT NULL,
  completion TEXT NOT NULL,
  done INTEGER NOT NULL GENERATED ALWAYS AS (coalesce(json_extract(completion, '$.done'), 0)) VIRTUAL
) STRICT;

CREATE INDEX visit_promise_by_visit ON visit_promise (visit_id);

CREATE INDEX visit_promise_of_enterprise ON visit_promise (partition_id) WHERE deleted = 0 AND done = 0;

CREATE INDEX visit_promise_open ON visit_promise (due_date, partition_id) WHERE deleted = 0 AND done = 0;
