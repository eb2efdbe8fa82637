/** Every screen of the program in the order an officer meets it, with what its picture shows. */
export interface TourScreen {
  /** Name of the picture's file. */
  readonly name: string;
  readonly side: 'city' | 'town';
  readonly title: string;
  /** One sentence for docs/tour.md. */
  readonly text: string;
  /** `{filing}` stands for the id of that record of the sample. */
  readonly path: string;
  /** Pressed once the screen is there: a dialog, a view. */
  readonly press?: string;
  /** The heading that is to stand at the top. */
  readonly scrollTo?: string;
  /** A preview of a paper is waited for. */
  readonly paper?: true;
  /** 使用说明 shows it too: its picture lies there. */
  readonly inHelp?: true;
}

export const tourScreens: readonly TourScreen[] = [
  {
    name: 'today',
    side: 'town',
    title: '今日待办',
    text: '镇区打开程序先看到的一页：到期的和等人处理的，每行右边是要做的那一步。',
    path: '/today',
    inHelp: true,
  },
  {
    name: 'today-city',
    side: 'city',
    title: '今日待办（市级）',
    text: '市级先看问题诉求，右边是各镇区的上报情况。',
    path: '/today',
  },
  {
    name: 'calendar',
    side: 'town',
    title: '月历',
    text: '走访、检查、时限和会议排在一张月历上。',
    path: '/calendar',
    inHelp: true,
  },
  {
    name: 'news',
    side: 'town',
    title: '新到变化',
    text: '数据包带来的改动，改前改后逐项列出。',
    path: '/news',
  },
  {
    name: 'ledger',
    side: 'city',
    title: '企业台账',
    text: '筛选、排序、选列、导出，都在列表上。',
    path: '/enterprises',
  },
  {
    name: 'levels',
    side: 'city',
    title: '培育层级统计',
    text: '每一级现有几家、本年认定和计划申报几家。',
    path: '/enterprises/levels',
  },
  {
    name: 'dossier',
    side: 'town',
    title: '一企一册',
    text: '一家企业的全部内容：级别、计划、挂钩、报备、走访、问题、年历。',
    path: '/enterprises/{enterprise}',
    inHelp: true,
  },
  {
    name: 'people',
    side: 'town',
    title: '挂钩联系',
    text: '市领导、镇区主要领导和重点责任部门，按日期查得到是谁。',
    path: '/people',
  },
  {
    name: 'person',
    side: 'town',
    title: '挂钩领导的工作',
    text: '一位领导的企业、承诺和在办问题；他自己的电脑上是“我的挂钩企业”。',
    path: '/people/{leader}?section=work',
  },
  {
    name: 'visits',
    side: 'town',
    title: '走访服务',
    text: '走访记录一览。',
    path: '/visits',
  },
  {
    name: 'visit',
    side: 'town',
    title: '记录走访',
    text: '现场几分钟记完，上次承诺的排在最上面。',
    path: '/visits/{plannedVisit}/edit',
    inHelp: true,
  },
  {
    name: 'visit-made',
    side: 'town',
    title: '走访记录',
    text: '说了什么、承诺了什么、提了什么问题。',
    path: '/visits/{visit}',
  },
  {
    name: 'board',
    side: 'town',
    title: '走访计划',
    text: '谁还没有走访，最久没去的在前面。',
    path: '/visits/plan',
    inHelp: true,
  },
  {
    name: 'visit-sheet',
    side: 'town',
    title: '走访单',
    text: '带到企业手写，回来再录入。',
    path: '/visits/paper?enterprise={enterprise}',
    paper: true,
  },
  {
    name: 'visit-statistics',
    side: 'city',
    title: '走访统计',
    text: '各月走访与计划，按领导、按镇区，还有几家没有走访。',
    path: '/visits/statistics',
  },
  {
    name: 'problems',
    side: 'town',
    title: '问题诉求',
    text: '状态、主办单位、期限一目了然。',
    path: '/problems',
  },
  {
    name: 'problem',
    side: 'town',
    title: '办理一个问题',
    text: '从提出到办结，答复按先后排列。',
    path: '/problems/{problem}',
    inHelp: true,
  },
  {
    name: 'problem-city',
    side: 'city',
    title: '提请市级的问题',
    text: '市级办理与镇区的记录分开，互不覆盖。',
    path: '/problems/{askedProblem}',
  },
  {
    name: 'problem-statistics',
    side: 'city',
    title: '问题办理统计',
    text: '按时办结、满意、部门、时长。',
    path: '/problems/statistics',
  },
  {
    name: 'filings',
    side: 'town',
    title: '检查处置报备台账',
    text: '三个时限逐一提示，台账可导出、打印。',
    path: '/filings',
  },
  {
    name: 'filing',
    side: 'town',
    title: '一份报备',
    text: '附件6：是否须报备、依据哪一条，办到哪一步。',
    path: '/filings/{filing}',
    inHelp: true,
  },
  {
    name: 'filing-new',
    side: 'town',
    title: '新建报备',
    text: '选定企业，已知的都不用填。',
    path: '/filings/new',
  },
  {
    name: 'filing-statistics',
    side: 'city',
    title: '检查统计',
    text: '按单位、领域、月份、企业。',
    path: '/filings/statistics',
  },
  {
    name: 'policy',
    side: 'city',
    title: '政策口径',
    text: '政策没有写明之处和市发改委的答复。',
    path: '/filings/policy',
  },
  { name: 'meetings', side: 'city', title: '月度联席会议', text: '每月一份纪要。', path: '/meetings' },
  {
    name: 'assigned-decisions',
    side: 'town',
    title: '市级议定事项',
    text: '市联席会议议定、由本镇区办理的事项，报办理情况后由市里确认。',
    path: '/meetings/assigned',
  },
  {
    name: 'meeting',
    side: 'city',
    title: '会议纪要',
    text: '议题、议定事项，导出 PDF 和 Word。',
    path: '/meetings/{meeting}',
    paper: true,
    scrollTo: '打印预览',
    inHelp: true,
  },
  {
    name: 'meeting-new',
    side: 'city',
    title: '新建会议纪要',
    text: '议题从在办事项生成，由经办人排序、删减。',
    path: '/meetings/new',
  },
  {
    name: 'bulletins',
    side: 'city',
    title: '季度通报',
    text: '每季度一份，印发以后各镇区也能看到。',
    path: '/bulletins',
  },
  {
    name: 'bulletin',
    side: 'city',
    title: '季度信息通报',
    text: '数字取自台账并与上季度比较，图表一并印出。',
    path: '/bulletins/{bulletin}',
    paper: true,
    scrollTo: '打印预览',
    inHelp: true,
  },
  {
    name: 'bulletin-new',
    side: 'city',
    title: '编写季度通报',
    text: '数字已经取好，特色亮点从本季度的记录中挑选。',
    path: '/bulletins/new',
  },
  {
    name: 'exchange',
    side: 'town',
    title: '数据交换',
    text: '每月一次：导出给对方，导入对方的。',
    path: '/exchange',
    inHelp: true,
  },
  {
    name: 'month',
    side: 'city',
    title: '月度汇总',
    text: '谁交了、谁没交、带来什么变化。',
    path: '/month',
    inHelp: true,
  },
  {
    name: 'conflict',
    side: 'city',
    title: '待定冲突',
    text: '两边写得不一样的都保留，由人来定。',
    path: '/conflicts',
    inHelp: true,
  },
  {
    name: 'suggestions',
    side: 'city',
    title: '修改建议',
    text: '镇区建议，市里采纳或说明理由。',
    path: '/suggestions',
  },
  { name: 'towns', side: 'city', title: '镇区与设备', text: '邀请、核对、停用电脑。', path: '/towns' },
  {
    name: 'settings',
    side: 'town',
    title: '设置',
    text: '口令与锁定、备份与恢复、安全审计、自检。',
    path: '/settings',
    scrollTo: '备份与恢复',
  },
  {
    name: 'help',
    side: 'town',
    title: '使用说明',
    text: '不联网也能看，按 F1 打开当前页面的说明。',
    path: '/help',
  },
];
