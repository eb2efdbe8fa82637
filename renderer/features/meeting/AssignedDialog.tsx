/** A town reports 办理情况 of a decision of the city's; the city sends a report back. Both keep a draft. */
import { Alert } from 'antd';
import { type ReactNode, useState } from 'react';
import { localDate } from '../../../shared/clock.ts';
import type { AssignedDecision, GivenDecision } from '../../../shared/meeting/contract.ts';
import { reportForm, returnForm } from '../../../shared/meeting/form.ts';
import { useSave } from '../../save.ts';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { useDraft } from '../../ui/useDraft.ts';

export const reportKey = (id: string): string => `decision-report:${id}`;
export const returnKey = (meetingId: string, id: string): string => `decision-return:${meetingId}:${id}`;

/** Until the city confirmed it or took it back. */
export function isReportable({ state }: AssignedDecision): boolean {
  return state !== 'done' && state !== 'withdrawn';
}

interface AssignedDialogProps {
  readonly decision: Omit<GivenDecision, 'carried'> & Pick<AssignedDecision, 'what'>;
  readonly onClose: () => void;
}

/** Mounted while it is open. */
export function ReportDialog({ decision, onClose }: AssignedDialogProps): ReactNode {
  const draft = useDraft(reportKey(decision.id), lastReport(decision), decision.heads);
  // What came in while the form is open was not looked at.
  const [round] = useState(decision.round);
  const { save, busy } = useSave(draft, { doneText: '已登记，随下次数据包报市里' });
  const { outcome, text, on } = draft.values;
  return (
    <FormDialog
      title={decision.state === 'reported' ? '更正办理情况' : '报办理情况'}
      discarded={decision.state === 'reported' ? '表单将回到已报的内容。' : '填写的内容将清空。'}
      form={reportForm}
      draft={draft}
      busy={busy}
      onSave={() =>
        save(
          'decision.report',
          { id: decision.id, round, report: { done: outcome === 'done', on, text }, seen: draft.seen },
          onClose,
        )
      }
      onClose={onClose}
    >
      <p className="desk-kept-lines">{decision.what}</p>
      <ReturnNote decision={decision} isDraftOlder={isOlder(draft.seen, decision.heads)} />
    </FormDialog>
  );
}

/** What is put right begins with what was reported. */
function lastReport({ state, report }: Pick<AssignedDecision, 'state' | 'report'>) {
  return state === 'reported' && report !== null
    ? { outcome: 'done', text: report.text, on: report.on }
    : { outcome: '', text: '', on: localDate(Date.now()) };
}

/** Typed before the city said what it says now. */
function isOlder(seen: AssignedDecision['heads'], now: AssignedDecision['heads']): boolean {
  return (seen['standing'] ?? []).join() !== (now['standing'] ?? []).join();
}

interface ReturnNoteProps {
  readonly decision: Pick<AssignedDecision, 'state' | 'returnReason'>;
  readonly isDraftOlder: boolean;
}

function ReturnNote({ decision, isDraftOlder }: ReturnNoteProps): ReactNode {
  if (decision.state !== 'returned') return null;
  return (
    <Alert
      className="desk-form-alert"
      type="warning"
      showIcon
      title={<span className="desk-kept-lines">市里退回：{decision.returnReason}</span>}
      description={isDraftOlder ? '以下内容是退回之前填写的，请核对后再报。' : undefined}
    />
  );
}

interface ReturnDialogProps extends AssignedDialogProps {
  readonly meetingId: string;
}

/** Mounted while it is open. */
export function ReturnDialog({ meetingId, decision, onClose }: ReturnDialogProps): ReactNode {
  const draft = useDraft(returnKey(meetingId, decision.id), { reason: '' }, decision.heads);
  const { save, busy } = useSave(draft, { doneText: '已退回，随下次数据包告知镇区' });
  const { reason } = draft.values;
  return (
    <FormDialog
      title={`退回${decision.townName}继续办理`}
      form={returnForm}
      draft={draft}
      busy={busy}
      onSave={() => save('decision.return', { id: decision.id, reason, seen: draft.seen }, onClose)}
      onClose={onClose}
    >
      <p className="desk-kept-lines">{decision.what}</p>
    </FormDialog>
  );
}
