import { Component, type ReactNode } from 'react';
import { EmptyState } from './EmptyState.tsx';
import { PlainButton } from './PlainButton.tsx';

/** A bug in one screen must not take the program away. A class because React has no other way. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { readonly failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    return this.state.failed ? <BrokenScreen /> : this.props.children;
  }
}

/** What is shown in place of a screen that broke. */
export function BrokenScreen(): ReactNode {
  return (
    <EmptyState
      title="这个页面没有显示出来"
      explanation="程序内部出错。已保存的内容和草稿都没有受影响，重新载入后可以接着做；如仍出现，请联系技术人员。"
      actions={<PlainButton onClick={() => window.location.reload()}>重新载入</PlainButton>}
    />
  );
}
