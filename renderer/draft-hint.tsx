/** On a page: what was typed in one of its drawers or dialogs and is not saved yet, with the way back into it. */
import { Alert, Button, Space } from 'antd';
import { type ReactNode, useEffect, useEffectEvent } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { localDateTime } from '../shared/clock.ts';
import { draftPlace } from '../shared/draft/place.ts';
import { useDrafts } from './drafts.ts';
import { useIsReading } from './queries.ts';
import { ConfirmAction } from './ui/ConfirmAction.tsx';
import { removeDraft } from './ui/draftKeeper.ts';
import { useKitServices } from './ui/kitServices.tsx';
import { formOf, useOpenForm, useShownForms } from './ui/openForm.ts';

interface DraftHintProps {
  /** With what the keys of this page's forms begin. */
  readonly keys: readonly string[];
  /** Whether its form can be opened now, undefined while that is not known; without it every one can. */
  readonly opens?: (formKey: string) => boolean | undefined;
  /** Its page tells of it itself. */
  readonly except?: string;
  /** The page is not about one enterprise: each draft says whose it is. */
  readonly withNames?: boolean;
}

/** Nothing when there is none, and nothing of a form that is on the screen. */
export function DraftHint({
  keys,
  opens = () => true,
  except,
  withNames = false,
}: DraftHintProps): ReactNode {
  const { pathname } = useLocation();
  const [form, setForm] = useOpenForm();
  const shown = useShownForms();
  // Its records may still be read: it is about to be shown.
  const isReading = useIsReading();
  const navigate = useNavigate();
  const { drafts } = useKitServices();
  const kept = useDrafts([...keys]);
  const waiting = (kept ?? []).flatMap(({ key, savedAtMs, about, words, enterpriseId }) => {
    const place = draftPlace(key, enterpriseId);
    const isHere = place?.path.split('?')[0] === pathname && formOf(place.path) === key;
    const isShown = shown.includes(key) || (isReading && key === form);
    return isHere && key !== except && !isShown ? [{ key, savedAtMs, about, words, ...place }] : [];
  });
  // Left in the address it would open by itself as soon as it can be opened again.
  const opensNothing = !isReading && form !== '' && !shown.includes(form) && opens(form) === false;
  const clear = useEffectEvent(() => setForm(''));
  useEffect(() => {
    if (opensNothing) clear();
  }, [opensNothing]);
  return waiting.map(({ key, savedAtMs, about, words, label, path }) => {
    const what = withNames && about !== '' ? `${label}　${about}` : label;
    const canOpen = opens(key) !== false;
    return (
      <Alert
        key={key}
        className="desk-draft-hint"
        type="info"
        showIcon
        title={`没有填完：${what}${words === '' ? '' : `　“${words}”`}（${localDateTime(savedAtMs)} 填写，尚未保存）${
          canOpen ? '' : '；现在不能继续填写'
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
              onConfirm={async () => removeDraft(drafts, key)}
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
