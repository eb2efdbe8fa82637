/** What a bulletin says of its figures, in whole sentences. Pure. */
import { isLevelKey, levelOf } from '../enterprise/levels.ts';
import { problemCategories, problemCategoryLabels } from '../problem/rules.ts';
import { percentText } from '../text/percent.ts';
import { comparedShareText, comparedText, type Share } from './compare.ts';
import type { BulletinCounts, BulletinFigures } from './figures.ts';
import { quarterSpan, quarterText } from './quarter.ts';

export const bulletinSections = ['enterprises', 'visits', 'problems', 'filings', 'meetings'] as const;
export type BulletinSection = (typeof bulletinSections)[number];

export const bulletinSectionTitles: Readonly<Record<BulletinSection, string>> = {
  enterprises: '企业培育',
  visits: '走访服务',
  problems: '问题诉求办理',
  filings: '检查处置报备',
  meetings: '联席会议',
};

/** Named in a sentence. */
const mostNamed = 3;

/** Of what time it is, and of which day its figures are. */
export function openingText({ quarter, countedOn }: BulletinFigures): string {
  const { toDate } = quarterSpan(quarter);
  const day = countedOn < toDate ? countedOn : toDate;
  return `现将${quarterText(quarter)}全市专精特新“小巨人”企业培育工作情况通报如下（数据统计至${spelled(day)}）。`;
}

export function sectionText(section: BulletinSection, figures: BulletinFigures): string {
  const { counts, before } = figures;
  const compared = (key: ComparedKey, unit: string): string =>
    comparedText(counts[key], before === null ? null : before[key], unit);
  switch (section) {
    case 'enterprises':
      return sentence([
        `全市培育库在库企业${counts.inPool}家`,
        compared('inPool', '家'),
        `有南通市级以上称号的企业${counts.titled}家`,
        compared('titled', '家'),
        gainedText(figures),
        plannedText(figures),
      ]);
    case 'visits':
      return sentence([
        `共走访企业${counts.visits}次`,
        compared('visits', '次'),
        `走访到企业${counts.visitedEnterprises}家`,
        counts.linked === 0
          ? ''
          : `挂钩联系的企业应走访${counts.linked}家次，已走访${counts.linkedVisited}家次，走访率${percentText(counts.linkedVisited, counts.linked)}`,
        comparedShareText(
          [counts.linkedVisited, counts.linked],
          before && [before.linkedVisited, before.linked],
        ),
      ]);
    case 'problems':
      return (
        sentence([
          `新增企业问题诉求${counts.raised}个`,
          compared('raised', '个'),
          `办结${counts.ended}个`,
          compared('ended', '个'),
          `季度末在办${counts.open}个`,
          counts.overdue === 0 ? '没有逾期未答复的' : `其中逾期未答复${counts.overdue}个`,
        ]) +
        shareSentence('按期答复率', [counts.inTime, counts.due], before && [before.inTime, before.due]) +
        shareSentence(
          '企业满意率',
          [counts.satisfied, counts.asked],
          before && [before.satisfied, before.asked],
        ) +
        categoriesText(figures)
      );
    case 'filings':
      if (counts.inspections === 0) return sentence(['没有对企业的检查', compared('inspections', '次')]);
      return (
        sentence([
          `共对企业检查${counts.inspections}次`,
          compared('inspections', '次'),
          `其中入库企业首次环保、安全、消防检查${counts.firstInspections}次，其余检查${counts.inspections - counts.firstInspections}次`,
          counts.firstConcluded === 0
            ? ''
            : `首次检查已作结论${counts.firstConcluded}次，采用整改、限期整改等柔性方式${counts.soft}次`,
        ]) +
        shareSentence(
          '报备按时率',
          [counts.filingsInTime, counts.filingsDue],
          before && [before.filingsInTime, before.filingsDue],
        )
      );
    case 'meetings':
      return sentence([
        counts.meetings === 0 ? '没有召开月度联席会议' : `召开月度联席会议${counts.meetings}次`,
        isAlike(counts, before) ? compared('meetings', '次') : '',
        counts.decisions === 0 ? '' : `议定事项${counts.decisions}项`,
        counts.decisionsDone === 0 ? '' : `办结议定事项${counts.decisionsDone}项`,
        (counts.townMeetings ?? 0) === 0 ? '' : `镇区召开会议${counts.townMeetings}次`,
      ]);
  }
}

type ComparedKey = Exclude<keyof BulletinCounts, 'townMeetings'>;

/** Whether both count the city's meetings alone, or both the towns' among them. */
function isAlike(counts: BulletinCounts, before: BulletinCounts | null): boolean {
  return before === null || (counts.townMeetings === undefined) === (before.townMeetings === undefined);
}

function gainedText({ levels }: BulletinFigures): string {
  const gained = levels.filter((level) => level.gained > 0);
  if (gained.length === 0) return '本季度没有新获认定的企业';
  return `本季度新获认定${gained.map(({ key, gained: n }) => `${longName(key)}${n}家`).join('、')}`;
}

function plannedText({ levels, quarter }: BulletinFigures): string {
  const planned = levels.filter((level) => level.planned > 0);
  if (planned.length === 0) return '';
  return `${quarter.slice(0, 4)}年计划申报${planned.map(({ key, planned: n }) => `${longName(key)}${n}家`).join('、')}`;
}

function longName(key: string): string {
  return isLevelKey(key) ? levelOf(key).label : key;
}

function categoriesText({ categories, hosts }: BulletinFigures): string {
  const kinds = categories
    .filter(({ raised }) => raised > 0)
    .slice(0, mostNamed)
    .map(({ key, raised }) => `${categoryName(key)}${raised}个`);
  const units = hosts
    .filter(({ name, raised }) => name !== '' && raised > 0)
    .slice(0, mostNamed)
    .map(({ name, raised }) => `${name}${raised}个`);
  return (
    (kinds.length === 0 ? '' : `问题较多的类别是${kinds.join('、')}。`) +
    (units.length === 0 ? '' : `主办较多的单位是${units.join('、')}。`)
  );
}

export function categoryName(key: string): string {
  const known = problemCategories.find((category) => category === key);
  return known === undefined ? key : problemCategoryLabels[known];
}

function shareSentence(label: string, now: Share, before: Share | null): string {
  const share = percentText(...now);
  return share === '' ? '' : sentence([`${label}${share}`, comparedShareText(now, before)]);
}

/** Clauses with something in them, as one sentence. */
function sentence(clauses: readonly string[]): string {
  return `${clauses.filter((clause) => clause !== '').join('，')}。`;
}

/** 2026年12月31日 */
function spelled(date: string): string {
  return `${Number(date.slice(0, 4))}年${Number(date.slice(5, 7))}月${Number(date.slice(8))}日`;
}
