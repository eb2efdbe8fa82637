import { expect, test } from 'vitest';
import { annex7EnterpriseNames } from '../../../shared/annex7/plan.ts';
import { suggestShortName } from '../../../shared/enterprise/short-name.ts';

test.each([
  ['江苏万达特种轴承有限公司', '万达特种轴承'],
  ['江苏省如高高压电器有限公司', '如高高压电器'],
  ['森松（江苏）重工有限公司', '森松重工'],
  ['势加透博洁净动力如皋有限公司', '势加透博洁净动力'],
  ['颢葳环保科技南通有限公司', '颢葳环保'],
  ['如皋市大生线路器材有限公司', '大生线路器材'],
  ['南通市电站阀门有限公司', '电站阀门'],
  ['凯晖科技股份有限公司', '凯晖科技'],
  ['江苏艾威机械制造有限公司', '艾威机械'],
  ['江苏南通如皋市测试集团有限公司', '测试'],
])('%s → %s', (name, short) => {
  expect(suggestShortName(name)).toBe(short);
});

test('all 40 enterprises get different short names of 4 to 8 characters, found in the full name', () => {
  const names = annex7EnterpriseNames.map(suggestShortName);
  expect(new Set(names).size).toBe(40);
  for (const [index, short] of names.entries()) {
    expect(short.length, short).toBeGreaterThanOrEqual(4);
    expect(short.length, short).toBeLessThanOrEqual(8);
    for (const character of short) expect(annex7EnterpriseNames[index]).toContain(character);
  }
});

test('never returns an empty name for a name that is not empty', () => {
  for (const name of ['江苏', '如皋有限公司', '有限公司', '江苏有限公司', '南通市']) {
    expect(suggestShortName(name).length, name).toBeGreaterThan(0);
  }
});
