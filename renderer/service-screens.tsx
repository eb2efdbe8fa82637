/** The screens of 走访服务 and 问题诉求, a part of the table in routes.tsx. */
import { CarOutlined, QuestionCircleOutlined } from '@ant-design/icons';
import { lazyScreen, type Screen } from './screen.ts';

export const serviceScreens: readonly Screen[] = [
  {
    path: '/visits',
    label: '走访服务',
    nav: { group: '日常工作', icon: <CarOutlined /> },
    Component: lazyScreen(() => import('./features/visit/VisitList.tsx').then((m) => m.VisitList)),
  },
  {
    path: '/visits/new',
    label: '记录走访',
    Component: lazyScreen(() => import('./features/visit/VisitEdit.tsx').then((m) => m.VisitEdit)),
  },
  {
    path: '/visits/plan',
    label: '走访计划',
    Component: lazyScreen(() => import('./features/visit/VisitBoard.tsx').then((m) => m.VisitBoard)),
  },
  {
    path: '/visits/statistics',
    label: '走访统计',
    Component: lazyScreen(() =>
      import('./features/visit/VisitStatistics.tsx').then((m) => m.VisitStatisticsPage),
    ),
  },
  {
    path: '/visits/paper',
    label: '打印走访',
    Component: lazyScreen(() => import('./features/visit/VisitPaperPage.tsx').then((m) => m.VisitPaperPage)),
  },
  {
    path: '/visits/:visitId',
    label: '走访记录',
    Component: lazyScreen(() => import('./features/visit/VisitPage.tsx').then((m) => m.VisitPage)),
  },
  {
    path: '/visits/:visitId/edit',
    label: '修改走访记录',
    Component: lazyScreen(() => import('./features/visit/VisitEdit.tsx').then((m) => m.VisitEdit)),
  },
  {
    path: '/problems',
    label: '问题诉求',
    nav: { group: '日常工作', icon: <QuestionCircleOutlined /> },
    Component: lazyScreen(() => import('./features/problem/ProblemList.tsx').then((m) => m.ProblemList)),
  },
  {
    path: '/problems/new',
    label: '登记问题',
    office: true,
    Component: lazyScreen(() => import('./features/problem/ProblemEdit.tsx').then((m) => m.ProblemEdit)),
  },
  {
    path: '/problems/statistics',
    label: '问题办理统计',
    Component: lazyScreen(() =>
      import('./features/problem/ProblemStatistics.tsx').then((m) => m.ProblemStatistics),
    ),
  },
  {
    path: '/problems/:problemId',
    label: '问题诉求',
    Component: lazyScreen(() => import('./features/problem/ProblemPage.tsx').then((m) => m.ProblemPage)),
  },
  {
    path: '/problems/:problemId/edit',
    label: '修改问题',
    office: true,
    Component: lazyScreen(() => import('./features/problem/ProblemEdit.tsx').then((m) => m.ProblemEdit)),
  },
];
