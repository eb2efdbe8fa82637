/** The open desk: the shell around the screens of this side. */
import './desk-setup.ts';
import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { type ReactNode, Suspense, useEffect, useLayoutEffect, useMemo } from 'react';
import {
  createHashRouter,
  Navigate,
  Outlet,
  RouterProvider,
  useLocation,
  useMatches,
  useNavigate,
} from 'react-router';
import { FilingReminders } from './features/filing/FilingReminders.tsx';
import { NoticeBar } from './features/notice/NoticeBar.tsx';
import { HandedFile } from './features/exchange/HandedFile.tsx';
import { useIdleLock } from './features/session/useIdleLock.ts';
import { programName, workspaceName } from './features/session/workspace.ts';
import { useCommand } from './commands.ts';
import { showSession, useCall } from './queries.ts';
import { type OwnDesk, useOwnDesk } from './own-desk.ts';
import { screensOf } from './routes.tsx';
import { navGroups, type Screen } from './screen.ts';
import { search, services } from './services.ts';
import { storeAllTyped } from './settle.ts';
import { AppShell, type NavGroup } from './ui/AppShell.tsx';
import { howTyped } from './ui/draftKeeper.ts';
import { useHotkey } from './ui/hotkeys.ts';
import { EmptyState } from './ui/EmptyState.tsx';
import { clearFailures } from './ui/failures.ts';
import { BrokenScreen } from './ui/ErrorBoundary.tsx';
import { Kit } from './ui/Kit.tsx';
import { KitServicesProvider } from './ui/kitServices.tsx';
import { Page } from './ui/Page.tsx';
import { followPlace } from './ui/returning.ts';
import { useAfterPaint } from './ui/useAfterPaint.ts';
import { noteLocked } from './ui/saveState.ts';

/** Built behind the lock screen as well, where its effects do not run: what it shows there is its frame, without data. */
export function Desk(): ReactNode {
  const { side, isLeader } = useOwnDesk();
  const router = useMemo(() => createRouter({ side, isLeader }), [side, isLeader]);
  useEffect(() => router.subscribe(() => clearFailures()), [router]);
  useEffect(() => () => router.dispose(), [router]);
  return (
    <Kit>
      <KitServicesProvider value={services}>
        <RouterProvider router={router} />
      </KitServicesProvider>
    </Kit>
  );
}

function createRouter(desk: OwnDesk): ReturnType<typeof createHashRouter> {
  const visible = screensOf(desk);
  const start = navOf(visible)[0]?.entries[0];
  // Here too, not by the redirection alone: that is an effect, and behind the lock screen none runs.
  if (start !== undefined && ['', '#', '#/'].includes(window.location.hash)) {
    window.history.replaceState(null, '', `#${start.path}`);
  }
  return createHashRouter([
    {
      path: '/',
      element: <Frame visible={visible} />,
      errorElement: <BrokenScreen />,
      children: [
        ...(start === undefined ? [] : [{ index: true, element: <Navigate to={start.path} replace /> }]),
        ...visible.map((screen) => ({
          path: screen.path,
          element: <screen.Component />,
          errorElement: <BrokenScreen />,
          handle: screen,
        })),
        { path: '*', element: <UnknownScreen /> },
      ],
    },
  ]);
}

function Frame(props: { readonly visible: readonly Screen[] }): ReactNode {
  const client = useQueryClient();
  const session = useCall('session.state', {}).data;
  const lock = useCommand('session.lock', {
    onDone: (state) => {
      noteLocked();
      showSession(client, state);
    },
  });
  const screen = useMatches().at(-1)?.handle as Screen | undefined;
  const label = screen?.label;
  useEffect(() => {
    document.title = label === undefined ? programName : `${label} - ${programName}`;
  }, [label]);
  const navigate = useNavigate();
  const { pathname } = useLocation();
  // What is typed in a form that is left is its draft, and the way back leads to it.
  useHotkey('f1', () => {
    if (pathname !== '/help') void navigate(`/help?about=${encodeURIComponent(pathname)}`);
  });
  const lockAfter = (idleMinutes: number | null): void => {
    void storeAllTyped().then(() => lock.mutate({ idleMinutes, typing: howTyped() }));
  };
  const isOffice = session?.state === 'open' && !session.isLeader;
  const idleLockMinutes = session?.idleLockMinutes ?? null;
  // Before its page is taken down, which is after the layout effects of its frame.
  useLayoutEffect(() => followPlace(), []);
  useIdleLock(idleLockMinutes, () => lockAfter(idleLockMinutes));
  return (
    <AppShell
      programName={programName}
      workspace={session === undefined ? '' : workspaceName(session)}
      officer={session?.officer ?? ''}
      nav={withCounts(navOf(props.visible), useOpenCounts())}
      onLock={() => lockAfter(null)}
      search={search}
    >
      <NoticeBar />
      <HandedFile />
      {isOffice ? <FilingReminders /> : null}
      <Suspense fallback={<div className="desk-loading">正在打开…</div>}>
        {session?.state === 'open' || screen?.builtAhead === true ? <Outlet /> : null}
      </Suspense>
    </AppShell>
  );
}

/** Asked by 今日待办 as well; here once the first screen is seen. What a town suggested is the city's to answer. */
function useOpenCounts(): ReadonlyMap<string, number> {
  const session = useCall('session.state', {}).data;
  const isOffice = session?.state === 'open' && !session.isLeader;
  const isCity = isOffice && session.side === 'city';
  const isSeen = useAfterPaint(isOffice);
  const conflicts = useCall('conflict.count', {}, { enabled: isOffice && isSeen });
  const suggestions = useCall(
    'suggestion.count',
    {},
    {
      enabled: isCity && isSeen,
    },
  );
  return new Map([
    ['/conflicts', isOffice ? (conflicts.data?.count ?? 0) : 0],
    ['/suggestions', isCity ? (suggestions.data?.count ?? 0) : 0],
  ]);
}

function withCounts(nav: readonly NavGroup[], counts: ReadonlyMap<string, number>): readonly NavGroup[] {
  return nav.map((group) => ({
    ...group,
    entries: group.entries.map((entry) => ({ ...entry, count: counts.get(entry.path) ?? 0 })),
  }));
}

function navOf(visible: readonly Screen[]): readonly NavGroup[] {
  return navGroups
    .map((title) => ({
      title,
      entries: visible.flatMap(({ path, label, nav }) =>
        nav?.group === title ? [{ path, label, icon: nav.icon }] : [],
      ),
    }))
    .filter((group) => group.entries.length > 0);
}

function UnknownScreen(): ReactNode {
  const navigate = useNavigate();
  return (
    <Page>
      <EmptyState
        title="没有这个页面"
        explanation="链接可能来自另一个版本的程序。您的数据没有变化。"
        actions={<Button onClick={() => void navigate(-1)}>返回上一页</Button>}
      />
    </Page>
  );
}
