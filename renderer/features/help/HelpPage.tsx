import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { useOwnDesk } from '../../own-desk.ts';
import { Page, PageHeader } from '../../ui/Page.tsx';
import { chapters, type HelpChapter, type Reader } from './chapters.ts';

/** 使用说明: chapters on the left, the chosen one beside them. `about=` in the address: the screen that was left by F1. */
export function HelpPage(): ReactNode {
  const [search, setSearch] = useSearchParams();
  const { side, isLeader } = useOwnDesk();
  const isFor = (reader: Reader): boolean =>
    isLeader ? reader === 'leader' : reader === 'office' || reader === side;
  const shown = chapters.filter(({ for: reader }) => reader === undefined || isFor(reader));
  const asked = shown.find(({ key }) => key === search.get('chapter'));
  const chapter = asked ?? chapterAbout(shown, search.get('about') ?? '') ?? shown[0];
  return (
    <Page body="fill" header={<PageHeader title="使用说明" subtitle="在任何页面按 F1，打开那一页的说明" />}>
      <div className="desk-help">
        <nav aria-label="目录">
          {shown.map(({ key, title }) => (
            <button
              key={key}
              type="button"
              aria-current={key === chapter?.key ? 'page' : undefined}
              onClick={() => setSearch({ chapter: key }, { replace: true })}
            >
              {title}
            </button>
          ))}
        </nav>
        {chapter === undefined ? null : <Chapter key={chapter.key} chapter={chapter} isFor={isFor} />}
      </div>
    </Page>
  );
}

interface ChapterProps {
  readonly chapter: HelpChapter;
  readonly isFor: (reader: Reader) => boolean;
}

function Chapter({ chapter, isFor }: ChapterProps): ReactNode {
  const { title, lead, picture } = chapter;
  const steps = chapter.steps.flatMap((step) => {
    if (typeof step === 'string') return [step];
    return isFor(step.for) ? [step.text] : [];
  });
  return (
    // The keys scroll it.
    <article tabIndex={0} aria-labelledby="help-title">
      <h2 id="help-title">{title}</h2>
      <p>{lead}</p>
      <ol>
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      {picture === undefined ? null : (
        <figure>
          <img src={picture.source} alt={picture.alt} width={1366} height={768} />
          <figcaption>{picture.alt}（示例）</figcaption>
        </figure>
      )}
    </article>
  );
}

/** Of the screen at that address: the one that names the longest beginning of it. */
export function chapterAbout(shown: readonly HelpChapter[], address: string): HelpChapter | undefined {
  const lengthIn = ({ about }: HelpChapter): number =>
    Math.max(0, ...about.filter((start) => address.startsWith(start)).map((start) => start.length));
  return shown.filter((chapter) => lengthIn(chapter) > 0).toSorted((a, b) => lengthIn(b) - lengthIn(a))[0];
}
