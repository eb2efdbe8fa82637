import { z } from 'zod';
import { partitionChange } from '../record/changes.ts';
import { command, query } from '../rpc.ts';

/** Saves beyond which nothing is told one by one: what a laptop that joins is given for a start is no news. */
export const mostNews = 2000;
/** Bundles that are named. */
export const mostNewsBundles = 20;

const news = z.object({
  /** The bundles taken in since, the latest first, at most `mostNewsBundles`. */
  bundles: z.array(
    z.object({
      id: z.string(),
      peerName: z.string(),
      /** 经办人 who made it; '' when it is not known. */
      officer: z.string(),
      atMs: z.int(),
    }),
  ),
  /** Saves that they brought; `mostNews` + 1 when there are more than are told. */
  saves: z.int(),
  /** How many parts of the log they changed, told or not; 0 beyond `mostNews` saves. */
  places: z.int(),
  /** What they changed, the latest first; null beyond `mostNews` saves. */
  changes: z.array(partitionChange).nullable(),
  /** 季度通报 that they brought issued, the latest first. */
  issued: z.array(z.object({ id: z.string(), title: z.string() })),
  /** Names what was told, for `news.seen`. */
  upTo: z.int(),
});
export type News = z.output<typeof news>;

export const newsContract = {
  /**
   * 新到变化: what others wrote and bundles brought since the officer last said that he has seen it. `most`: of so many parts
   * of the log alone it says what changed; of all when it is left out.
   */
  'news.list': query(z.object({ most: z.int().min(0).optional() }), news),
  /** He has seen what `news.list` told up to there, and nothing that came after. */
  'news.seen': command(z.object({ upTo: z.int().min(0) }), z.null(), { atLeader: true }),
};
