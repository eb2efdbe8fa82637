import { Button, Table } from 'antd';
import type { ReactNode } from 'react';
import type { SelfTestCheck, SelfTestReport } from '../../../shared/self-test/contract.ts';
import { useCommand } from '../../queries.ts';
import { Panel } from '../../ui/Page.tsx';
import { StatusTag } from '../../ui/StatusTag.tsx';

/** 自检: the product's own test of the machine it runs on. */
export function SelfTestPanel(): ReactNode {
  const run = useCommand('selfTest.run');
  const report = run.data;
  return (
    <Panel
      title="自检"
      extra={
        <>
          {report === undefined ? null : (
            <StatusTag tone={report.ok ? 'good' : 'bad'}>{summaryOf(report)}</StatusTag>
          )}
          <Button loading={run.isPending} onClick={() => run.mutate({})}>
            开始自检
          </Button>
        </>
      }
    >
      {report === undefined ? (
        <p className="desk-gate-text">
          检查这台电脑上的加密算法、数据库安全设置、断电恢复和备份是否正常，约需十秒，不影响现有数据。
        </p>
      ) : (
        <Table<SelfTestCheck>
          size="small"
          rowKey="name"
          dataSource={[...report.checks]}
          pagination={false}
          columns={[
            { title: '项目', dataIndex: 'label', width: 260 },
            {
              title: '结果',
              width: 110,
              render: (_, { outcome }) => (
                <StatusTag tone={tones[outcome].tone}>{tones[outcome].text}</StatusTag>
              ),
            },
            { title: '说明', dataIndex: 'detail' },
          ]}
        />
      )}
    </Panel>
  );
}

/** What was not measured is said, never counted as passed. */
function summaryOf({ ok, checks }: SelfTestReport): string {
  if (!ok) return '有未通过的项目';
  const count = (outcome: SelfTestCheck['outcome']): number =>
    checks.filter((check) => check.outcome === outcome).length;
  const unknown = count('unknown');
  return `通过 ${count('passed')} 项${unknown > 0 ? `，未测 ${unknown} 项` : ''}`;
}

const tones = {
  passed: { tone: 'good', text: '通过' },
  failed: { tone: 'bad', text: '未通过' },
  unknown: { tone: 'plain', text: '未测' },
} as const;
