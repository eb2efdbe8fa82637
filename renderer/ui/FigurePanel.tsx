import type { ReactNode } from 'react';
import { Panel } from './Page.tsx';

/** The few figures that a page of statistics begins with: what it counts, the figure, and of what it is made. */
export function FigurePanel(props: {
  readonly figures: readonly (readonly [label: string, figure: string, note: string])[];
}): ReactNode {
  return (
    <Panel>
      <dl className="desk-figures">
        {props.figures.map(([label, figure, note]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{figure}</dd>
            <dd className="desk-none">{note}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
