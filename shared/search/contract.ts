/** The one search (Ctrl+K). */
import { z } from 'zod';
import { query } from '../rpc.ts';

export const searchHit = z.object({
  kind: z.enum(['enterprise', 'person', 'problem', 'filing', 'visit']),
  id: z.string(),
  title: z.string(),
  /** Which one it is, and why it was found: 白蒲镇 · 曾用名 … */
  detail: z.string(),
});
export type SearchHit = z.output<typeof searchHit>;

export const searchContract = {
  /**
   * Enterprises first, then people, the likeliest first in each; then problems, open ones before others, filings and visits,
   * the latest first. Where nothing is found, enterprises and people whose names sound the same.
   */
  'search.query': query(
    z.object({ text: z.string().max(200), limit: z.int().min(1).max(50).default(12) }),
    z.array(searchHit),
  ),
};
