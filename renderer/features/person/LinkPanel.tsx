/** 挂钩联系 of one enterprise: who is linked now and was before, who was on a given day, and the form to link or to end. */
import { Button, Drawer } from 'antd';
import { type ReactNode, useId, useState } from 'react';
import { useSearchParams } from 'react-router';
import { isDate } from '../../../shared/clock.ts';
import { linkKindLabels } from '../../../shared/person/rules.ts';
import { useCommand } from '../../commands.ts';
import { useCall } from '../../queries.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { DateInput } from '../../ui/formInputs.tsx';
import { useOpenForm } from '../../ui/openForm.ts';
import { Panel } from '../../ui/Page.tsx';
import { RowActions } from '../../ui/RowActions.tsx';
import { StatusTag } from '../../ui/StatusTag.tsx';
import { LinkEditor } from './LinkEditor.tsx';

interface LinkPanelProps {
  readonly enterpriseId: string;
  readonly editable: boolean;
}

export function LinkPanel({ enterpriseId, editable }: LinkPanelProps): ReactNode {
  const [date, setDate] = useState('');
  const asksDay = isDate(date);
  const all = useCall('link.byEnterprise', { enterpriseId });
  const onDay = useCall(
    'link.onDate',
    { enterpriseId, date: asksDay ? date : '' },
    { enabled: asksDay, keepPrevious: true },
  );
  const links = asksDay ? onDay : all;
  // Back from 新建人员: the drawer stands open again, with the new person in it.
  const [search, setSearch] = useSearchParams();
  const personId = search.get('person') ?? '';
  const fresh = `link:new:${enterpriseId}`;
  const [form, setForm] = useOpenForm();
  const link = all.data?.find((each) => each.editable && form === `link:${each.id}`);
  const remove = useCommand('link.remove', { quiet: true, doneText: '已删除，变更记录保留' });
  const close = (): void => {
    if (personId === '') setForm('');
    else setSearch({ section: 'links' }, { replace: true });
  };
  const isOpen = editable && (link !== undefined || form === fresh);
  const add = editable ? (
    <Button type="primary" size="small" onClick={() => setForm(fresh)}>
      建立挂钩
    </Button>
  ) : null;
  return (
    <Panel
      title={asksDay ? `${date} 的挂钩联系` : '挂钩联系'}
      extra={
        <>
          <DayField date={date} onDate={setDate} />
          {add}
        </>
      }
    >
      {links.error ? <ErrorNotice error={links.error} onRetry={() => void links.refetch()} /> : null}
      {links.data?.length === 0 ? (
        asksDay ? (
          <EmptyState title={`${date} 没有挂钩联系人`} explanation="清空日期可查看全部挂钩联系。" />
        ) : (
          <EmptyState
            title="还没有挂钩联系人"
            {...(editable ? { explanation: '检查处置报备需要挂钩联系市领导，请先建立。' } : {})}
          />
        )
      ) : (
        <ul className="desk-links">
          {links.data?.map((shown) => (
            <li key={shown.id}>
              <StatusTag tone={shown.toDate === '' ? 'info' : 'plain'}>
                {linkKindLabels[shown.kind]}
              </StatusTag>
              <strong>{shown.personName}</strong>
              <span>
                {shown.personUnit}
                {shown.personPost}
              </span>
              <span className="desk-none">
                {shown.fromDate} 至 {shown.toDate || '今'}
              </span>
              <span>{shown.note}</span>
              {shown.editable ? (
                <RowActions
                  onEdit={() => setForm(`link:${shown.id}`)}
                  question={`删除与${shown.personName}的挂钩？`}
                  explanation="登记有误时才删除；交接或离任请在“修改”中填写结束日期。变更记录会保留。"
                  onRemove={() => remove.mutateAsync({ id: shown.id }).then(() => undefined)}
                />
              ) : null}
            </li>
          ))}
        </ul>
      )}
      <Drawer open={isOpen} onClose={close} title="挂钩联系" size={520} destroyOnHidden>
        {isOpen ? (
          <LinkEditor
            key={link?.id ?? 'new'}
            enterpriseId={enterpriseId}
            personId={personId}
            {...(link === undefined ? {} : { link })}
            onDone={close}
          />
        ) : null}
      </Drawer>
    </Panel>
  );
}

/** Empty shows everybody, past ones too. */
function DayField(props: { readonly date: string; readonly onDate: (date: string) => void }): ReactNode {
  const id = useId();
  const isUnclear = props.date !== '' && !isDate(props.date);
  return (
    <div className="desk-day-field">
      <label htmlFor={id}>查某一天</label>
      <DateInput
        id={id}
        value={props.date}
        onChange={(next) => props.onDate(String(next))}
        invalid={isUnclear}
        required={false}
        disabled={false}
        describedBy={undefined}
      />
    </div>
  );
}
