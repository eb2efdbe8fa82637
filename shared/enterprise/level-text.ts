import { foldText } from '../text/query.ts';
import type { LevelKey } from './levels.ts';

export type LevelMatch = { readonly level: LevelKey } | { readonly problem: string };

/** The ways a level is written in rosters, after folding and without 专精特新, 企业, 称号. Whole texts only. */
const patterns: readonly (readonly [RegExp, LevelKey])[] = [
  [/^(如皋)?市级?(小巨人)?培育库$/, 'city-pool'],
  [/^省级?(小巨人)?培育库$/, 'provincial-pool'],
  [/^南通(市)?级?小巨人$/, 'nantong-little-giant'],
  [/^(江苏)?省级?产品$/, 'provincial-product'],
  [/^(江苏)?省级?(科技)?小巨人制造类?$/, 'provincial-little-giant-manufacturing'],
  [/^(江苏)?省级?(科技)?小巨人创新类?$/, 'provincial-little-giant-innovation'],
  [/^国家级?小巨人$/, 'national-little-giant'],
  [/^(国家级?)?(制造业)?单项冠军(示范)?企业$/, 'national-champion-enterprise'],
  [/^(国家级?)?(制造业)?单项冠军产品$/, 'national-champion-product'],
];

/**
 * The level a text means. Half a level is not completed: 省级小巨人 without 制造类 or 创新类, 小巨人 without its rank and
 * 单项冠军 without 企业 or 产品 come back as problems.
 */
export function matchLevel(text: string): LevelMatch {
  const folded = foldText(text).replace(/(专精特新|称号|认定)/g, '');
  const bare = folded.includes('单项冠军') ? folded : folded.replace(/企业/g, '');
  const hit = patterns.find(([pattern]) => pattern.test(bare));
  if (hit !== undefined) return { level: hit[1] };
  if (/^(江苏)?省级?(科技)?小巨人$/.test(bare)) return { problem: `“${text}”请写明是制造类还是创新类` };
  if (/^小巨人$/.test(bare)) return { problem: `“${text}”请写明是南通市级、省级还是国家级` };
  if (/^(国家级?)?(制造业)?单项冠军$/.test(bare))
    return { problem: `“${text}”请写明是单项冠军企业还是单项冠军产品` };
  return { problem: `“${text}”不是培育层级，请按“国家专精特新小巨人企业”“省级专精特新产品”这样的全称填写` };
}
