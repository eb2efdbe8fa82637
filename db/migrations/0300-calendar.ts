import type { Migration } from '../migrate.ts';

/**
 * A calendar asks which inspections lie in a month. The register's index finds them by the day that was planned; the few that
 * were made on another day stand in one of their own, so that no month reads all filings, and most saves write no page more.
 */
export const migration0300: Migration = {
  version: 300,
  name: 'calendar',
  statements: `
    CREATE INDEX filing_moved ON filing (inspected_on)
      WHERE deleted = 0 AND inspected_on <> '' AND inspected_on <> inspection_date;
  `,
};
