/**
 * 培育层级, lowest first: 市培育库 → 省级培育库 → 南通市级小巨人 → 省级（专精特新产品、小巨人制造类、创新类）→ 国家小巨人 →
 * 国家单项冠军（企业、产品）. 皋政办发〔2021〕87号, 二(一), 三(三), annexes 2–4.
 */
export const levels = [
  { key: 'city-pool', order: 10, label: '市培育库', shortLabel: '市库', kind: 'pool' },
  { key: 'provincial-pool', order: 20, label: '省级培育库', shortLabel: '省库', kind: 'pool' },
  {
    key: 'nantong-little-giant',
    order: 30,
    label: '南通市级专精特新“小巨人”企业',
    shortLabel: '南通小巨人',
    kind: 'title',
  },
  { key: 'provincial-product', order: 40, label: '省级专精特新产品', shortLabel: '省产品', kind: 'title' },
  {
    key: 'provincial-little-giant-manufacturing',
    order: 41,
    label: '省级专精特新“小巨人”企业（制造类）',
    shortLabel: '省小巨人（制造）',
    kind: 'title',
  },
  {
    key: 'provincial-little-giant-innovation',
    order: 42,
    label: '省级专精特新“小巨人”企业（创新类）',
    shortLabel: '省小巨人（创新）',
    kind: 'title',
  },
  {
    key: 'national-little-giant',
    order: 50,
    label: '国家专精特新“小巨人”企业',
    shortLabel: '国家小巨人',
    kind: 'title',
  },
  {
    key: 'national-champion-enterprise',
    order: 60,
    label: '国家制造业单项冠军企业',
    shortLabel: '单项冠军企业',
    kind: 'title',
  },
  {
    key: 'national-champion-product',
    order: 61,
    label: '国家制造业单项冠军产品',
    shortLabel: '单项冠军产品',
    kind: 'title',
  },
] as const;

export type Level = (typeof levels)[number];
export type LevelKey = Level['key'];
export const levelKeys = levels.map((level) => level.key);

/**
 * Whether a level counts as 南通市级以上（含）专精特新小巨人企业、单项冠军企业 (87号, 四(四)), whose inspections are reported.
 * 'unclear': the policy does not say (only 专精特新产品): a setting decides, the program never guesses.
 */
export type NantongStanding = 'yes' | 'no' | 'unclear';

export function levelOf(key: LevelKey): Level {
  const level = levels.find((candidate) => candidate.key === key);
  if (level === undefined) throw new Error(`unknown level ${key}`);
  return level;
}

export function isLevelKey(text: string): text is LevelKey {
  return levels.some((level) => level.key === text);
}

/** For one level. 培育库 is a pool, not a title: no. */
export function isNantongLevelOrAbove(key: LevelKey): NantongStanding {
  switch (key) {
    case 'city-pool':
    case 'provincial-pool':
      return 'no';
    case 'provincial-product':
      return 'unclear';
    default:
      return 'yes';
  }
}

/** For all levels an enterprise holds together: one certain title decides; only 专精特新产品 stays unclear. */
export function nantongStanding(keys: Iterable<LevelKey>): NantongStanding {
  let standing: NantongStanding = 'no';
  for (const key of keys) {
    const one = isNantongLevelOrAbove(key);
    if (one === 'yes') return 'yes';
    if (one === 'unclear') standing = 'unclear';
  }
  return standing;
}

/** The highest of the levels held; null for none. */
export function highestLevel(keys: Iterable<LevelKey>): LevelKey | null {
  let best: Level | null = null;
  for (const key of keys) {
    const level = levelOf(key);
    if (best === null || level.order > best.order) best = level;
  }
  return best?.key ?? null;
}
