import { foldText } from '../text/query.ts';
import type { RosterFields, RosterPlan, RosterTitle } from './draft.ts';

/** An enterprise of the ledger, as far as a roster can say something about it. */
export interface ExistingEnterprise {
  readonly id: string;
  readonly name: string;
  readonly formerNames: readonly string[];
  readonly creditCode: string;
  /** The other values of the ledger, for telling changed rows from unchanged ones. */
  readonly values?: RosterFields;
  readonly titles?: readonly RosterTitle[];
  readonly plans?: readonly RosterPlan[];
}

export interface ExistingIndex {
  readonly byCode: ReadonlyMap<string, readonly ExistingEnterprise[]>;
  readonly byName: ReadonlyMap<string, readonly ExistingEnterprise[]>;
  readonly byFormerName: ReadonlyMap<string, readonly ExistingEnterprise[]>;
}

export type ExistingMatch =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'found';
      readonly enterprise: ExistingEnterprise;
      /** Fields that replace those of the row: the ledger's name stays, former names are only added to. */
      readonly corrected: RosterFields;
      readonly notices: readonly string[];
    }
  | { readonly kind: 'conflict'; readonly column: 'name' | 'creditCode'; readonly problem: string };

/** Names are compared without blanks, brackets, width and case. */
export function indexExisting(existing: readonly ExistingEnterprise[]): ExistingIndex {
  return {
    byCode: groupBy(existing, (enterprise) => [enterprise.creditCode]),
    byName: groupBy(existing, (enterprise) => [foldText(enterprise.name)]),
    byFormerName: groupBy(existing, (enterprise) => enterprise.formerNames.map(foldText)),
  };
}

/**
 * The enterprise that a row is about: by credit code, then name, then a former name in the ledger, then a former name
 * that the row itself states. Whatever contradicts itself is a conflict for the officer.
 */
export function findExisting(fields: RosterFields, index: ExistingIndex): ExistingMatch {
  const { name = '', creditCode = '', formerNames = [] } = fields;
  const folded = foldText(name);
  const byName = index.byName.get(folded) ?? [];
  const byCode = index.byCode.get(creditCode) ?? [];
  if (byCode.length > 1) {
    return conflict('creditCode', `台账中有 ${byCode.length} 家企业登记了这个代码，请先在台账中核对`);
  }
  const [owner] = byCode;
  if (owner !== undefined) {
    const other = byName.find((enterprise) => enterprise.id !== owner.id);
    return other === undefined
      ? found(owner, fields)
      : conflict('name', `信用代码属于台账中的“${owner.name}”，企业名称却是台账中的另一家“${other.name}”`);
  }
  const stated = formerNames.flatMap((former) => index.byName.get(foldText(former)) ?? []);
  for (const candidates of [byName, index.byFormerName.get(folded) ?? [], stated]) {
    const distinct = [...new Set(candidates)];
    if (distinct.length > 1) {
      return conflict('name', `台账中有 ${distinct.length} 家企业用过这个名称，请填统一社会信用代码以便区分`);
    }
    const [enterprise] = distinct;
    if (enterprise === undefined) continue;
    return creditCode !== '' && enterprise.creditCode !== ''
      ? conflict(
          'creditCode',
          `台账中“${enterprise.name}”的代码是 ${enterprise.creditCode}，与表中不同，请核对`,
        )
      : found(enterprise, fields);
  }
  return { kind: 'none' };
}

function found(enterprise: ExistingEnterprise, fields: RosterFields): ExistingMatch {
  const { name = '', formerNames = [] } = fields;
  const known = enterprise.formerNames.map(foldText);
  if (foldText(name) === foldText(enterprise.name)) {
    const corrected = { name: enterprise.name, ...withFormerNames(enterprise, formerNames, enterprise.name) };
    return { kind: 'found', enterprise, corrected, notices: [] };
  }
  if (known.includes(foldText(name))) {
    const notice = `表中“${name}”是曾用名，台账中的名称“${enterprise.name}”不变`;
    const corrected = { name: enterprise.name, ...withFormerNames(enterprise, formerNames, enterprise.name) };
    return { kind: 'found', enterprise, corrected, notices: [notice] };
  }
  const notice = `台账中的“${enterprise.name}”将更名为“${name}”，原名记入曾用名`;
  const corrected = withFormerNames(enterprise, [enterprise.name, ...formerNames], name);
  return { kind: 'found', enterprise, corrected, notices: [notice] };
}

/** The ledger's former names and those added, each once, without the name itself; nothing when none is added. */
function withFormerNames(
  enterprise: ExistingEnterprise,
  added: readonly string[],
  name: string,
): Pick<RosterFields, 'formerNames'> {
  const names = new Map(enterprise.formerNames.map((former) => [foldText(former), former]));
  for (const former of added) {
    const folded = foldText(former);
    if (folded !== foldText(name) && !names.has(folded)) names.set(folded, former);
  }
  return added.length === 0 ? {} : { formerNames: [...names.values()] };
}

function conflict(column: 'name' | 'creditCode', problem: string): ExistingMatch {
  return { kind: 'conflict', column, problem };
}

function groupBy(
  existing: readonly ExistingEnterprise[],
  keysOf: (enterprise: ExistingEnterprise) => readonly string[],
): Map<string, ExistingEnterprise[]> {
  const groups = new Map<string, ExistingEnterprise[]>();
  for (const enterprise of existing) {
    for (const key of keysOf(enterprise)) {
      if (key === '') continue;
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [enterprise]);
      else group.push(enterprise);
    }
  }
  return groups;
}
