/** What stands on a 挂钩领导工作单, in the words of the screen. */
import type { ReadDb } from '../db/sql.ts';
import { localDate } from '../shared/clock.ts';
import { levelOf } from '../shared/enterprise/levels.ts';
import { leaderText } from '../shared/filing/rules.ts';
import type { WorkEnterprise } from '../shared/leader/contract.ts';
import { isProblemOverdue, isPromiseOverdue, overdueCount, problemFacts } from '../shared/leader/rules.ts';
import { chineseDate, shortDate } from './documents/chinese-date.ts';
import type { ListText } from './documents/list-layout.ts';
import { bracketed, numbered, oneLine } from './documents/text.ts';
import { leaderWorkOf } from './leader-work.ts';
import { partyNames } from './party-names.ts';
import type { HandlerContext } from './rpc.ts';

/** @throws rpc.leaders-desk | record.not-found */
export function gatherLeaderSheet(
  db: ReadDb,
  personId: string | undefined,
  context: HandlerContext,
): ListText {
  const work = leaderWorkOf(db, personId, context);
  const today = localDate(context.nowMs);
  const { enterprises } = work;
  const spell = (date: string): string => shortDate(date, today);
  const overdue = enterprises.reduce((sum, enterprise) => sum + overdueCount(enterprise, today), 0);
  const linked = enterprises.filter(({ isLinked }) => isLinked).length;
  return {
    title: '挂钩联系企业工作单',
    narrowedTo: '',
    imprint: [
      leaderText(work),
      `挂钩联系 ${linked} 家`,
      ...(overdue === 0 ? [] : [`逾期事项 ${overdue} 项`]),
      `${partyNames(db)(context.desk.identity)}　${chineseDate(today)}`,
    ].join('　'),
    rows: enterprises.map((enterprise) => [
      enterpriseText(enterprise),
      visitText(enterprise, spell),
      numbered(
        [...enterprise.promises, ...enterprise.othersPromises].map((promise) => {
          const { name } = promise.leader;
          const isOthers = enterprise.othersPromises.includes(promise);
          const late = isPromiseOverdue(promise, today) ? '，已逾期' : '';
          const facts = [
            isOthers && name !== '' ? `${name}承诺` : '',
            promise.who,
            promise.dueDate === '' ? '' : `${spell(promise.dueDate)}前${late}`,
          ];
          return promise.what + bracketed(facts);
        }),
      ),
      numbered(
        enterprise.problems.map((problem) => {
          const late = isProblemOverdue(problem, today) ? ['已逾期'] : [];
          return problem.title + bracketed([problemFacts(problem, today, spell), ...late]);
        }),
      ),
    ]),
    none: '现在没有挂钩联系的企业。',
  };
}

/** Name, the highest level, town. */
function enterpriseText({ enterpriseName, townName, levels, isLinked }: WorkEnterprise): string {
  const level = levels.at(-1);
  return [
    oneLine(enterpriseName),
    level ? levelOf(level).label : '',
    [townName, isLinked ? '' : '（已不再挂钩）'].join(''),
  ]
    .filter((text) => text !== '')
    .join('\n');
}

function visitText(
  { lastVisit, nextVisit, unrecordedVisit }: WorkEnterprise,
  spell: (date: string) => string,
): string {
  return [
    lastVisit === null ? '还没有走访过' : `上次 ${spell(lastVisit.on)}\n${lastVisit.leader}`,
    unrecordedVisit === null ? '' : `待记录 ${spell(unrecordedVisit.on)}`,
    nextVisit === null ? '' : `计划 ${spell(nextVisit.on)}${nextVisit.isOwn ? '' : `\n${nextVisit.leader}`}`,
  ]
    .filter((text) => text !== '')
    .join('\n');
}
