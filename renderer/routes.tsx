/** Every screen of the program, one entry each. Navigation and router are both made from this table. */
import {
  ApartmentOutlined,
  BankOutlined,
  BranchesOutlined,
  BulbOutlined,
  CalendarOutlined,
  CheckSquareOutlined,
  FileProtectOutlined,
  HomeOutlined,
  ScheduleOutlined,
  NotificationOutlined,
  ProfileOutlined,
  ReadOutlined,
  SettingOutlined,
  SwapOutlined,
  TeamOutlined,
} from '@ant-design/icons';
import { OfficeOnly } from './features/session/OfficeOnly.tsx';
import { TodayPage } from './features/today/TodayPage.tsx';
import { Ledger } from './ledger.tsx';
import type { OwnDesk } from './own-desk.ts';
import { lazyScreen, type Screen } from './screen.ts';
import { serviceScreens } from './service-screens.tsx';

export const screens: readonly Screen[] = [
  {
    path: '/today',
    label: '今日待办',
    nav: { group: '日常工作', icon: <CheckSquareOutlined /> },
    builtAhead: true,
    Component: TodayPage,
  },
  {
    path: '/news',
    label: '新到变化',
    Component: lazyScreen(() => import('./features/news/NewsPage.tsx').then((m) => m.NewsPage)),
  },
  {
    path: '/mine',
    label: '我的挂钩企业',
    leader: true,
    nav: { group: '日常工作', icon: <HomeOutlined /> },
    Component: lazyScreen(() => import('./features/visit/MinePage.tsx').then((m) => m.MinePage)),
  },
  {
    path: '/calendar',
    label: '月历',
    nav: { group: '日常工作', icon: <ScheduleOutlined /> },
    Component: lazyScreen(() => import('./features/calendar/MonthScreen.tsx').then((m) => m.MonthScreen)),
  },
  {
    path: '/calendar/paper',
    label: '打印月历、年历',
    Component: lazyScreen(() =>
      import('./features/calendar/CalendarPaperPage.tsx').then((m) => m.CalendarPaperPage),
    ),
  },
  {
    path: '/filings',
    label: '检查处置报备',
    nav: { group: '日常工作', icon: <FileProtectOutlined /> },
    Component: lazyScreen(() => import('./features/filing/FilingList.tsx').then((m) => m.FilingList)),
  },
  {
    path: '/filings/new',
    label: '新建报备',
    office: true,
    Component: lazyScreen(() => import('./features/filing/FilingEdit.tsx').then((m) => m.FilingEdit)),
  },
  {
    path: '/filings/policy',
    label: '政策口径',
    Component: lazyScreen(() => import('./features/filing/PolicyPage.tsx').then((m) => m.PolicyPage)),
  },
  {
    path: '/filings/paper',
    label: '打印台账',
    Component: lazyScreen(() =>
      import('./features/filing/ListPaperPage.tsx').then((m) => m.RegisterPaperPage),
    ),
  },
  {
    path: '/filings/reminders',
    label: '打印报备提醒清单',
    Component: lazyScreen(() =>
      import('./features/filing/ListPaperPage.tsx').then((m) => m.RemindersPaperPage),
    ),
  },
  {
    path: '/filings/statistics',
    label: '检查统计',
    Component: lazyScreen(() =>
      import('./features/filing/FilingStatistics.tsx').then((m) => m.FilingStatistics),
    ),
  },
  {
    path: '/filings/:filingId',
    label: '检查处置报备',
    Component: lazyScreen(() => import('./features/filing/FilingPage.tsx').then((m) => m.FilingPage)),
  },
  {
    path: '/filings/:filingId/edit',
    label: '修改报备',
    office: true,
    Component: lazyScreen(() => import('./features/filing/FilingEdit.tsx').then((m) => m.FilingEdit)),
  },
  ...serviceScreens,
  {
    path: '/enterprises',
    label: '企业台账',
    nav: { group: '台账', icon: <BankOutlined /> },
    builtAhead: true,
    Component: Ledger,
  },
  {
    path: '/enterprises/new',
    label: '新建企业',
    office: true,
    Component: lazyScreen(() =>
      import('./features/enterprise/EnterpriseEdit.tsx').then((m) => m.EnterpriseEdit),
    ),
  },
  {
    path: '/enterprises/import',
    label: '导入名册',
    office: true,
    Component: lazyScreen(() => import('./features/enterprise/RosterImport.tsx').then((m) => m.RosterImport)),
  },
  {
    path: '/enterprises/levels',
    label: '培育层级统计',
    Component: lazyScreen(() =>
      import('./features/enterprise/LevelStatistics.tsx').then((m) => m.LevelStatistics),
    ),
  },
  {
    path: '/enterprises/removed',
    label: '已删除的企业',
    side: 'city',
    Component: lazyScreen(() =>
      import('./features/enterprise/RemovedEnterprises.tsx').then((m) => m.RemovedEnterprises),
    ),
  },
  {
    path: '/enterprises/reassigned',
    label: '改派记录',
    office: true,
    Component: lazyScreen(() =>
      import('./features/enterprise/Reassignments.tsx').then((m) => m.Reassignments),
    ),
  },
  {
    path: '/enterprises/:enterpriseId',
    label: '一企一册',
    Component: lazyScreen(() => import('./dossier.tsx').then((m) => m.EnterpriseDossier)),
  },
  {
    path: '/enterprises/:enterpriseId/paper',
    label: '打印一企一册',
    Component: lazyScreen(() =>
      import('./features/enterprise/DossierPaperPage.tsx').then((m) => m.DossierPaperPage),
    ),
  },
  {
    path: '/enterprises/:enterpriseId/edit',
    label: '修改基本情况',
    office: true,
    Component: lazyScreen(() =>
      import('./features/enterprise/EnterpriseEdit.tsx').then((m) => m.EnterpriseEdit),
    ),
  },
  {
    path: '/people',
    label: '挂钩联系',
    nav: { group: '台账', icon: <TeamOutlined /> },
    Component: lazyScreen(() => import('./features/person/PeopleList.tsx').then((m) => m.PeopleList)),
  },
  {
    path: '/people/new',
    label: '新建人员',
    office: true,
    Component: lazyScreen(() => import('./features/person/PersonEdit.tsx').then((m) => m.PersonEdit)),
  },
  {
    path: '/people/:personId',
    label: '挂钩联系人员',
    Component: lazyScreen(() => import('./person.tsx').then((m) => m.LeaderPage)),
  },
  {
    path: '/people/:personId/paper',
    label: '打印工作单',
    Component: lazyScreen(() =>
      import('./features/visit/LeaderSheetPage.tsx').then((m) => m.LeaderSheetPage),
    ),
  },
  {
    path: '/people/:personId/edit',
    label: '修改人员',
    office: true,
    Component: lazyScreen(() => import('./features/person/PersonEdit.tsx').then((m) => m.PersonEdit)),
  },
  {
    path: '/meetings',
    label: '月度联席会议',
    nav: { group: '日常工作', icon: <CalendarOutlined /> },
    Component: lazyScreen(() => import('./features/meeting/MeetingList.tsx').then((m) => m.MeetingList)),
  },
  {
    path: '/meetings/new',
    label: '新建会议纪要',
    office: true,
    Component: lazyScreen(() => import('./features/meeting/MeetingEdit.tsx').then((m) => m.MeetingEdit)),
  },
  {
    path: '/meetings/assigned',
    label: '市级议定事项',
    Component: lazyScreen(() => import('./features/meeting/AssignedList.tsx').then((m) => m.AssignedList)),
  },
  {
    path: '/meetings/:meetingId',
    label: '会议纪要',
    Component: lazyScreen(() => import('./features/meeting/MeetingPage.tsx').then((m) => m.MeetingPage)),
  },
  {
    path: '/meetings/:meetingId/edit',
    label: '修改会议纪要',
    office: true,
    Component: lazyScreen(() => import('./features/meeting/MeetingEdit.tsx').then((m) => m.MeetingEdit)),
  },
  {
    path: '/bulletins',
    label: '季度通报',
    nav: { group: '日常工作', icon: <NotificationOutlined /> },
    Component: lazyScreen(() => import('./features/bulletin/BulletinList.tsx').then((m) => m.BulletinList)),
  },
  {
    path: '/bulletins/new',
    label: '编写季度通报',
    side: 'city',
    Component: lazyScreen(() => import('./features/bulletin/BulletinEdit.tsx').then((m) => m.BulletinEdit)),
  },
  {
    path: '/bulletins/:bulletinId',
    label: '季度通报',
    Component: lazyScreen(() => import('./features/bulletin/BulletinPage.tsx').then((m) => m.BulletinPage)),
  },
  {
    path: '/bulletins/:bulletinId/edit',
    label: '修改季度通报',
    side: 'city',
    Component: lazyScreen(() => import('./features/bulletin/BulletinEdit.tsx').then((m) => m.BulletinEdit)),
  },
  {
    path: '/exchange',
    label: '数据交换',
    nav: { group: '交换', icon: <SwapOutlined /> },
    Component: lazyScreen(() => import('./features/exchange/ExchangePage.tsx').then((m) => m.ExchangePage)),
  },
  {
    path: '/exchange/receipt/:bundleId',
    label: '数据交接单',
    Component: lazyScreen(() => import('./features/month/ReceiptPage.tsx').then((m) => m.ReceiptPage)),
  },
  {
    path: '/month/receipt/:bundleId',
    label: '数据交接单',
    side: 'city',
    Component: lazyScreen(() => import('./features/month/ReceiptPage.tsx').then((m) => m.ReceiptPage)),
  },
  {
    path: '/month',
    label: '月度汇总',
    side: 'city',
    nav: { group: '交换', icon: <ProfileOutlined /> },
    Component: lazyScreen(() => import('./features/month/MonthPage.tsx').then((m) => m.MonthPage)),
  },
  {
    path: '/conflicts',
    label: '待定冲突',
    office: true,
    nav: { group: '交换', icon: <BranchesOutlined /> },
    Component: lazyScreen(() => import('./features/conflict/ConflictDesk.tsx').then((m) => m.ConflictDesk)),
  },
  {
    path: '/suggestions',
    label: '修改建议',
    office: true,
    nav: { group: '交换', icon: <BulbOutlined /> },
    Component: lazyScreen(() =>
      import('./features/suggestion/SuggestionDesk.tsx').then((m) => m.SuggestionDesk),
    ),
  },
  {
    path: '/towns',
    label: '镇区与设备',
    side: 'city',
    nav: { group: '交换', icon: <ApartmentOutlined /> },
    Component: lazyScreen(() => import('./features/town/TownList.tsx').then((m) => m.TownList)),
  },
  {
    path: '/towns/invite',
    label: '制作邀请文件',
    side: 'city',
    Component: lazyScreen(() =>
      import('./features/town/InvitationWizard.tsx').then((m) => m.InvitationWizard),
    ),
  },
  {
    path: '/towns/city',
    label: '市级电脑',
    side: 'city',
    Component: lazyScreen(() => import('./features/town/CityLaptops.tsx').then((m) => m.CityLaptops)),
  },
  {
    path: '/towns/:townId',
    label: '镇区',
    side: 'city',
    Component: lazyScreen(() => import('./features/town/TownPage.tsx').then((m) => m.TownPage)),
  },
  {
    path: '/help',
    label: '使用说明',
    nav: { group: '系统', icon: <ReadOutlined /> },
    Component: lazyScreen(() => import('./features/help/HelpPage.tsx').then((m) => m.HelpPage)),
  },
  {
    path: '/settings',
    label: '设置',
    nav: { group: '系统', icon: <SettingOutlined /> },
    Component: lazyScreen(() => import('./features/session/SettingsPage.tsx').then((m) => m.SettingsPage)),
  },
];

/** The screens of a desk, in the table's order. */
export function screensOf({ side, isLeader }: OwnDesk): readonly Screen[] {
  return isLeader
    ? screens
        .filter((screen) => screen.side === undefined)
        // Its address must not be taken for that of a record: /filings/new is no filing.
        .map((screen) =>
          screen.office ? { path: screen.path, label: screen.label, Component: OfficeOnly } : screen,
        )
    : screens.filter(
        (screen) => screen.leader === undefined && (screen.side === undefined || screen.side === side),
      );
}
