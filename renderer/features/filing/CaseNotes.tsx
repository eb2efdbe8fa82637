/** Above a filing: that it is void, corrected or a correction, that its number is shared, what was printed. */
import { Alert, Button } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { localDateTime } from '../../../shared/clock.ts';
import { paperFormatLabels, versionText } from '../../../shared/filing/case.ts';
import type { Filing } from '../../../shared/filing/contract.ts';
import { useCommand } from '../../commands.ts';
import { ConfirmAction } from '../../ui/ConfirmAction.tsx';

export function CaseNotes({ filing }: { readonly filing: Filing }): ReactNode {
  const { voided, corrects, correctedBy } = filing.case;
  return (
    <>
      {voided ? <VoidNote filing={filing} voided={voided} /> : null}
      {correctedBy.length === 0 ? null : (
        <Alert
          className="desk-form-alert"
          type="warning"
          showIcon
          title={
            <>
              已由{' '}
              {correctedBy.map(({ id, number }) => (
                <Link key={id} to={`/filings/${id}`}>
                  {number === '' ? '另一份报备' : number}
                </Link>
              ))}{' '}
              更正，这份原样保留。
            </>
          }
        />
      )}
      {corrects ? (
        <Alert
          className="desk-form-alert"
          type="info"
          showIcon
          title={
            <>
              这份更正 <Link to={`/filings/${corrects.id}`}>{corrects.number || '另一份报备'}</Link>
              ，改好后请重新报送。
            </>
          }
        />
      ) : null}
      <NumberNote filing={filing} />
      <PrintedNote filing={filing} />
    </>
  );
}

function VoidNote(props: {
  readonly filing: Filing;
  readonly voided: NonNullable<Filing['case']['voided']>;
}): ReactNode {
  const undo = useCommand('filing.unvoid', { doneText: '已恢复' });
  return (
    <Alert
      className="desk-form-alert"
      type="warning"
      showIcon
      title={`已于 ${props.voided.voidedOn} 作废：${props.voided.reason}`}
      action={
        props.filing.editable ? (
          <ConfirmAction
            title="恢复这份报备？"
            explanation="作废的记录撤销，时限照旧计算。"
            confirmLabel="恢复"
            button={{ size: 'small' }}
            onConfirm={() => undo.mutateAsync({ id: props.filing.id }).then(() => undefined)}
          >
            恢复
          </ConfirmAction>
        ) : null
      }
    />
  );
}

/** Two laptops may have given one number, and filings of older programs have none. */
function NumberNote({ filing }: { readonly filing: Filing }): ReactNode {
  const renumber = useCommand('filing.number', { doneText: '已编号' });
  const { number, isNumberShared } = filing.case;
  if (number !== '' && !isNumberShared) return null;
  return (
    <Alert
      className="desk-form-alert"
      type="info"
      showIcon
      title={number === '' ? '这份报备还没有台账编号。' : `该检查处置单位另有一份报备也编为${number}。`}
      action={
        filing.editable ? (
          <Button
            size="small"
            loading={renumber.isPending}
            onClick={() => renumber.mutate({ id: filing.id })}
          >
            {number === '' ? '编号' : '重新编号'}
          </Button>
        ) : null
      }
    />
  );
}

function PrintedNote({ filing }: { readonly filing: Filing }): ReactNode {
  const { printed, standing } = filing;
  if (printed === null) return null;
  // What counts no more is not printed anew.
  const isStale = printed.changed && standing === 'counts';
  const label = (paperFormatLabels as Readonly<Record<string, string>>)[printed.format] ?? printed.format;
  const made = `${localDateTime(printed.atMs)} ${label}`;
  return (
    <Alert
      className="desk-form-alert"
      type={isStale ? 'warning' : 'info'}
      showIcon
      title={
        isStale
          ? `打印后有修改：上次 ${made}，之后内容已改，请重新打印。新印的会注明“${versionText(filing.case.version)}”。`
          : `已于 ${made}，${printed.changed ? '之后内容有修改' : '内容一致'}。`
      }
    />
  );
}
