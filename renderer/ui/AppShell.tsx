/** The frame of every screen: bar on top, navigation on the left, the page in the rest of the window. */
import { LockOutlined, MenuFoldOutlined, MenuUnfoldOutlined, SearchOutlined } from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import { type ReactNode, useState } from 'react';
import { NavLink } from 'react-router';
import { askAnew } from './tableQuery.ts';
import { useHotkey } from './hotkeys.ts';
import { useLocalSetting } from './kitServices.tsx';
import { SavedState } from './SavedState.tsx';
import { type Search, SearchPalette } from './SearchPalette.tsx';

export interface NavEntry {
  readonly path: string;
  readonly label: string;
  readonly icon: ReactNode;
  /** A number that asks for attention: open conflicts, overdue filings. Zero is not shown. */
  readonly count?: number;
}

export interface NavGroup {
  readonly title: string;
  readonly entries: readonly NavEntry[];
}

export interface AppShellProps {
  readonly programName: string;
  /** 镇区工作台 · 白蒲镇 */
  readonly workspace: string;
  /** 经办人 */
  readonly officer: string;
  readonly nav: readonly NavGroup[];
  readonly onLock: () => void;
  /** The one search; no box without it. */
  readonly search?: Search;
  readonly children: ReactNode;
}

const narrowWidth = 1180;

export function AppShell(props: AppShellProps): ReactNode {
  const [palette, setPalette] = useState(false);
  const [choice, setChoice] = useLocalSetting<boolean | null>('shell/nav-collapsed', null, (stored) =>
    typeof stored === 'boolean' ? stored : null,
  );
  const collapsed = choice ?? window.innerWidth < narrowWidth;
  useHotkey('mod+k', props.search === undefined ? undefined : () => setPalette(true));
  // Whoever is called away while a dialog covers the bar locks with the keys.
  useHotkey('mod+l', props.onLock);
  return (
    <div className={collapsed ? 'desk-shell desk-shell-collapsed' : 'desk-shell'}>
      <header className="desk-bar">
        <div className="desk-bar-name">
          <strong>{props.programName}</strong>
          <span>{props.workspace}</span>
        </div>
        {props.search === undefined ? (
          <span className="desk-bar-space" />
        ) : (
          <button type="button" className="desk-bar-search" onClick={() => setPalette(true)}>
            <SearchOutlined />
            <span>查企业、人员、问题、报备</span>
            <kbd>Ctrl K</kbd>
          </button>
        )}
        <div className="desk-bar-end">
          <SavedState />
          <span className="desk-bar-officer" title="经办人">
            {props.officer}
          </span>
          <Tooltip title="随时锁定：Ctrl+L">
            <Button
              className="desk-bar-lock"
              type="text"
              icon={<LockOutlined />}
              aria-keyshortcuts="Control+L"
              onClick={props.onLock}
            >
              锁定
            </Button>
          </Tooltip>
        </div>
      </header>
      <nav className="desk-nav" aria-label="主导航">
        <div className="desk-nav-list">
          {props.nav.map((group) => (
            <div key={group.title} className="desk-nav-group">
              <div className="desk-nav-title">{group.title}</div>
              {group.entries.map((entry) => (
                <NavItem key={entry.path} entry={entry} collapsed={collapsed} />
              ))}
            </div>
          ))}
        </div>
        <button
          type="button"
          className="desk-nav-fold"
          onClick={() => setChoice(!collapsed)}
          aria-label={collapsed ? '展开导航' : '收起导航'}
        >
          {collapsed ? <MenuUnfoldOutlined /> : <MenuFoldOutlined />}
          {collapsed ? null : <span>收起导航</span>}
        </button>
      </nav>
      <main className="desk-main">{props.children}</main>
      {props.search === undefined ? null : (
        <SearchPalette open={palette} onClose={() => setPalette(false)} search={props.search} />
      )}
    </div>
  );
}

function NavItem(props: { readonly entry: NavEntry; readonly collapsed: boolean }): ReactNode {
  const { path, label, icon, count = 0 } = props.entry;
  return (
    <Tooltip title={props.collapsed ? label : ''} placement="right">
      <NavLink
        to={path}
        className="desk-nav-item"
        aria-label={count > 0 ? `${label}，${count} 项` : label}
        onClick={() => askAnew(path)}
      >
        <span className="desk-nav-icon">{icon}</span>
        <span className="desk-nav-label">{label}</span>
        {count > 0 ? <span className="desk-nav-count">{count > 999 ? '999+' : count}</span> : null}
      </NavLink>
    </Tooltip>
  );
}
