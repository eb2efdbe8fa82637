import { z } from 'zod';
import { levelKeys } from '../enterprise/levels.ts';
import { entityId } from '../log/operation.ts';
import { paperFormat } from '../meeting/contract.ts';
import { problemStates } from '../problem/rules.ts';
import { action, query } from '../rpc.ts';
import { promiseView } from '../visit/contract.ts';

const workProblem = z.object({
  id: z.string(),
  title: z.string(),
  state: z.enum(problemStates),
  raisedOn: z.string(),
  host: z.string(),
  hostDueOn: z.string(),
  isDissatisfied: z.boolean(),
});

/** One of the leader's enterprises, or one that is not linked to him any more and was promised something. */
const workEnterprise = z.object({
  enterpriseId: z.string(),
  enterpriseName: z.string(),
  townName: z.string(),
  isLinked: z.boolean(),
  /** Held now, the highest last. */
  levels: z.array(z.enum(levelKeys)),
  /** Whoever made it; null while nobody has called. */
  lastVisit: z.object({ id: z.string(), on: z.string(), leader: z.string() }).nullable(),
  /** The next that is planned from today on; his own before others'. `isOwn`: he leads it. */
  nextVisit: z.object({ id: z.string(), on: z.string(), leader: z.string(), isOwn: z.boolean() }).nullable(),
  /** His own whose day is over and that nobody wrote down, the earliest that is not forgotten. */
  unrecordedVisit: z.object({ id: z.string(), on: z.string() }).nullable(),
  /** What he promised and is not kept, the earliest due first. */
  promises: z.array(promiseView),
  /** What others promised to an enterprise that is linked to him, and is not kept; the earliest due first. */
  othersPromises: z.array(promiseView),
  problems: z.array(workProblem),
  /** Whether this desk writes of its visits. */
  editable: z.boolean(),
});
export type WorkEnterprise = z.output<typeof workEnterprise>;

/** 挂钩工作 of one leader. */
export const leaderWork = z.object({
  personId: z.string(),
  name: z.string(),
  post: z.string(),
  enterprises: z.array(workEnterprise),
});
export type LeaderWork = z.output<typeof leaderWork>;

/** On a leader's own laptop nobody is named: it is his. */
const whose = z.object({ personId: entityId.optional() });

export const leaderContract = {
  'leader.work': query(whose, leaderWork),
  /** 挂钩领导工作单, to take along, as HTML for the preview. */
  'leader.sheetPreview': action(whose, z.object({ html: z.string() })),
  /** Saves it where the officer says; null when cancelled. */
  'leader.exportSheet': action(
    whose.extend({ format: paperFormat }),
    z.object({ path: z.string() }).nullable(),
  ),
  'leader.printSheet': action(whose, z.object({ printed: z.boolean() })),
};
