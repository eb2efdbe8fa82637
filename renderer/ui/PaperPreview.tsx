import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import { useElementSize } from './useElementSize.ts';

/** The sides of an A4 sheet in CSS pixels (210 mm and 297 mm at 96 dpi). */
const shortSide = 794;
const longSide = 1123;

export interface PaperPreviewProps {
  /** A whole page of our own making, fonts inside; it may load nothing and run nothing. Undefined while it is made. */
  readonly html: string | undefined;
  readonly label: string;
  /** Sheets to leave room for. */
  readonly sheets?: number;
  readonly isLandscape?: boolean;
}

/** A paper as it will be printed, scaled to the room there is. Scripts cannot run in it. */
export function PaperPreview({ html, label, sheets = 1, isLandscape = false }: PaperPreviewProps): ReactNode {
  const [sheetWidth, sheetHeight] = isLandscape ? [longSide, shortSide] : [shortSide, longSide];
  const [frame, size] = useElementSize<HTMLDivElement>();
  const [isShown, setShown] = useState(false);
  const page = useRef<HTMLIFrameElement>(null);
  const scale = Math.min(1, Math.max(0.3, size.width / (sheetWidth + 2)));
  useLayoutEffect(() => {
    if (page.current && html !== undefined) page.current.srcdoc = html;
  }, [html]);
  return (
    <div
      ref={frame}
      className="desk-paper"
      role="region"
      aria-label={`${label}，上下键滚动`}
      // With the focus here the keys scroll the page around it; the sheet itself takes none.
      tabIndex={0}
      style={{ height: sheetHeight * sheets * scale + 2 }}
    >
      {isShown ? null : (
        <p className="desk-paper-waiting" role="status">
          正在生成打印预览…
        </p>
      )}
      <iframe
        ref={page}
        title={label}
        tabIndex={-1}
        // An empty frame loads too.
        onLoad={(event) => setShown(event.currentTarget.srcdoc !== '')}
        hidden={!isShown}
        sandbox=""
        className="desk-paper-sheet"
        style={{ width: sheetWidth, height: sheetHeight * sheets, transform: `scale(${scale})` }}
      />
    </div>
  );
}
