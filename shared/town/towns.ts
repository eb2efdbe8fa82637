/**
 * 镇（区、街道): the 14 of Rugao, the seed of an editable dictionary. Identifiers are data and never change or get reused;
 * names may. Order as in the city's own lists.
 */
export interface TownSeed {
  readonly id: string;
  readonly name: string;
  /** The development zone run together with it (区镇合一), empty when there is none. */
  readonly alias: string;
}

export const towns = [
  { id: 't01', name: '如城街道', alias: '工业园区' },
  { id: 't02', name: '城北街道', alias: '经济技术开发区' },
  { id: 't03', name: '城南街道', alias: '高新区' },
  { id: 't04', name: '东陈镇', alias: '' },
  { id: 't05', name: '丁堰镇', alias: '' },
  { id: 't06', name: '白蒲镇', alias: '' },
  { id: 't07', name: '下原镇', alias: '' },
  { id: 't08', name: '九华镇', alias: '' },
  { id: 't09', name: '石庄镇', alias: '' },
  { id: 't10', name: '长江镇', alias: '如皋港区' },
  { id: 't11', name: '吴窑镇', alias: '' },
  { id: 't12', name: '江安镇', alias: '' },
  { id: 't13', name: '搬经镇', alias: '' },
  { id: 't14', name: '磨头镇', alias: '' },
] as const satisfies readonly TownSeed[];

export type SeedTownId = (typeof towns)[number]['id'];

/** 长江镇（如皋港区）, or the name alone. */
export function townLabel(town: Pick<TownSeed, 'name' | 'alias'>): string {
  return town.alias === '' ? town.name : `${town.name}（${town.alias}）`;
}

export type TownMatch =
  | { readonly kind: 'found'; readonly townId: string }
  | { readonly kind: 'unknown'; readonly nearestName: string | null };

/**
 * The town a cell of a roster means: its full name, the name without 镇 or 街道, its alias, with or without 如皋市 in front.
 * Nothing else is guessed: an unknown name yields the nearest one to show to the officer, or null when none is near.
 */
export function matchTown(text: string, list: readonly TownSeed[]): TownMatch {
  const wanted = bareTownName(text);
  if (wanted === '') return { kind: 'unknown', nearestName: null };
  const hits = list.filter((town) => townNames(town).includes(wanted));
  const [hit] = hits;
  if (hit !== undefined && hits.length === 1) return { kind: 'found', townId: hit.id };
  return { kind: 'unknown', nearestName: nearestTownName(wanted, list) };
}

function townNames(town: TownSeed): string[] {
  const name = bareTownName(town.name);
  const alias = bareTownName(town.alias);
  const names = [name, name.replace(/(街道|镇)$/u, ''), `${name}(${alias})`, `${alias}(${name})`];
  return alias === '' ? names.slice(0, 2) : [...names, alias];
}

function bareTownName(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replace(/^(江苏省)?(南通市)?如皋市/u, '')
    .replace(/^如皋(?=经济|高新|工业)/u, '')
    .replace(/(人民政府|办事处|管委会)$/u, '');
}

function nearestTownName(wanted: string, list: readonly TownSeed[]): string | null {
  let best: { readonly name: string; readonly distance: number } | null = null;
  for (const town of list) {
    for (const name of townNames(town)) {
      const distance = editDistance(wanted, name);
      // Half the characters wrong is no longer "near".
      if (distance * 2 >= Math.max(wanted.length, name.length)) continue;
      if (best === null || distance < best.distance) best = { name: town.name, distance };
    }
  }
  return best?.name ?? null;
}

function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, left] of [...a].entries()) {
    const current = [i + 1];
    for (const [j, right] of [...b].entries()) {
      const substituted = (previous[j] ?? 0) + (left === right ? 0 : 1);
      current.push(Math.min(substituted, (previous[j + 1] ?? 0) + 1, (current[j] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}
