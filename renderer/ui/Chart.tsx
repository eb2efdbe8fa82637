import { type ReactNode, useEffect, useState } from 'react';
import { chartHeightPx } from '../../shared/chart/option.ts';
import { type ChartSpec, chartWords } from '../../shared/chart/spec.ts';
import { drawChart, svgAddress } from './chartPicture.ts';
import { useElementSize } from './useElementSize.ts';

/** A picture as wide as the room there is: text of other desks stays text in it, and it is told in words. */
export function Chart({ spec }: { readonly spec: ChartSpec }): ReactNode {
  const [frame, { width }] = useElementSize<HTMLDivElement>();
  const [svg, setSvg] = useState('');
  useEffect(() => {
    if (width === 0) return;
    let isCurrent = true;
    void drawChart(spec, width).then((drawn) => {
      if (isCurrent) setSvg(drawn);
    });
    return () => {
      isCurrent = false;
    };
  }, [spec, width]);
  return (
    <div ref={frame} className="desk-chart" style={{ height: chartHeightPx(spec) }}>
      {svg === '' ? null : <img src={svgAddress(svg)} alt={chartWords(spec)} />}
    </div>
  );
}
