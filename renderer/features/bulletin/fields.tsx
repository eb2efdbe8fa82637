/** Inside the form of a bulletin: its quarter, what its figures say, and its highlights. */
import { Alert, Button, Checkbox, Input, Select } from 'antd';
import { createContext, type ReactNode, useContext, useState } from 'react';
import type { Highlight } from '../../../shared/bulletin/contract.ts';
import { highlightLength } from '../../../shared/bulletin/contract.ts';
import { figureChanges } from '../../../shared/bulletin/compare.ts';
import type { BulletinFigures } from '../../../shared/bulletin/figures.ts';
import { issueOf, quarterSpan, quarterText, recentQuarters } from '../../../shared/bulletin/quarter.ts';
import { bulletinSections, bulletinSectionTitles, sectionText } from '../../../shared/bulletin/text.ts';
import { localDate } from '../../../shared/clock.ts';
import type { OutputOf } from '../../../shared/contract.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { EditRows } from '../../ui/EditRows.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import type { FieldWidgetProps } from '../../ui/FormView.tsx';
import { LengthNote } from '../../ui/LengthNote.tsx';
import { SmallTable } from '../../ui/SmallTable.tsx';

export interface QuarterNow {
  /** As the records say now; undefined while they are counted. */
  readonly counted: OutputOf<'bulletin.figures'> | undefined;
  readonly error: unknown;
  readonly onRetry: () => void;
  /** Of a bulletin that there is: it keeps its quarter. */
  readonly isFixed: boolean;
}

/** What the fields of one form have in common beside its values. */
export const QuarterContext = createContext<QuarterNow>({
  counted: undefined,
  error: null,
  onRetry: () => undefined,
  isFixed: false,
});

const offeredQuarters = 12;

export function QuarterField({ id, value, values, onPatch, disabled }: FieldWidgetProps): ReactNode {
  const { isFixed, counted } = useContext(QuarterContext);
  const [today] = useState(() => localDate(Date.now()));
  const quarter = String(value);
  const highlights = (values['highlights'] as readonly Highlight[] | undefined) ?? [];
  /** Taken as they were proposed, they are of the other quarter; what was written stays. */
  const written = highlights.filter(
    ({ source, text }) => !counted?.proposals.some((each) => each.source === source && each.text === text),
  );
  if (isFixed) return <span>{quarterText(quarter)}</span>;
  const offered = [...new Set([...recentQuarters(today, offeredQuarters), quarter])];
  return (
    <Select
      id={id}
      value={quarter}
      disabled={disabled}
      options={offered.map((of) => ({ value: of, label: quarterText(of) }))}
      onChange={(next) =>
        onPatch({
          quarter: next,
          figures: null,
          highlights: written,
          ...(values['issue'] === issueOf(quarter) ? { issue: issueOf(next) } : {}),
        })
      }
    />
  );
}

