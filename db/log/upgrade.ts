/** After an upgrade of the program: what was kept because it was not understood is read again. */
import { canonicalJson } from '../../shared/log/canonical.ts';
import type { EntitySpec } from '../../shared/log/entity.ts';
import { entitySpecs } from '../../shared/log/registry.ts';
import { sha256Hex } from '../crypto.ts';
import { findAuthor } from '../device.ts';
import { readSetting, writeSetting } from '../setting.ts';
import { type ReadDb, transact } from '../sql.ts';
import { rejudgeAll } from './judge.ts';
import { rebuildProjections } from './rebuild.ts';

const setting = 'log-registry';

/**
 * Operations of kinds that are known now begin to count, fields that are known now are shown, and values that an older
 * program let pass are judged. Does nothing while
 * the program describes the same records as when the desk was last opened. @returns whether it did anything.
 */
export function readAgainAfterUpgrade(db: ReadDb): boolean {
  const registry = registryFingerprint();
  if (readSetting<string>(db, setting) === registry) return false;
  transact(db, (writable) => {
    rejudgeAll(writable, (deviceId) => findAuthor(writable, deviceId));
    rebuildProjections(writable);
    writeSetting(writable, setting, registry);
  });
  return true;
}

/**
 * Raised whenever the same operations are judged, or shown, by other rules than before (2: a record's home, not by clocks; 3:
 * a filing's progress, its deliveries counted in; 5: a problem's words, each with its quarter; 6: closings that are
 * alike are one; 7: which deletions are in question is kept).
 */
const rules = 7;

/**
 * Every entity by name, place and whose word it takes, every field by name, kind, owner and format: whatever changes
 * what an operation means here.
 */
export function registryFingerprint(specs: readonly EntitySpec[] = entitySpecs): string {
  return sha256Hex(
    canonicalJson([
      rules,
      ...specs.map(({ type, table, place, append, ofTown, fields }) => ({
        type,
        table,
        place,
        append: append === true,
        ofTown: ofTown === true,
        fields: Object.entries(fields).map(([name, { kind, owner, format }]) => [
          name,
          kind,
          owner,
          format.name,
        ]),
      })),
    ]),
  );
}
