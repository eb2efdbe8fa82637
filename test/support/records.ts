/** A city leader, his link and an Annex 6 filing, as they are entered, for tests that need some. */
import type { InputOf } from '../../shared/contract.ts';

export const cityLeader = {
  name: '张示例',
  post: '副市长',
  unit: '市政府',
  category: 'city-leader',
  phone: '',
  inOfficeFrom: '2021-01-01',
  inOfficeTo: '',
} as const satisfies InputOf<'person.create'>['fields'];

/** Not yet ended. */
export const linkTo = (personId: string): InputOf<'link.create'>['fields'] => ({
  personId,
  kind: 'city-leader',
  fromDate: '2021-06-18',
  toDate: '',
  note: '',
});

/** Before the inspection. */
export const annex6Filing = {
  inspectingUnit: '如皋市应急管理局',
  inspectionDate: '2026-11-25',
  trigger: 'ordinary',
  triggerReference: '',
  domain: 'safety',
  basisAndReason: '年度计划检查',
  findings: '',
  conclusion: '',
  firstDiscovered: '',
  thisConclusion: '',
  rectificationDueDate: '',
  note: '',
} as const satisfies InputOf<'filing.create'>['fields'];
