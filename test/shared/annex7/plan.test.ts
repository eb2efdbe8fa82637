import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import {
  annex7EnterpriseNames,
  annex7Note,
  annex7Plan,
  annex7Table,
  planLevelKeys,
  planLevelLabels,
  planYears,
} from '../../../shared/annex7/plan.ts';
import { sampleAssignment, sampleAssignmentLabel } from '../../../shared/annex7/sample-assignment.ts';
import { towns } from '../../../shared/town/towns.ts';

const policy = readFileSync('docs/policy/2021-87.txt', 'utf8').replace(/\s/g, '');

test('54 entries of 40 enterprises, 18 in each year', () => {
  expect(annex7Plan).toHaveLength(54);
  expect(annex7EnterpriseNames).toHaveLength(40);
  for (const year of planYears) {
    expect(annex7Plan.filter((entry) => entry.year === year)).toHaveLength(18);
  }
});

test('four levels: 12 champions, 12 national, 15 provincial, 15 products', () => {
  const counts = planLevelKeys.map((key) => annex7Plan.filter((entry) => entry.level === key).length);
  expect(counts).toEqual([12, 12, 15, 15]);
});

test('no enterprise stands twice for the same level', () => {
  expect(new Set(annex7Plan.map((entry) => `${entry.level} ${entry.enterprise}`)).size).toBe(54);
});

test('the table is the text of the annex, character for character', () => {
  const printed = annex7Table
    .map(([row, level, ...names], index) => {
      const label = annex7Table[index - 1]?.[1] === level ? '' : planLevelLabels[level];
      return `${row}${label}${names.join('')}`;
    })
    .join('');
  expect(policy).toContain(`序号项目名称2021年2022年2023年${printed}备注：${annex7Note}`);
});

test('the sample assignment covers every enterprise once and every town two or three times', () => {
  expect(sampleAssignment.map((one) => one.enterprise)).toEqual(annex7EnterpriseNames);
  for (const town of towns) {
    const count = sampleAssignment.filter((one) => one.townId === town.id).length;
    expect(count, town.name).toBeGreaterThanOrEqual(2);
    expect(count, town.name).toBeLessThanOrEqual(3);
  }
  expect(sampleAssignmentLabel).toBe('示例分派');
});
