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

/** What 载入示例 asks before it writes. */
export const sampleQuestion = {
  title: '载入附件7 示例？',
  explanation:
    '将写入附件7 的 40 家企业和 54 项申报计划，并按“示例分派”分到 14 个镇（区、街道）。文件没有写明企业所在镇区，示例分派仅供试用，可在台账中改派。已有的同名企业不受影响。',
  confirmLabel: '载入示例',
} as const;
