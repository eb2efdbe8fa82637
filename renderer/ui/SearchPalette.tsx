/** The one search (Ctrl+K): type, arrow, Enter. */
import { Input, Modal } from 'antd';
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { errorSentence } from './errorSentence.ts';
import { isComposing } from './hotkeys.ts';
import { settling } from './steadyClicks.ts';

export interface SearchHit {
  readonly key: string;
  /** Heading it stands under: 企业, 人员, 检查处置报备. Hits of one kind must be adjacent. */
  readonly kind: string;
  readonly title: string;
  /** Why it was found or which one it is: 曾用名, 信用代码, 镇区. */
  readonly detail: string;
  /** Where Enter leads. */
  readonly path: string;
}

export type Search = (text: string) => Promise<readonly SearchHit[]>;

type Found =
  | { readonly kind: 'none' }
  | { readonly kind: 'hits'; readonly text: string; readonly hits: readonly SearchHit[] }
  | { readonly kind: 'failed'; readonly sentence: string };

export function SearchPalette(props: {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly search: Search;
}): ReactNode {
  const { open, onClose } = props;
  const openedAt = useRef(0);
  useEffect(() => {
    if (open) openedAt.current = performance.now();
  }, [open]);
  return (
    <Modal
      open={open}
      title="查找"
      // A click beside it closes it, but not the second one of the double click that opened it.
      mask={{ closable: true }}
      onCancel={({ type }) => {
        if (type !== 'click' || performance.now() - openedAt.current > settling) onClose();
      }}
      footer={null}
      closable={false}
      destroyOnHidden
      width={720}
      className="desk-palette"
      style={{ top: 64 }}
    >
      <PaletteBody search={props.search} onClose={onClose} />
    </Modal>
  );
}

function PaletteBody(props: { readonly search: Search; readonly onClose: () => void }): ReactNode {
  const [text, setText] = useState('');
  const found = useFound(text, props.search);
  const [chosen, setChosen] = useState<{ readonly found: Found; readonly index: number } | null>(null);
  // New results start again at the first.
  const active = chosen?.found === found ? chosen.index : 0;
  const setActive = (index: number): void => setChosen({ found, index });
  const navigate = useNavigate();
  const hits = found.kind === 'hits' ? found.hits : [];

  const open = (hit: SearchHit): void => {
    props.onClose();
    void navigate(hit.path);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (isComposing(event.nativeEvent)) return;
    const hit = hits[active];
    if (event.key === 'ArrowDown') setActive(Math.min(active + 1, hits.length - 1));
    else if (event.key === 'ArrowUp') setActive(Math.max(active - 1, 0));
    else if (event.key === 'Enter' && hit !== undefined) open(hit);
    else return;
    event.preventDefault();
  };
  return (
    <div onKeyDown={onKeyDown}>
      <Input
        autoFocus
        size="large"
        variant="borderless"
        value={text}
        maxLength={200}
        placeholder="企业、人员、问题、检查单位、走访日期：名称、代码、拼音，几个词用空格隔开"
        aria-label="查找"
        role="combobox"
        aria-expanded={hits.length > 0}
        aria-controls="desk-palette-list"
        aria-activedescendant={hits[active] === undefined ? undefined : `desk-hit-${active}`}
        onChange={(event) => setText(event.target.value)}
      />
      <div id="desk-palette-list" className="desk-palette-list" role="listbox" aria-label="查找结果">
        {hits.map((hit, index) => (
          <div key={hit.key}>
            {hit.kind === hits[index - 1]?.kind ? null : <div className="desk-palette-kind">{hit.kind}</div>}
            <div
              id={`desk-hit-${index}`}
              ref={index === active ? bringIntoView : null}
              role="option"
              aria-selected={index === active}
              className={index === active ? 'desk-hit desk-hit-active' : 'desk-hit'}
              onMouseMove={() => setActive(index)}
              onClick={() => open(hit)}
            >
              <span className="desk-hit-title">{hit.title}</span>
              <span className="desk-hit-detail">{hit.detail}</span>
            </div>
          </div>
        ))}
        {hits.length > 0 ? null : <div className="desk-palette-note">{noteText(text, found)}</div>}
      </div>
      <div className="desk-palette-foot">↑↓ 选择　Enter 打开　Esc 关闭</div>
    </div>
  );
}

function noteText(text: string, found: Found): string {
  if (found.kind === 'failed') return found.sentence;
  if (text.trim() === '') return '输入两三个字或拼音首字母即可，例如“sjt”。';
  if (found.kind === 'hits' && found.text === text)
    return `没有找到“${text}”。可试试名称中的任意几个字、信用代码的一段、拼音首字母，或问题里的词。`;
  return '正在查找…';
}

/** Results for the newest text; an older answer that comes late is dropped. */
function useFound(text: string, search: Search): Found {
  const [found, setFound] = useState<Found>(nothingAsked);
  const asked = text.trim() !== '';
  useEffect(() => {
    if (!asked) return;
    let stale = false;
    const timer = setTimeout(() => {
      search(text).then(
        (hits) => !stale && setFound({ kind: 'hits', text, hits }),
        (error: unknown) => !stale && setFound({ kind: 'failed', sentence: errorSentence(error) }),
      );
    }, 60);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [text, asked, search]);
  return asked ? found : nothingAsked;
}

const nothingAsked: Found = { kind: 'none' };

function bringIntoView(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' });
}
