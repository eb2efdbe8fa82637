/** What a careful officer is warned of, each with the reason why he went on. Nothing here stands in the way. */
import { Button, Input } from 'antd';
import { type ReactNode, useId } from 'react';
import { localDateTime } from '../../../shared/clock.ts';
import type { Filing } from '../../../shared/filing/contract.ts';
import { filingWarningNames, type FilingWarning } from '../../../shared/filing/warnings.ts';
import { useCommand } from '../../commands.ts';
import { useSave } from '../../save.ts';
import { ConfirmAction } from '../../ui/ConfirmAction.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { DraftNotice } from '../../ui/DraftNotice.tsx';
import { LengthNote } from '../../ui/LengthNote.tsx';
import { useOpenForm } from '../../ui/openForm.ts';
import { lengthProblem } from '../../ui/typedLength.ts';
import { useDraft } from '../../ui/useDraft.ts';
import { WarningList } from './WarningList.tsx';

export const reasonKey = (filingId: string, code: string): string => `reason:${code}:${filingId}`;

export function Reminders({ filing }: { readonly filing: Filing }): ReactNode {
  const editable = isActedOn(filing);
  const [form, setForm] = useOpenForm();
  // Nobody acts on what counts no more; the reasons given then stay.
  const warnings = filing.standing === 'counts' ? filing.warnings : [];
  const { reasons } = filing.case;
  const open = warnings.find(({ code }) => reasonKey(filing.id, code) === form);
  const past = reasons.filter((reason) => !warnings.some(({ code }) => code === reason.warning));
  return (
    <>
      <WarningList
        warnings={warnings}
        renderBeside={(warning) => (
          <>
            {' '}
            {reasons
              .filter((reason) => reason.warning === warning.code)
              .map((reason) => (
                <Given key={reason.id} filingId={filing.id} reason={reason} editable={editable} />
              ))}
            {warning.tone === 'warn' && editable ? (
              <Button
                type="link"
                size="small"
                className="desk-inline"
                aria-label={`${explainLabel(reasons, warning)}：${filingWarningNames[warning.code]}`}
                onClick={() => setForm(reasonKey(filing.id, warning.code))}
              >
                {explainLabel(reasons, warning)}
              </Button>
            ) : null}
          </>
        )}
      />
      {past.length === 0 ? null : (
        <ul className="desk-warnings">
          {past.map((reason) => (
            <li key={reason.id}>
              <span />
              <span>
                {reason.about}
                <Given filingId={filing.id} reason={reason} editable={editable} />
              </span>
            </li>
          ))}
        </ul>
      )}
      {open && editable ? (
        <ReasonDialog
          key={form}
          formKey={form}
          filingId={filing.id}
          warning={open}
          onClose={() => setForm('')}
        />
      ) : null}
    </>
  );
}

function explainLabel(given: Filing['case']['reasons'], { code }: FilingWarning): string {
  return given.some(({ warning }) => warning === code) ? '补充说明' : '说明理由';
}

/** Nobody explains what counts no more. */
const isActedOn = ({ editable, standing }: Filing): boolean => editable && standing === 'counts';

/** Whether what was typed about a warning still has its place. */
export function isReasonOpen(filing: Filing, formKey: string): boolean {
  return (
    isActedOn(filing) &&
    filing.warnings.some(({ code, tone }) => tone === 'warn' && reasonKey(filing.id, code) === formKey)
  );
}

function Given(props: {
  readonly filingId: string;
  readonly reason: Filing['case']['reasons'][number];
  readonly editable: boolean;
}): ReactNode {
  const { reason } = props;
  const remove = useCommand('filing.unexplain', { doneText: '已删除这条说明' });
  return (
    <div className="desk-given">
      <span className="desk-kept-lines">{reason.reason}</span>
      <span className="desk-none">　{localDateTime(reason.writtenAtMs)} 说明</span>
      {props.editable ? (
        <ConfirmAction
          title="删除这条说明？"
          explanation="说明不再显示，变更记录会保留。"
          confirmLabel="删除"
          danger
          button={{ size: 'small', type: 'link' }}
          onConfirm={() =>
            remove.mutateAsync({ id: props.filingId, reasonId: reason.id }).then(() => undefined)
          }
        >
          删除
        </ConfirmAction>
      ) : null}
    </div>
  );
}

const longest = 500;

function ReasonDialog(props: {
  readonly formKey: string;
  readonly filingId: string;
  readonly warning: FilingWarning;
  readonly onClose: () => void;
}): ReactNode {
  const id = useId();
  const draft = useDraft(props.formKey, { reason: '' });
  const { reason } = draft.values;
  const { save, busy } = useSave(draft, { doneText: '已记下' });
  const isReady = draft.ready && reason.trim() !== '' && lengthProblem(reason, longest) === null;
  const { filingId, warning, onClose } = props;
  return (
    <Dialog
      draft={draft}
      title="继续办理的理由"
      okText="记下"
      okButtonProps={{ disabled: !isReady, loading: busy }}
      onOk={() => save('filing.explain', { id: filingId, warning: warning.code, reason }, onClose)}
      onCancel={onClose}
    >
      <p className="desk-dialog-text">{warning.text}</p>
      <DraftNotice draft={draft} explanation="理由将清空。" />
      {draft.ready ? (
        <>
          <label htmlFor={id}>理由（记在台账中，不印在表上）</label>
          <Input.TextArea
            id={id}
            autoFocus
            autoSize={{ minRows: 2, maxRows: 6 }}
            value={reason}
            onChange={(event) => draft.patch({ reason: event.target.value })}
          />
          <LengthNote text={reason} limit={longest} />
        </>
      ) : null}
    </Dialog>
  );
}
