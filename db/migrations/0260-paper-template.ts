import type { Migration } from '../migrate.ts';

/** 报备表模板: the office's own DOCX, kept on this laptop and never exchanged. */
export const migration0260: Migration = {
  version: 260,
  name: 'paper-template',
  statements: `
    -- One for each form; today 附件6 alone.
    CREATE TABLE paper_template (
      form TEXT PRIMARY KEY CHECK (form = 'annex6'),
      name TEXT NOT NULL,
      sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
      bytes BLOB NOT NULL,
      chosen_at_ms INTEGER NOT NULL
    ) STRICT;
  `,
};