/** What will be printed of the figures, and the way to take them anew. */
export function FiguresField({ value, onChange, disabled }: FieldWidgetProps): ReactNode {
  const { counted, error, onRetry, isFixed } = useContext(QuarterContext);
  const [isAsking, setAsking] = useState(false);
  const kept = value as BulletinFigures | null;
  const figures = kept ?? counted?.figures;
  if (error !== null && figures === undefined) return <ErrorNotice error={error} onRetry={onRetry} />;
  if (figures === undefined) return <span className="desk-none">正在取数…</span>;
  const { toDate } = quarterSpan(figures.quarter);
  return (
    <div className="desk-bulletin-figures">
      {kept === null && counted?.isEmpty === true ? (
        <Alert
          type="warning"
          showIcon
          title={`${quarterText(figures.quarter)}没有任何记录：走访、问题、检查、会议、新认定的称号都没有。请先导入各镇区的数据包，或另选季度。`}
        />
      ) : null}
      {figures.countedOn < toDate ? (
        <Alert
          type="info"
          showIcon
          title={`这个季度到 ${toDate} 才结束，数字统计到 ${figures.countedOn}；印发之前请重新取数。`}
        />
      ) : null}
      <dl>
        {bulletinSections.map((section) => (
          <div key={section}>
            <dt>{bulletinSectionTitles[section]}</dt>
            <dd>{sectionText(section, figures)}</dd>
          </div>
        ))}
      </dl>
      <div className="desk-bulletin-counted">
        <span className="desk-none">
          {isFixed
            ? `取数日期 ${figures.countedOn}，以后台账有变化也不会改动`
            : '保存时取数，以后台账有变化也不会改动'}
          {figures.before === null ? '；上季度没有记录，不作比较' : ''}
        </span>
        {isFixed ? (
          <Button disabled={disabled || counted === undefined} onClick={() => setAsking(true)}>
            重新取数
          </Button>
        ) : null}
      </div>
      {isAsking && kept !== null && counted ? (
        <RecountDialog
          was={kept}
          now={counted.figures}
          onTake={() => onChange(counted.figures)}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </div>
  );
}

const changeColumns = [
  { key: 'label', title: '项目', width: 200, grow: true, value: (row: Change) => row.label },
  { key: 'was', title: '通报中', width: 110, value: (row: Change) => row.was },
  { key: 'now', title: '台账现在', width: 200, value: (row: Change) => row.now },
];
type Change = ReturnType<typeof figureChanges>[number];

function RecountDialog(props: {
  readonly was: BulletinFigures;
  readonly now: BulletinFigures;
  readonly onTake: () => void;
  readonly onClose: () => void;
}): ReactNode {
  const { was, now, onTake, onClose } = props;
  const changes = figureChanges(was, now);
  return (
    <Dialog
      width={640}
      title="重新取数"
      okText={changes.length === 0 ? '更新取数日期' : '采用新的数字'}
      onOk={() => {
        onTake();
        onClose();
      }}
      onCancel={onClose}
    >
      <p>
        通报中的数字取自 {was.countedOn} 的台账。
        {changes.length === 0
          ? '台账现在的数字与它相同。'
          : '采用以后，正文和图表随之改变，保存后生效；已经印发的纸质通报请注意更正。'}
      </p>
      {changes.length === 0 ? null : (
        <div className="desk-pack">
          <SmallTable label="数字的变化" columns={changeColumns} rowKey={(row) => row.label} rows={changes} />
        </div>
      )}
    </Dialog>
  );
}

/** Chosen from what the records propose, in the order of the paper; each may be rewritten. */
export function HighlightRows({ value, onChange, disabled }: FieldWidgetProps): ReactNode {
  const { counted } = useContext(QuarterContext);
  const rows = (value as readonly Highlight[] | undefined) ?? [];
  const proposals = counted?.proposals ?? [];
  const chosen = new Set(rows.map(({ source }) => source));
  const left = proposals.filter(({ source }) => !chosen.has(source));
  return (
    <div className="desk-bulletin-highlights">
      <EditRows
        count={rows.length}
        addLabel="自己写一条"
        noun="亮点"
        textOf={(index) => rows[index]?.text ?? ''}
        disabled={disabled}
        onAdd={() => onChange([...rows, { source: '', text: '' }])}
        onRemove={(index) => onChange(rows.filter((_, at) => at !== index))}
        onMove={(from, to) => {
          const next = [...rows];
          next.splice(to, 0, ...next.splice(from, 1));
          onChange(next);
        }}
      >
        {(index) => (
          <div className="desk-row-edit-fields">
            <Input.TextArea
              aria-label={`亮点 ${index + 1}`}
              autoSize={{ minRows: 1, maxRows: 6 }}
              value={rows[index]?.text ?? ''}
              disabled={disabled}
              data-own-enter=""
              onChange={(event) =>
                onChange(rows.map((row, at) => (at === index ? { ...row, text: event.target.value } : row)))
              }
            />
            <LengthNote text={rows[index]?.text ?? ''} limit={highlightLength} />
          </div>
        )}
      </EditRows>
      {left.length === 0 ? null : (
        <section>
          <h3>
            从本季度的记录中挑选
            <Button size="small" disabled={disabled} onClick={() => onChange([...rows, ...left])}>
              全部加入（{left.length} 条）
            </Button>
          </h3>
          <ul>
            {left.map((proposal) => (
              <li key={proposal.source}>
                <Checkbox checked={false} disabled={disabled} onChange={() => onChange([...rows, proposal])}>
                  {proposal.text}
                </Checkbox>
              </li>
            ))}
          </ul>
        </section>
      )}
      {rows.length === 0 && left.length === 0 ? (
        <span className="desk-none">本季度的记录中没有可以挑选的亮点，可以自己写。</span>
      ) : null}
    </div>
  );
}
