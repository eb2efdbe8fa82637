import type { Migration } from '../migrate.ts';

/** What came before there was 新到变化 is no news. */
export const migration0320: Migration = {
  version: 320,
  name: 'news-begins',
  statements: `
    INSERT OR IGNORE INTO setting (key, value)
      SELECT 'news/seen', CAST(max(rowid) AS TEXT) FROM bundle WHERE EXISTS (SELECT 1 FROM bundle);
  `,
};
