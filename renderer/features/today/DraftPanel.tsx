/** 没有填完: what was typed and not saved, so that nothing seems lost after the window was closed. */
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { localDateTime } from '../../../shared/clock.ts';
import { draftPlace } from '../../../shared/draft/place.ts';
import { useDrafts } from '../../drafts.ts';
import { Panel } from '../../ui/Page.tsx';

/** Nothing at all when every form was saved. */
export function DraftPanel(): ReactNode {
  const drafts = useDrafts('');
  const open = (drafts ?? []).flatMap(({ key, savedAtMs, about, enterpriseId }) => {
    const place = draftPlace(key, enterpriseId);
    return place ? [{ key, savedAtMs, about, ...place }] : [];
  });
  if (open.length === 0) return null;
  return (
    <Panel title="没有填完、还没有保存的">
      <ul className="desk-todo">
        {open.map(({ key, label, path, savedAtMs, about }) => (
          <li key={key}>
            <Link to={path}>继续填写：{label}</Link>
            {about === '' ? null : <span>{`　${about}`}</span>}
            <span className="desk-none">{`　${localDateTime(savedAtMs)} 填写`}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
