/** What stands on a 挂钩领导工作单, in the words of the screen. */
import type { ReadDb } from '../db/sql.ts';
import { localDate } from '../shared/clock.ts';
import { levelOf } from '../shared/enterprise/levels.ts';
import { leaderText } from '../shared/filing/rules.ts';
import type { WorkEnterprise } from '../shared/leader/contract.ts';
import { isProblemOverdue, isPromiseOverdue, overdueCount, problemFacts } from '../shared/leader/rules.ts';
import { chineseDate } from './documents/chinese-date.ts';
import type { ListText } from './documents/list-layout.ts';
import { oneLine } from './documents/text.ts';
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

/** 11月22日 within this year: no line breaks inside a number. */
function shortDate(date: string, today: string): string {
  const whole = chineseDate(date);
  return date.startsWith(today.slice(0, 4)) ? whole.replace(/^\d{4}年/, '') : whole;
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

function numbered(lines: readonly string[]): string {
  const plain = lines.map(oneLine);
  return plain.length < 2 ? plain.join('') : plain.map((line, at) => `${at + 1}．${line}`).join('\n');
}

function bracketed(facts: readonly string[]): string {
  const known = facts.filter((text) => text !== '');
  return known.length === 0 ? '' : `（${known.join('，')}）`;
}
