/** 月历 on paper: a quiet month, whole on its page, and a busy one with its list. */
import {
  monthCalendarDocx,
  monthCalendarHtml,
  type MonthCalendarPaper,
} from '../../electron/documents/month-calendar.ts';
import {
  yearCalendarDocx,
  yearCalendarHtml,
  type YearCalendarPaper,
} from '../../electron/documents/year-calendar.ts';
import type { CalendarEntry } from '../../shared/calendar/entry.ts';
import { calendarEntry } from '../support/calendar-entry.ts';
import type { PaperExample } from './example.ts';

const enterprise = '势加透博洁净动力如皋有限公司';
const other = '南通思瑞机器制造有限公司';
const deputy = '张志远（市委常委、副市长）';
const emergency = '如皋市应急管理局';

const quiet: MonthCalendarPaper = {
  month: '2026-11',
  title: '2026年11月工作月历',
  narrowedTo: '',
  imprint: '共 8 项　市发改委　2026-11-29 09:00 打印　含检查计划，仅供内部使用',
  isCounted: false,
  entries: [
    calendarEntry('meeting', '2026-11-10', { who: '如皋市', what: '市行政中心 3 号楼会议室' }),
    calendarEntry('visit', '2026-11-18', { enterpriseName: enterprise, who: deputy }),
    calendarEntry('problem', '2026-11-20', {
      enterpriseName: enterprise,
      who: '市人社局',
      what: '一线操作工招工难',
      state: 'overdue',
    }),
    calendarEntry('promise', '2026-11-22', {
      enterpriseName: enterprise,
      who: deputy,
      what: '协调一场专场招聘会',
      state: 'overdue',
    }),
    calendarEntry('filing', '2026-11-29', {
      enterpriseName: other,
      who: emergency,
      what: '提前报告市政府及部门负责人、通报挂钩联系市领导',
      state: 'due',
    }),
    calendarEntry('visit', '2026-11-30', {
      enterpriseName: other,
      who: '李建国（副市长）',
      state: 'planned',
    }),
    calendarEntry('inspection', '2026-11-30', {
      enterpriseName: other,
      who: emergency,
      what: '安全',
      state: 'planned',
    }),
    calendarEntry('decision', '2026-11-30', {
      who: '市工信局',
      what: '梳理用工缺口清单',
      state: 'due',
    }),
  ],
};

const names = [
  enterprise,
  other,
  '江苏隆昌化工有限公司',
  '江苏秦烯新材料有限公司',
  '南通爱可普环保设备有限公司',
];
const problems = [
  '厂区西侧道路货车限行，原材料进出不便，绕行多出十二公里',
  '高压线路改造',
  '流动资金贷款续贷',
];

/** Of a working day: visits first, then what is due. */
function busyDay(date: string, count: number): CalendarEntry[] {
  return Array.from({ length: count }, (_, index) => {
    const enterpriseName = names[index % names.length] ?? '';
    if (index < count / 2) return calendarEntry('visit', date, { enterpriseName, who: deputy });
    const what = problems[index % problems.length] ?? '';
    return calendarEntry('problem', date, { enterpriseName, who: '市交通运输局', what, state: 'due' });
  });
}

const busyEntries = [
  calendarEntry('meeting', '2026-10-09', { who: '如皋市', what: '市行政中心 3 号楼会议室' }),
  ...[3, 1, 2, 4, 9, 1, 2, 6, 1, 3, 2, 14].flatMap((count, index) => busyDay(`2026-10-${12 + index}`, count)),
];

const busy: MonthCalendarPaper = {
  month: '2026-10',
  title: '2026年10月工作月历',
  narrowedTo: '会议、走访、问题期限',
  imprint: `共 ${busyEntries.length} 项　市发改委　2026-10-29 09:00 打印`,
  isCounted: false,
  entries: busyEntries,
};

const yearEntries = [
  calendarEntry('inspection', '2026-01-22', {
    enterpriseName: enterprise,
    who: '市住房城乡建设局',
    what: '消防',
  }),
  calendarEntry('visit', '2026-03-10', { enterpriseName: enterprise, who: deputy }),
  calendarEntry('visit', '2026-06-17', { enterpriseName: enterprise, who: deputy }),
  calendarEntry('inspection', '2026-06-17', { enterpriseName: enterprise, who: emergency, what: '安全' }),
  calendarEntry('visit', '2026-09-15', { enterpriseName: enterprise, who: '李建国（副市长）' }),
  calendarEntry('visit', '2026-11-12', { enterpriseName: enterprise, who: deputy }),
  calendarEntry('problem', '2026-11-20', {
    enterpriseName: enterprise,
    who: '市人社局',
    what: '一线操作工招工难',
    state: 'overdue',
  }),
  calendarEntry('promise', '2026-12-04', {
    enterpriseName: enterprise,
    who: deputy,
    what: '协调一场专场招聘会',
    state: 'due',
  }),
  calendarEntry('visit', '2026-12-10', { enterpriseName: enterprise, who: deputy, state: 'planned' }),
  calendarEntry('inspection', '2026-12-10', {
    enterpriseName: enterprise,
    who: emergency,
    what: '安全',
    state: 'planned',
  }),
];

const year: YearCalendarPaper = {
  of: 'enterprise',
  year: 2026,
  title: '2026年工作年历',
  narrowedTo: enterprise,
  imprint: `共 ${yearEntries.length} 项　市发改委　2026-11-29 09:00 打印　含检查计划，仅供内部使用`,
  entries: yearEntries,
};

export const calendarPaperExamples: readonly PaperExample[] = [
  {
    name: 'month-calendar',
    title: '工作月历',
    about:
      '按月历上的筛选，一个月一页：每天的事项写在格子里，周末和节假日加灰底；有检查计划的注明仅供内部使用',
    pages: 1,
    order: [
      '2026年11月工作月历',
      '仅供内部使用',
      '周一',
      '周日',
      '会如皋市月度',
      '20',
      '会会议',
      '议议定事项',
    ],
    html: (fonts) => monthCalendarHtml(quiet, fonts),
    docx: () => monthCalendarDocx(quiet),
  },
  {
    name: 'month-calendar-attached',
    title: '工作月历（事项多的月份）',
    about: '格子里写不下的，每项只写名称，再多的写“另 n 项”；全部事项逐日列在后面的清单上',
    pages: 4,
    order: [
      '2026年10月工作月历',
      '国庆节休',
      '另',
      '访走访',
      '（逐日清单）',
      '10月9日',
      '市交通运输局',
      '—2—',
    ],
    html: (fonts) => monthCalendarHtml(busy, fonts),
    docx: () => monthCalendarDocx(busy),
  },
  {
    name: 'year-calendar',
    title: '工作年历',
    about:
      '一家企业或一位领导的一年：每月一列，有走访、检查和时限的日子写上一个字，计划的加括号，周末和节假日加灰底；后面逐日列出内容',
    pages: 2,
    order: ['2026年工作年历', '1月', '12月', '(访)', '(检)', '访检', '（逐日清单）', '12月10日', '计划检查'],
    html: (fonts) => yearCalendarHtml(year, fonts),
    docx: () => yearCalendarDocx(year),
  },
];
