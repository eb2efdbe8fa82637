/** How the rows of a table share the height of a page. Heights in points. */

/**
 * The height to which the highest rows have to come down, all to the same one, for the table to fit: so the long entries
 * are named and never a short one beside them. Infinity when it fits.
 */
export function evenHeightPt(heights: readonly number[], roomPt: number): number {
  const highestFirst = heights.toSorted((one, other) => other - one);
  for (let count = 0; count < highestFirst.length; count += 1) {
    const others = highestFirst.slice(count).reduce((sum, height) => sum + height, 0);
    const height = count === 0 ? (others <= roomPt ? Infinity : 0) : (roomPt - others) / count;
    if (height >= (highestFirst[count] ?? 0)) return height;
  }
  return roomPt / highestFirst.length;
}

/**
 * Rows as alike as what stands in them allows, filling the room: the lowest are all raised to the same height. The heights
 * as they are when they fill it already.
 */
export function raisedHeightsPt(heights: readonly number[], roomPt: number): readonly number[] {
  const lowestFirst = heights.toSorted((one, other) => one - other);
  for (let count = lowestFirst.length; count > 0; count -= 1) {
    const others = lowestFirst.slice(count).reduce((sum, height) => sum + height, 0);
    const level = (roomPt - others) / count;
    if (level >= (lowestFirst[count - 1] ?? 0)) return heights.map((height) => Math.max(height, level));
  }
  return heights;
}
