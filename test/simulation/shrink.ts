/** Makes a failing plan shorter, as long as it breaks the same promise. */
import { isCityOffice } from './parties.ts';
import type { DeskName, Plan, Step } from './plan.ts';

export interface Shrinking {
  /** Plays a plan; whether it still breaks the same promise. */
  readonly fails: (plan: Plan) => Promise<boolean>;
  /** Whether to go on; a large run is given up after a while. */
  readonly goOn: () => boolean;
  readonly report: (text: string) => void;
}

/** Whole towns first, then laptops, months, enterprises and kinds of faults, and single steps at last. */
export async function shrinkPlan(plan: Plan, shrinking: Shrinking): Promise<Plan> {
  let smallest = plan;
  for (const [what, partOf] of parts) {
    const names = [...new Set(smallest.steps.flatMap((step) => partOf(step) ?? []))];
    const before = smallest;
    const kept = await minimise(names, shrinking, (some) => {
      const keep = new Set(some);
      return only(before, (step) => {
        const part = partOf(step);
        return part === undefined || keep.has(part);
      });
    });
    const keep = new Set(kept);
    smallest = only(before, (step) => {
      const part = partOf(step);
      return part === undefined || keep.has(part);
    });
    shrinking.report(`${what} ${names.length} → ${kept.length}, ${smallest.steps.length} steps left`);
  }
  const before = smallest;
  const steps = await minimise(smallest.steps, shrinking, (some) => ({ ...before, steps: some }));
  smallest = withoutIdleDesks({ ...before, steps });
  return (await shrinking.fails(smallest)) ? smallest : { ...before, steps };
}

/** name → the part a step belongs to; undefined for steps that no part decides about. */
const parts: readonly (readonly [what: string, partOf: (step: Step) => string | undefined])[] = [
  ['towns', (step) => townOf(deskOf(step))],
  ['laptops', (step) => (townOf(deskOf(step)) === undefined ? undefined : deskOf(step))],
  ['months', (step) => ('atMs' in step ? `${Math.floor(step.atMs / monthMs)}` : undefined)],
  ['enterprises', enterpriseOf],
  ['faults', faultOf],
];

const monthMs = 30 * 86_400_000;

function deskOf(step: Step): DeskName | undefined {
  return 'desk' in step ? step.desk : undefined;
}

function townOf(desk: DeskName | undefined): string | undefined {
  const town = desk?.split('.')[0];
  return town === 'city' ? undefined : town;
}

function enterpriseOf(step: Step): string | undefined {
  if (step.do === 'assign') return step.enterprise;
  if (step.do === 'save') return step.save.of.partition;
  return step.do === 'open' ? step.of.partition : undefined;
}

function faultOf(step: Step): string | undefined {
  return ['save', 'assign', 'post', 'take', 'monthEnd'].includes(step.do) ? undefined : step.do;
}

function only(plan: Plan, keep: (step: Step) => boolean): Plan {
  return withoutIdleDesks({ ...plan, steps: plan.steps.filter(keep) });
}

/** Laptops with no step of their own left; the city stays. */
function withoutIdleDesks(plan: Plan): Plan {
  const active = new Set(plan.steps.map(deskOf));
  return { ...plan, desks: plan.desks.filter((desk) => isCityOffice(desk) || active.has(desk.name)) };
}

/** Zeller's ddmin, taking pieces away: halves, quarters, … single items, as long as the rest still fails. */
async function minimise<Item>(
  items: readonly Item[],
  { fails, goOn }: Shrinking,
  planOf: (some: readonly Item[]) => Plan,
): Promise<readonly Item[]> {
  let kept = items;
  let size = Math.ceil(kept.length / 2);
  while (size >= 1 && kept.length > 0) {
    const before = kept.length;
    for (let at = 0; at < kept.length && goOn(); ) {
      const candidate = [...kept.slice(0, at), ...kept.slice(at + size)];
      if (await fails(planOf(candidate))) kept = candidate;
      else at += size;
    }
    if (!goOn()) return kept;
    if (size === 1 && kept.length === before) return kept;
    size = size === 1 ? 1 : Math.ceil(size / 2);
  }
  return kept;
}
