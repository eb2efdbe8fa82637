/** On a page: what was typed in one of its drawers or dialogs and is not saved yet, with the way back into it. */
import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Space } from 'antd';
import type { ReactNode } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { localDateTime } from '../shared/clock.ts';
import { draftPlace } from '../shared/draft/place.ts';
import { useCall } from './queries.ts';
import { ConfirmAction } from './ui/ConfirmAction.tsx';
import { removeDraft } from './ui/draftKeeper.ts';
import { useKitServices } from './ui/kitServices.tsx';
import { formOf } from './ui/openForm.ts';

interface DraftHintProps {
  /** Whether the record of this draft is still there to open its form; without it every one is. */
  readonly opens?: (formKey: string) => boolean;
  /** Open on the page though its address does not say so. */
  readonly except?: string;
  /** The page is not about one enterprise: each draft says whose it is. */
  readonly withNames?: boolean;
}

/** Nothing when there is none, and nothing of the form that is open. */
export function DraftHint({ opens = () => true, except, withNames = false }: DraftHintProps): ReactNode {
  const { pathname, search } = useLocation();
  const navigate = useNavigate();
  const client = useQueryClient();
  const { drafts } = useKitServices();
  const kept = useCall('draft.list', { prefix: '' });
  const discard = async (key: string): Promise<void> => {
    await removeDraft(drafts, key);
    await client.invalidateQueries({ queryKey: ['draft.list'] });
  };
  const waiting = (kept.data ?? []).flatMap(({ key, savedAtMs, about, enterpriseId }) => {
    const place = draftPlace(key, enterpriseId);
    const isHere = place?.path.split('?')[0] === pathname && formOf(place.path) === key;
    return isHere && key !== except && formOf(search) !== key ? [{ key, savedAtMs, about, ...place }] : [];
  });
  return waiting.map(({ key, savedAtMs, about, label, path }) => {
    const what = withNames && about !== '' ? `${label}　${about}` : label;
    const canOpen = opens(key);
    return (
      <Alert
        key={key}
        className="desk-draft-hint"
        type="info"
        showIcon
        title={`没有填完：${what}（${localDateTime(savedAtMs)} 填写，尚未保存）${
          canOpen ? '' : '；所属记录已不在这里或已经办结'
        }`}
        action={
          <Space size={4}>
            {canOpen ? (
              <Button size="small" onClick={() => void navigate(path, { replace: true })}>
                继续填写
              </Button>
            ) : null}
            <ConfirmAction
              title="放弃尚未保存的内容？"
              explanation={`${what}：填写的内容将清除，已保存的记录不受影响。`}
              confirmLabel="放弃"
              danger
              onConfirm={async () => discard(key)}
              button={{ size: 'small', type: 'text' }}
            >
              放弃
            </ConfirmAction>
          </Space>
        }
      />
    );
  });
}
