/** The scope of a leader a second time, from nothing but the operations. */
import { localDate } from '../../shared/clock.ts';
import { type ModelHead, modelHeads, type Write } from './model.ts';

export interface LeaderScope {
  /** Enterprises linked to him whichever of the values that stand side by side is shown. */
  readonly certain: ReadonlySet<string>;
  /** Enterprises that some value says are linked to him. */
  readonly possible: ReadonlySet<string>;
}

/** What a leader's scope depends on. */
export const scopeTypes: readonly string[] = ['enterprise', 'person', 'cityLeaderLink', 'link'];

type Fields = ReadonlyMap<string, readonly ModelHead[]>;

/** `applied`: what counts of all records of `scopeTypes`. `nowMs`: by the clock of the city. */
export function leaderScope(applied: readonly Write[], leaderId: string, nowMs: number): LeaderScope {
  const today = localDate(nowMs);
  const records = modelHeads(applied);
  const homes = new Map(applied.map(({ body }) => [body.entity.join('/'), body.partition]));
  const isOver = (date: unknown): boolean => date !== '' && String(date) < today;
  const person = records.get(`person/${leaderId}`);
  const office = both(
    says(person, 'deleted', false, (deleted) => deleted !== true),
    says(person, 'inOfficeTo', '', (date) => !isOver(date)),
  );
  const certain = new Set<string>();
  const possible = new Set<string>();
  for (const [record, fields] of records) {
    const enterprise = homes.get(record) ?? '';
    if (!/^(cityLeaderLink|link)\//.test(record) || !records.has(`enterprise/${enterprise}`)) continue;
    const link = both(
      says(fields, 'personId', '', (personId) => personId === leaderId),
      says(fields, 'deleted', false, (deleted) => deleted !== true),
      says(fields, 'toDate', '', (date) => !isOver(date)),
      office,
    );
    if (link.always) certain.add(enterprise);
    if (link.sometimes) possible.add(enterprise);
  }
  return { certain, possible };
}

interface Verdict {
  readonly always: boolean;
  readonly sometimes: boolean;
}

/** What the heads of a field say; `none` is the value where there are none. */
function says(
  fields: Fields | undefined,
  field: string,
  none: unknown,
  holds: (value: unknown) => boolean,
): Verdict {
  const values = fields?.get(field)?.map(({ value }) => JSON.parse(value) as unknown) ?? [none];
  return { always: values.every(holds), sometimes: values.some(holds) };
}

function both(...verdicts: readonly Verdict[]): Verdict {
  return {
    always: verdicts.every(({ always }) => always),
    sometimes: verdicts.every(({ sometimes }) => sometimes),
  };
}
