/** Rosters previewed from bare cells. */
import type { RosterColumnKey } from '../../shared/roster/columns.ts';
import { rosterColumn } from '../../shared/roster/columns.ts';
import { guessMapping } from '../../shared/roster/mapping.ts';
import type { ExistingEnterprise } from '../../shared/roster/match.ts';
import { previewRoster, type RosterPreview } from '../../shared/roster/preview.ts';
import type { CellValue } from '../../shared/roster/sheet.ts';
import { towns } from '../../shared/town/towns.ts';

export const goodCode = '91350100M000100Y43';
export const otherCode = '914403001922038216';

export function preview(
  columns: readonly RosterColumnKey[],
  data: readonly (readonly CellValue[])[],
  existing: readonly ExistingEnterprise[] = [],
): RosterPreview {
  const rows = [columns.map((key) => rosterColumn(key).label), ...data];
  const mapping = guessMapping(rows);
  if (mapping === null) throw new Error('no mapping');
  return previewRoster({ rows, dateSystem: '1900' }, mapping, existing, towns);
}
export const ledger = (over: Partial<ExistingEnterprise> = {}): ExistingEnterprise => ({
  id: 'e1',
  name: '江苏万达特种轴承有限公司',
  formerNames: [],
  creditCode: '',
  ...over,
});
