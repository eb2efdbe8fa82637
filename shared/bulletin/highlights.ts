/** 工作特色亮点, proposed from the quarter's records; the clerk chooses, orders and rewrites them. Pure. */
import { levelOf, type LevelKey } from '../enterprise/levels.ts';
import type { TownFigures } from './figures.ts';

export interface ProposedHighlight {
  /** The record it comes from: `title:<id>`, `problem:<id>`, `town:<id>`, `person:<id>`. */
  readonly source: string;
  readonly text: string;
}

export interface GainedTitle {
  readonly id: string;
  readonly enterpriseName: string;
  readonly level: LevelKey;
  readonly grantedOn: string;
}

export interface SolvedProblem {
  readonly id: string;
  readonly enterpriseName: string;
  readonly title: string;
  readonly host: string;
  readonly raisedOn: string;
  readonly answeredOn: string;
}

export interface FaithfulLeader {
  readonly id: string;
  readonly name: string;
  readonly post: string;
  readonly linked: number;
  readonly visited: number;
}

/** So few that every one of them was answered in time says little of a town. */
const fewestDue = 3;
const mostOfAKind = 20;

/** The highest titles first, then problems solved in the fewest days, then towns, then leaders. */
export function proposedHighlights(found: {
  readonly titles: readonly GainedTitle[];
  readonly problems: readonly SolvedProblem[];
  readonly towns: readonly TownFigures[];
  readonly leaders: readonly FaithfulLeader[];
  readonly days: (from: string, to: string) => number;
}): ProposedHighlight[] {
  const { titles, problems, towns, leaders, days } = found;
  const taken = ({ raisedOn, answeredOn }: SolvedProblem): number =>
    answeredOn === '' ? Number.POSITIVE_INFINITY : days(raisedOn, answeredOn);
  return [
    ...titles
      .toSorted((a, b) => levelOf(b.level).order - levelOf(a.level).order || byText(a.grantedOn, b.grantedOn))
      .map(({ id, enterpriseName, level }) => ({
        source: `title:${id}`,
        text: `${enterpriseName}获认定为${levelOf(level).label}。`,
      })),
    ...problems
      .toSorted((a, b) => taken(a) - taken(b) || byText(a.id, b.id))
      .slice(0, mostOfAKind)
      .map((problem) => ({ source: `problem:${problem.id}`, text: solvedText(problem, taken(problem)) })),
    ...towns
      .filter(({ due, inTime }) => due >= fewestDue && inTime === due)
      .map(({ townId, name, due }) => ({
        source: `town:${townId}`,
        text: `${name}期限在本季度的${due}个企业问题全部按期答复。`,
      })),
    ...leaders
      .filter(({ linked, visited }) => linked >= fewestDue && visited === linked)
      .slice(0, mostOfAKind)
      .map(({ id, name, post, linked }) => ({
        source: `person:${id}`,
        text: `${name}${post === '' ? '' : `（${post}）`}走访了挂钩联系的全部${linked}家企业。`,
      })),
  ];
}

function solvedText({ enterpriseName, title, host }: SolvedProblem, taken: number): string {
  const by = host === '' ? '' : `由${host}主办，`;
  const within = Number.isFinite(taken) ? (taken <= 0 ? '当天答复，' : `${taken}天答复，`) : '';
  return `${enterpriseName}反映的“${title}”，${by}${within}企业表示满意。`;
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
