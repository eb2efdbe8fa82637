/** What stands on a calendar: visits, inspections, meetings, and the deadlines that are still open. Pure. */

export const calendarKinds = [
  'meeting',
  'visit',
  'inspection',
  'filing',
  'problem',
  'promise',
  'decision',
] as const;
export type CalendarKind = (typeof calendarKinds)[number];

export const calendarKindLabels: Readonly<Record<CalendarKind, string>> = {
  meeting: '会议',
  visit: '走访',
  inspection: '检查',
  filing: '报备时限',
  problem: '问题期限',
  promise: '承诺时限',
  decision: '议定事项',
};

/** One character of each: told apart without colour. */
export const calendarKindMarks: Readonly<Record<CalendarKind, string>> = {
  meeting: '会',
  visit: '访',
  inspection: '检',
  filing: '报',
  problem: '问',
  promise: '诺',
  decision: '议',
};

/** passed: it was planned for a day that is over, and nobody wrote down that it was made. */
export const calendarStates = ['made', 'planned', 'passed', 'due', 'overdue'] as const;
export type CalendarState = (typeof calendarStates)[number];

export interface CalendarEntry {
  /** Of the entry: two deadlines of one record differ. */
  readonly id: string;
  readonly kind: CalendarKind;
  /** YYYY-MM-DD */
  readonly date: string;
  readonly state: CalendarState;
  /**
   * The record that tells of it: a promise's visit, a decision's meeting ('' where the city keeps it and a town carries it
   * out), else the record itself.
   */
  readonly recordId: string;
  /** '' for a meeting and what it decided. */
  readonly enterpriseId: string;
  readonly enterpriseName: string;
  /** Of the enterprise, or of whoever keeps the meeting's note; '' for the city. */
  readonly townId: string;
  readonly townName: string;
  /** Who comes, or who has to see to it. */
  readonly who: string;
  /** What for, or what is due. */
  readonly what: string;
}

/** Of a deadline that nobody has met yet. */
export function deadlineState(date: string, today: string): CalendarState {
  return date < today ? 'overdue' : 'due';
}

/** Of a visit or an inspection. */
export function callState(date: string, isMade: boolean, today: string): CalendarState {
  if (isMade) return 'made';
  return date < today ? 'passed' : 'planned';
}

export function isDeadline({ kind }: Pick<CalendarEntry, 'kind'>): boolean {
  return kind === 'filing' || kind === 'problem' || kind === 'promise' || kind === 'decision';
}

/** 已走访, 计划检查, 已逾期 */
export function calendarStateText({ kind, state }: Pick<CalendarEntry, 'kind' | 'state'>): string {
  const verb = kind === 'meeting' ? '召开' : calendarKindLabels[kind];
  switch (state) {
    case 'made':
      return `已${verb}`;
    case 'planned':
      return `计划${verb}`;
    case 'passed':
      return '计划日期已过';
    case 'due':
      return '未到期';
    case 'overdue':
      return '已逾期';
  }
}

/** The few words of a line that says by its mark what kind of entry it is. */
export function entrySubject({ kind, enterpriseName, who, what }: CalendarEntry): string {
  switch (kind) {
    case 'visit':
    case 'inspection':
    case 'filing':
      return enterpriseName;
    case 'meeting':
      return `${who}联席会议`;
    case 'problem':
    case 'promise':
    case 'decision':
      return what;
  }
}

/** Whole: 应急局计划安全检查甲公司. Beside the enterprise's own calendar its name is left out. */
export function entryText(entry: CalendarEntry, beside: 'all' | 'enterprise' = 'all'): string {
  const { kind, who, what, state } = entry;
  const enterprise = beside === 'all' ? entry.enterpriseName : '';
  const of = enterprise === '' ? '' : `${enterprise}：`;
  const planned = state === 'made' ? '' : '计划';
  switch (kind) {
    case 'visit':
      return `${who}${planned}走访${enterprise}`;
    case 'inspection':
      return `${who}${planned}${what}检查${enterprise}`;
    case 'meeting':
      return `${who}月度联席会议${what === '' ? '' : `（${what}）`}`;
    case 'filing':
      return `${of}${what}（${who}）`;
    case 'problem':
      return `${of}${what}（${who === '' ? '尚未交办' : `主办：${who}`}）`;
    case 'promise':
      return `${of}${what}（${who}承诺）`;
    case 'decision':
      return what + (who === '' ? '' : `（${who}）`);
  }
}

/** By day; within one meetings first, then whoever calls, then what is due. */
export function inCalendarOrder(a: CalendarEntry, b: CalendarEntry): number {
  if (a.date !== b.date) return a.date < b.date ? -1 : 1;
  const rank = calendarKinds.indexOf(a.kind) - calendarKinds.indexOf(b.kind);
  if (rank !== 0) return rank;
  return a.enterpriseId === b.enterpriseId
    ? compare(a.id, b.id)
    : compare(a.enterpriseName, b.enterpriseName) || compare(a.enterpriseId, b.enterpriseId);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Undefined lets everything through. */
export interface CalendarFilter {
  readonly kinds?: readonly CalendarKind[] | undefined;
  /** Towns; '' for the city's own meetings and enterprises that none has. */
  readonly towns?: readonly string[] | undefined;
}

export function passesCalendar(
  { kind, townId }: Pick<CalendarEntry, 'kind' | 'townId'>,
  { kinds, towns }: CalendarFilter,
): boolean {
  return (kinds?.includes(kind) ?? true) && (towns?.includes(townId) ?? true);
}

/** How many there are of each kind. */
export function countKinds(entries: readonly CalendarEntry[]): Readonly<Record<CalendarKind, number>> {
  const counts = Object.fromEntries(calendarKinds.map((kind) => [kind, 0])) as Record<CalendarKind, number>;
  for (const { kind } of entries) counts[kind] += 1;
  return counts;
}
