/** Rows of the ledger as the list, the export and the dossier's head show them. */
import type { EnterpriseRow } from '../shared/enterprise/contract.ts';
import { enterprisesById, levelStandings, linkedNames, plannedApplications } from './enterprise.ts';
import { keepingTowns } from './handover.ts';
import type { ReadDb } from './sql.ts';
import { townNames } from './town.ts';

/** In the order of `ids`; levels and links as they stand on `date`. */
export function enterpriseRows(db: ReadDb, ids: readonly string[], date: string): EnterpriseRow[] {
  const enterprises = enterprisesById(db, ids);
  const standings = levelStandings(db, enterprises, date);
  const plans = plannedApplications(db, enterprises);
  const links = linkedNames(db, enterprises, date);
  const townName = townNames(db);
  const keepingTown = keepingTowns(db);
  return enterprises.map((enterprise) => {
    const standing = standings.get(enterprise.id);
    const linked = links.get(enterprise.id);
    const townId = keepingTown(enterprise);
    return {
      ...enterprise,
      townId,
      townName: townId === '' ? '' : townName(townId),
      // Reassigned, it is no sample any more.
      sampleAssignment: enterprise.sampleAssignment && townId === enterprise.townId,
      levels: [...(standing?.held ?? [])],
      expiredLevels: [...(standing?.expired ?? [])],
      plans: plans.get(enterprise.id) ?? [],
      links: {
        'city-leader': [...(linked?.['city-leader'] ?? [])],
        'town-leader': [...(linked?.['town-leader'] ?? [])],
        department: [...(linked?.department ?? [])],
      },
    };
  });
}
