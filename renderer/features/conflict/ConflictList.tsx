import { Button, Input, Segmented } from 'antd';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import { localDateTime } from '../../../shared/clock.ts';
import type { Conflict } from '../../../shared/conflict/contract.ts';
import { useCall, useCommand } from '../../queries.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Page, PageHeader, Panel } from '../../ui/Page.tsx';
import { shownValue } from '../../ui/shownValue.ts';
import { StatusTag } from '../../ui/StatusTag.tsx';

/** 待定冲突: fields that two desks wrote without seeing each other. Both values are kept until somebody decides. */
export function ConflictList(): ReactNode {
  const list = useCall('conflict.list', {});
  return (
    <Page
      header={
        <PageHeader
          title="待定冲突"
          subtitle="两边同时改了同一项，两种写法都已保留；定下一种后随下次数据包告知对方"
        />
      }
    >
      {list.error ? <ErrorNotice error={list.error} onRetry={() => void list.refetch()} /> : null}
      {list.data?.length === 0 ? (
        <EmptyState title="没有待定的冲突" explanation="导入数据包后，如有两边写法不同的地方，会列在这里。" />
      ) : null}
      {list.data?.map((conflict) => (
        <ConflictPanel
          key={`${conflict.entityId}/${conflict.field}/${conflict.values.map((value) => value.opId).join()}`}
          conflict={conflict}
        />
      ))}
    </Page>
  );
}

function ConflictPanel({ conflict }: { readonly conflict: Conflict }): ReactNode {
  const settle = useCommand('conflict.settle', { doneText: '已定下，其他写法仍可在变更记录中查到' });
  const [choice, setChoice] = useState<string>(conflict.values.find((value) => value.isShown)?.opId ?? '');
  const [third, setThird] = useState('');
  const isText = conflict.values.every((value) => typeof value.value === 'string');
  const chosen = conflict.values.find((value) => value.opId === choice);
  const confirm = (): void =>
    settle.mutate({
      entityType: conflict.entityType,
      entityId: conflict.entityId,
      field: conflict.field,
      // The values came out of operations, so they are JSON.
      value: (choice === 'third' ? third : chosen?.value) as string,
      seen: conflict.values.map((value) => value.opId),
    });
  const choices = [
    ...conflict.values.map((value, index) => ({ value: value.opId, label: `用第 ${index + 1} 种` })),
    ...(isText ? [{ value: 'third', label: '另写一种' }] : []),
  ];
  return (
    <Panel
      title={
        <>
          {conflict.enterpriseName === '' ? null : (
            <Link to={`/enterprises/${conflict.partition}`}>{conflict.enterpriseName}</Link>
          )}
          {`　${conflict.entityLabel}：${conflict.fieldLabel}`}
        </>
      }
    >
      <div className="desk-conflict-values">
        {conflict.values.map((value, index) => (
          <div key={value.opId} className="desk-conflict-value">
            <div>
              第 {index + 1} 种　{value.side === 'city' ? '市级' : '镇区'} {value.officer}（{value.deviceName}
              ）{value.isShown ? <StatusTag tone="info">目前显示</StatusTag> : null}
            </div>
            <p>
              <strong>{shownValue(value.value)}</strong>
            </p>
            <div className="desk-none">
              {localDateTime(value.writtenAtMs)} 由“{shownValue(value.seenValue)}”改来
            </div>
          </div>
        ))}
      </div>
      {conflict.mine ? (
        <div className="desk-rows">
          <div className="desk-links">
            <Segmented aria-label="定为哪一种" options={choices} value={choice} onChange={setChoice} />{' '}
            <Button
              type="primary"
              loading={settle.isPending}
              disabled={choice === 'third' && third.trim() === ''}
              onClick={confirm}
            >
              定下
            </Button>
          </div>
          {choice === 'third' ? (
            <Input.TextArea
              aria-label="另写一种"
              autoSize={{ minRows: 2 }}
              value={third}
              onChange={(event) => setThird(event.target.value)}
            />
          ) : null}
        </div>
      ) : (
        <div className="desk-none">这一项由市发改委定，结果随下次数据包下发。</div>
      )}
    </Panel>
  );
}
