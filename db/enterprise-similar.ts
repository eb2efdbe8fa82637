/** Enterprises that may be the same one. No UNIQUE: two laptops may enter one enterprise, a person decides. */
import type { SimilarEnterprise } from '../shared/enterprise/contract.ts';
import { normaliseCreditCode } from '../shared/enterprise/credit-code.ts';
import { isSameName } from '../shared/enterprise/rules.ts';
import { type EnterpriseRecord, enterprisesById } from './enterprise.ts';
import { searchCondition } from './enterprise-list.ts';
import { all, type ReadDb, sql } from './sql.ts';
import { townNames } from './town.ts';

export interface Likeness {
  readonly name: string;
  readonly creditCode: string;
  /** The enterprise being edited; '' for a new one. */
  readonly exceptId: string;
}

/** Equal code first, then equal name, then equal former name. */
export function findSimilar(db: ReadDb, like: Likeness): SimilarEnterprise[] {
  const code = normaliseCreditCode(like.creditCode);
  const byCode =
    code === ''
      ? []
      : all<{ id: string }>(
          db,
          sql`SELECT id FROM enterprise WHERE credit_code = ${code} AND credit_code <> '' AND deleted = 0`,
        );
  const condition = searchCondition(like.name);
  const byName = condition
    ? all<{ id: string }>(
        db,
        sql`SELECT s.enterprise_id AS id FROM enterprise_search s WHERE ${condition} ORDER BY s.sort_text`,
      )
    : [];
  const ids = [...new Set([...byCode, ...byName].map(({ id }) => id))].filter((id) => id !== like.exceptId);
  const townName = townNames(db);
  return enterprisesById(db, ids)
    .flatMap((enterprise) => {
      const reason = reasonOf(enterprise, code, like.name);
      const { id, name, creditCode, townId } = enterprise;
      return reason
        ? [{ id, name, creditCode, townName: townId === '' ? '' : townName(townId), reason }]
        : [];
    })
    .toSorted((a, b) => order.indexOf(a.reason) - order.indexOf(b.reason));
}

const order: readonly SimilarEnterprise['reason'][] = ['credit-code', 'name', 'former-name'];

function reasonOf(
  enterprise: EnterpriseRecord,
  code: string,
  name: string,
): SimilarEnterprise['reason'] | null {
  if (code !== '' && enterprise.creditCode === code) return 'credit-code';
  if (isSameName(enterprise.name, name)) return 'name';
  return enterprise.formerNames.some((former) => isSameName(former, name)) ? 'former-name' : null;
}
