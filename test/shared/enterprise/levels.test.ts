import { expect, test } from 'vitest';
import {
  highestLevel,
  isNantongLevelOrAbove,
  levelKeys,
  levels,
  nantongStanding,
} from '../../../shared/enterprise/levels.ts';

test('the ladder is in rising order and its keys and labels are unique', () => {
  const orders = levels.map((level) => level.order);
  expect(orders).toEqual([...orders].sort((a, b) => a - b));
  expect(new Set(levelKeys).size).toBe(levels.length);
  expect(new Set(levels.map((level) => level.label)).size).toBe(levels.length);
});

test('pools do not count as Nantong level, little giants and champions do, a product alone is unclear', () => {
  expect(levelKeys.map((key) => [key, isNantongLevelOrAbove(key)])).toEqual([
    ['city-pool', 'no'],
    ['provincial-pool', 'no'],
    ['nantong-little-giant', 'yes'],
    ['provincial-product', 'unclear'],
    ['provincial-little-giant-manufacturing', 'yes'],
    ['provincial-little-giant-innovation', 'yes'],
    ['national-little-giant', 'yes'],
    ['national-champion-enterprise', 'yes'],
    ['national-champion-product', 'yes'],
  ]);
});

test('several levels together: a certain one decides, the order does not matter', () => {
  expect(nantongStanding([])).toBe('no');
  expect(nantongStanding(['city-pool', 'provincial-product'])).toBe('unclear');
  expect(nantongStanding(['provincial-product', 'nantong-little-giant'])).toBe('yes');
  expect(nantongStanding(['nantong-little-giant', 'provincial-product', 'city-pool'])).toBe('yes');
});

test('the highest level held', () => {
  expect(highestLevel([])).toBeNull();
  expect(highestLevel(['national-little-giant', 'city-pool', 'provincial-product'])).toBe(
    'national-little-giant',
  );
});
