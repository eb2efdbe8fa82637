import { type SeedTownId, towns } from '../town/towns.ts';
import { annex7EnterpriseNames } from './plan.ts';

/** Shown wherever the assignment below is used: the policy does not say where an enterprise lies. */
export const sampleAssignmentLabel = '示例分派';

export interface SampleAssignment {
  readonly enterprise: string;
  readonly townId: SeedTownId;
}

/** 示例分派: the 40 enterprises dealt to the 14 towns in turn, two or three each. Invented, for trying the program only. */
export const sampleAssignment: readonly SampleAssignment[] = annex7EnterpriseNames.map(
  (enterprise, index) => ({ enterprise, townId: (towns[index % towns.length] ?? towns[0]).id }),
);
