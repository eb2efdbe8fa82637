import { Button, Checkbox, Table } from 'antd';
import { type ReactNode, useState } from 'react';
import type { SelfTestCheck, SelfTestReport } from '../../../shared/self-test/contract.ts';
import { useCommand } from '../../queries.ts';
import { Panel } from '../../ui/Page.tsx';
import { StatusTag } from '../../ui/StatusTag.tsx';

/** 自检: the product's own test of the machine it runs on. */
export function SelfTestPanel(): ReactNode {
  const run = useCommand('selfTest.run');
  const [technical, setTechnical] = useState(false);
  const report = run.data;
  return (
    <Panel
      title="自检"
      extra={
        <>
          {report === undefined ? null : (
            <StatusTag tone={report.ok ? 'good' : 'bad'}>{summaryOf(report)}</StatusTag>
          )}
          {report === undefined ? null : (
            <Checkbox checked={technical} onChange={(event) => setTechnical(event.target.checked)}>
              技术细节
            </Checkbox>
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
          dataSource={technical ? [...report.checks] : plainChecks(report.checks)}
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

/** In the officer's words: what works because of it. What failed keeps the machine's own words, for the technician. */
const meanings: Readonly<Record<string, string>> = {
  crypto: '加密和签名与公布的标准一致',
  'database.pragmas': '断电时已保存的内容不会丢失',
  'database.version': '数据库程序可以使用',
  'database.encrypted': '没有口令打不开数据库',
  'database.recovery': '程序被强行结束后，数据完好',
  'backup.verified': '备份能够重新打开并核对',
  'spreadsheet.thread': '能够读取电子表格',
};

/** The algorithms as one line, and no line that speaks to technicians only. */
export function plainChecks(checks: readonly SelfTestCheck[]): SelfTestCheck[] {
  const algorithms = checks.filter(({ name }) => name.startsWith('crypto.'));
  const failed = algorithms.find(({ outcome }) => outcome === 'failed');
  const crypto: SelfTestCheck = {
    name: 'crypto',
    label: `密码算法（${algorithms.length} 种）`,
    outcome: failed ? 'failed' : 'passed',
    detail: failed ? `${failed.label}：${failed.detail}` : '',
  };
  const others = checks.filter(({ name }) => !name.startsWith('crypto.'));
  return [...(algorithms.length === 0 ? [] : [crypto]), ...others].map((check) => ({
    ...check,
    detail: check.outcome === 'passed' ? (meanings[check.name] ?? '') : check.detail,
  }));
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
