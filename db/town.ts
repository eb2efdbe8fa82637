/** 镇（区、街道）: the city's dictionary, or the seed while the city's has not arrived. */
import { type TownSeed, towns } from '../shared/town/towns.ts';
import { all, type ReadDb, sql } from './sql.ts';

/** In the city's own order. */
export function listTowns(db: ReadDb): TownSeed[] {
  const rows = all<{ id: string; name: string; alias: string }>(
    db,
    sql`SELECT id, name, alias FROM town WHERE deleted = 0 ORDER BY ordinal, id`,
  );
  return rows.length === 0 ? [...towns] : rows;
}

/** Town id → name; an id that is not in the dictionary keeps itself as its name. */
export function townNames(db: ReadDb): (townId: string) => string {
  const names = new Map(listTowns(db).map((town) => [town.id, town.name]));
  return (townId) => names.get(townId) ?? townId;
}

/** Town id → its place in the city's own order; behind them all what is not in the dictionary, and '' at the end. */
export function townPlaces(db: ReadDb): (townId: string) => number {
  const places = new Map(listTowns(db).map(({ id }, place) => [id, place]));
  return (townId) => places.get(townId) ?? (townId === '' ? places.size + 1 : places.size);
}

/** Town id → number of enterprises assigned to it. */
export function enterprisesByTown(db: ReadDb): ReadonlyMap<string, number> {
  const rows = all<{ town_id: string; n: number }>(
    db,
    sql`SELECT town_id, count(*) AS n FROM enterprise WHERE deleted = 0 GROUP BY town_id`,
  );
  return new Map(rows.map((row) => [row.town_id, row.n]));
}
