/** What the program thinks of a filing while it is filled in: whether it is to be reported, and what to mind. */
import { Button, Input } from 'antd';
import { type ReactNode, useDeferredValue } from 'react';
import { isDate } from '../../../shared/clock.ts';
import type { OutputOf } from '../../../shared/contract.ts';
import { type GivenReason, givenReason } from '../../../shared/filing/case-contract.ts';
import { verdictText } from '../../../shared/filing/rules.ts';
import { filingWarningNames, type FilingWarning } from '../../../shared/filing/warnings.ts';
import { useCall } from '../../queries.ts';
import type { FieldWidgetProps } from '../../ui/FormView.tsx';
import { LengthNote } from '../../ui/LengthNote.tsx';
import { Panel } from '../../ui/Page.tsx';
import type { FilingValues } from './formValues.ts';
import { WarningList } from './WarningList.tsx';

type Check = OutputOf<'filing.check'>;

const remindersId = 'filing-reminders';

interface CheckedForm {
  readonly values: FilingValues;
  /** Undefined for a new filing. */
  readonly id: string | undefined;
}

/** Always in sight: whoever writes too much is told while writing, not when it is to be printed. */
export function PaperRoom(form: CheckedForm): ReactNode {
  const tooLong = useFilingCheck(form)?.warnings.filter(isOfPaper) ?? [];
  if (tooLong.length === 0) return null;
  return (
    <div className="desk-form-note" role="status">
      <WarningList warnings={tooLong} />
    </div>
  );
}

/** A fact beside the leader: it answers the first question of whoever begins a filing. */
export function VerdictField({ values }: FieldWidgetProps): ReactNode {
  const form = values as FilingValues & { readonly filingId: string | undefined };
  const check = useFilingCheck({ values: form, id: form.filingId });
  if (!check) return <span className="desk-none desk-field-fact">选定企业和检查日期后自动判断</span>;
  const count = reminders(check).length;
  return (
    <span className="desk-field-fact">
      <strong>{verdictText(check.verdict)}</strong>
      {count === 0 ? null : (
        <Button
          type="link"
          size="small"
          className="desk-inline"
          tabIndex={-1}
          onClick={() => document.getElementById(remindersId)?.scrollIntoView({ block: 'end' })}
        >
          {count} 条提醒，在表单下方
        </Button>
      )}
    </span>
  );
}

interface RemindersProps extends CheckedForm {
  readonly onReason: (code: string, reason: string) => void;
}

/** What else would be warned of, and room for why the officer goes on. */
export function FormReminders({ onReason, ...form }: RemindersProps): ReactNode {
  const check = useFilingCheck(form);
  if (!check) return null;
  const { reasons } = form.values;
  return (
    <div className="desk-form" id={remindersId}>
      <Panel title="提醒">
        <WarningList
          warnings={reminders(check)}
          renderBeside={({ code, tone }) =>
            tone === 'warn' ? (
              <span className="desk-given">
                <Input.TextArea
                  aria-label={`继续的理由：${filingWarningNames[code]}`}
                  placeholder="继续，因为……（可不填，记在台账中，不印在表上）"
                  autoSize={{ minRows: 1, maxRows: 4 }}
                  value={reasons[code] ?? ''}
                  onChange={(event) => onReason(code, event.target.value)}
                />
                <LengthNote text={reasons[code] ?? ''} limit={longestReason} />
              </span>
            ) : null
          }
        />
      </Panel>
    </div>
  );
}

const longestReason = 500;

/** Those that were written, of warnings that there are. */
export function reasonsOf(reasons: Readonly<Record<string, string>>): GivenReason[] {
  return Object.entries(reasons).flatMap(([warning, reason]) => {
    const given = givenReason.safeParse({ warning, reason });
    return given.success ? [given.data] : [];
  });
}

/** Without what is said elsewhere on the form. */
const reminders = ({ warnings }: Check): FilingWarning[] =>
  warnings.filter((warning) => warning.code !== 'no-leader' && !isOfPaper(warning));

const isOfPaper = ({ code }: FilingWarning): boolean =>
  code === 'paper-too-long' || code === 'paper-characters';

/** As the form now stands; undefined until enterprise and date are known. */
function useFilingCheck(form: CheckedForm): Check | undefined {
  const values = useDeferredValue(form.values);
  const isKnown = values.enterpriseId !== '' && isDate(values.inspectionDate);
  const { inspectingUnit, inspectionDate, trigger, triggerReference, domain } = values;
  const { basisAndReason, findings, conclusion, thisConclusion, firstDiscovered } = values;
  const check = useCall(
    'filing.check',
    {
      ...(form.id === undefined ? {} : { id: form.id }),
      enterpriseId: values.enterpriseId,
      fields: {
        inspectingUnit,
        inspectionDate,
        trigger,
        triggerReference,
        domain,
        basisAndReason,
        findings,
        conclusion,
        thisConclusion,
        firstDiscovered,
        rectificationDueDate: isDate(values.rectificationDueDate) ? values.rectificationDueDate : '',
      },
    },
    { enabled: isKnown, keepPrevious: true },
  );
  return isKnown ? check.data : undefined;
}
