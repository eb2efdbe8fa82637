import { z } from 'zod';
import { command, query } from '../rpc.ts';

/** Unfinished forms, kept on this laptop only. Key: `<form>:<record id or new>`. */
const key = z.string().min(1).max(200);

const beginning = z.string().max(200);

export const draftContract = {
  'draft.get': query(z.object({ key }), z.object({ value: z.unknown(), savedAtMs: z.int() }).nullable()),
  'draft.put': command(z.object({ key, value: z.json() }), z.object({ savedAtMs: z.int() }), {
    atLeader: true,
  }),
  'draft.delete': command(z.object({ key }), z.null(), { atLeader: true }),
  /** Those whose key begins with `prefix`, or with one of several. */
  'draft.list': query(
    z.object({ prefix: z.union([beginning, z.array(beginning).min(1).max(20)]) }),
    z.array(
      z.object({
        key: z.string(),
        savedAtMs: z.int(),
        about: z.string(),
        /** Its first words: what tells it from another of its kind. */
        words: z.string(),
        enterpriseId: z.string(),
        /** What it is about was only planned so far. */
        isFirst: z.boolean(),
        /** Of one whose enterprise has left this desk, in words: its form cannot be opened. */
        left: z.object({ label: z.string(), text: z.string() }).nullable(),
      }),
    ),
  ),
};
