import { expect, test } from 'vitest';
import { planLevelKeys, planLevelLabels, planLevelTarget } from '../../../shared/annex7/plan.ts';
import { matchLevel } from '../../../shared/enterprise/level-text.ts';
import { levels } from '../../../shared/enterprise/levels.ts';

test('every level is understood by its own label and by the wording of Annex 7', () => {
  for (const level of levels) expect(matchLevel(level.label)).toEqual({ level: level.key });
  for (const key of planLevelKeys) {
    expect(matchLevel(planLevelLabels[key])).toEqual({ level: planLevelTarget[key] });
  }
});

test.each([
  ['国家级专精特新小巨人', 'national-little-giant'],
  ['国家专精特新"小巨人"', 'national-little-giant'],
  ['南通市专精特新“小巨人”企业', 'nantong-little-giant'],
  ['南通市级小巨人', 'nantong-little-giant'],
  ['江苏省专精特新小巨人企业（制造类）', 'provincial-little-giant-manufacturing'],
  ['省级小巨人(创新类)', 'provincial-little-giant-innovation'],
  ['省专精特新产品', 'provincial-product'],
  ['单项冠军企业', 'national-champion-enterprise'],
  ['制造业单项冠军产品', 'national-champion-product'],
  ['省级培育库', 'provincial-pool'],
])('%s is %s', (text, level) => {
  expect(matchLevel(text)).toEqual({ level });
});

test.each([
  ['省级专精特新小巨人', '制造类还是创新类'],
  ['小巨人', '南通市级、省级还是国家级'],
  ['专精特新“小巨人”企业', '南通市级、省级还是国家级'],
  ['单项冠军', '企业还是'],
  ['拟申报国家小巨人', '不是培育层级'],
  ['国家高新技术企业', '不是培育层级'],
  ['专精特新中小企业', '不是培育层级'],
])('%s is not completed: %s', (text, words) => {
  expect(matchLevel(text)).toEqual({ problem: expect.stringContaining(words) });
});
