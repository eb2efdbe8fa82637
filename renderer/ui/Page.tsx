/** A screen: header, then a body that fills the window. Only the body scrolls, never the page. */
import { ArrowLeftOutlined } from '@ant-design/icons';
import { ConfigProvider } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { FailureStrip } from './FailureStrip.tsx';

export interface PageProps {
  readonly header?: ReactNode;
  /** `fill`: the content fits the window itself (a list). `scroll`: the body scrolls (a form, a dossier). */
  readonly body?: 'fill' | 'scroll';
  /** Stays at the foot: FormActions. */
  readonly footer?: ReactNode;
  /** 16 px and larger controls: for the leader who looks on at a visit. */
  readonly large?: boolean;
  readonly children: ReactNode;
}

export function Page({ header, body = 'scroll', footer, large = false, children }: PageProps): ReactNode {
  const page = (
    <div className={large ? 'desk-page desk-page-large' : 'desk-page'}>
      {header}
      <FailureStrip kind="page" />
      <div className={`desk-page-body desk-page-${body}`}>{children}</div>
      {footer}
    </div>
  );
  return large ? <ConfigProvider theme={largeTheme}>{page}</ConfigProvider> : page;
}

const largeTheme = { token: { fontSize: 16, controlHeight: 40 } };

export interface PageHeaderProps {
  readonly title: ReactNode;
  /** One line: counts, a status, what this page is for. */
  readonly subtitle?: ReactNode;
  /** Buttons on the right; the main one last. */
  readonly actions?: ReactNode;
  /** The list this record belongs to. */
  readonly back?: { readonly to: string; readonly label: string };
}

export function PageHeader({ title, subtitle, actions, back }: PageHeaderProps): ReactNode {
  return (
    <header className="desk-page-header">
      <div className="desk-page-titles">
        {back === undefined ? null : (
          <Link to={back.to} className="desk-back">
            <ArrowLeftOutlined /> {back.label}
          </Link>
        )}
        <h1>{title}</h1>
        {subtitle === undefined ? null : <span className="desk-page-subtitle">{subtitle}</span>}
      </div>
      {actions === undefined ? null : <div className="desk-page-actions">{actions}</div>}
    </header>
  );
}

/** A titled block of a page. */
export function Panel(props: {
  readonly title?: ReactNode;
  readonly extra?: ReactNode;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <section className="desk-panel">
      {props.title === undefined && props.extra === undefined ? null : (
        <div className="desk-panel-title">
          <h2>{props.title}</h2>
          {props.extra === undefined ? null : <div className="desk-panel-extra">{props.extra}</div>}
        </div>
      )}
      {props.children}
    </section>
  );
}
