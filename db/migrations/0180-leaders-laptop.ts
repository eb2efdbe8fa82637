import type { Migration } from '../migrate.ts';

/** 挂钩领导的电脑: a laptop of one person, which is no laptop of the office. '' is the office's. */
export const migration0180: Migration = {
  version: 180,
  name: 'leaders-laptop',
  statements: `
    ALTER TABLE device ADD COLUMN leader_id TEXT NOT NULL DEFAULT '';
    ALTER TABLE identity ADD COLUMN leader_id TEXT NOT NULL DEFAULT '';
    ALTER TABLE bundle ADD COLUMN peer_leader_id TEXT NOT NULL DEFAULT '';
  `,
};
