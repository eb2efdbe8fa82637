/** 没有填完: what was typed and not saved, so that nothing seems lost after the window was closed. */
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { localDateTime } from '../../../shared/clock.ts';
import { draftPlace } from '../../../shared/draft/place.ts';
import { useDrafts } from '../../drafts.ts';
import { Panel } from '../../ui/Page.tsx';
import { LeftDraft } from './LeftDraft.tsx';

/** Nothing at all when every form was saved. */
export function DraftPanel(): ReactNode {
  const drafts = useDrafts('');
  const open = (drafts ?? []).flatMap(({ enterpriseId, isFirst, left, ...draft }) => {
    const place = left ?? draftPlace(draft.key, enterpriseId, isFirst);
    return place ? [{ ...draft, place }] : [];
  });
  if (open.length === 0) return null;
  return (
    <Panel title="未完成的草稿">
      <ul className="desk-todo">
        {open.map(({ key, place, savedAtMs, about, words }) => (
          <li key={key}>
            <span className="desk-todo-what">
              {'path' in place ? (
                <Link to={place.path}>继续填写：{place.label}</Link>
              ) : (
                <LeftDraft formKey={key} about={about} {...place} />
              )}
              {about === '' ? null : <span>{`　${about}`}</span>}
              {'path' in place ? null : <span className="desk-none">　企业已移交</span>}
              {words === '' ? null : <span className="desk-none">{`　“${words}”`}</span>}
            </span>
            <time>{`${localDateTime(savedAtMs)} 填写`}</time>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
