/** A text with what is new in it marked, and what it left out struck through. */
import { Fragment, type ReactNode } from 'react';
import { difference } from '../../../shared/text/difference.ts';

interface MarkedTextProps {
  readonly before: string;
  readonly after: string;
}

export function MarkedText({ before, after }: MarkedTextProps): ReactNode {
  return difference(before, after).map(({ text, kind }, index) => {
    // Pieces have no name but their place, and are drawn anew together.
    const key = `${index}/${kind}`;
    if (kind === 'kept') return <Fragment key={key}>{text}</Fragment>;
    return kind === 'new' ? <ins key={key}>{text}</ins> : <del key={key}>{text}</del>;
  });
}
