import { Button, Checkbox, Table } from 'antd';
import { type ReactNode, useState } from 'react';
import type { SelfTestCheck } from '../../../shared/self-test/contract.ts';
import { useCommand } from '../../commands.ts';
import { Panel } from '../../ui/Page.tsx';
import { StatusTag } from '../../ui/StatusTag.tsx';
import { useNotice } from '../../ui/useNotice.tsx';

/** 自检: the product's own test of the machine it runs on. */
export function SelfTestPanel(): ReactNode {
  const run = useCommand('selfTest.run');
  const notice = useNotice();
  const save = useCommand('selfTest.save', {
    onDone: (saved) => {
      if (saved) notice.done('自检报告已保存');
    },
  });
  const [technical, setTechnical] = useState(false);
  const report = run.data;
  const checks =
    report === undefined ? [] : technical ? report.checks.map(toShown) : plainChecks(report.checks);
  return (
    <Panel
      title="自检"
      extra={
        <>
          {report === undefined ? null : (
            <StatusTag tone={report.ok ? 'good' : 'bad'}>{summaryOf(report.ok, checks)}</StatusTag>
          )}
          {report === undefined ? null : (
            <Checkbox checked={technical} onChange={(event) => setTechnical(event.target.checked)}>
              技术细节
            </Checkbox>
          )}
          {report === undefined || run.isPending ? null : (
            <Button loading={save.isPending} onClick={() => save.mutate({})}>
              保存报告
            </Button>
          )}
          <Button loading={run.isPending} onClick={() => run.mutate({})}>
            {report === undefined ? '开始自检' : '重新自检'}
          </Button>
        </>
      }
    >
      {report === undefined ? (
        <p className="desk-gate-text">
          检查这台电脑上的加密算法、数据库安全设置、断电恢复和备份是否正常，约需十秒，不影响现有数据。
        </p>
      ) : (
        <Table<ShownCheck>
          size="small"
          rowKey="name"
          dataSource={checks}
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
            {
              title: '说明',
              render: (_, { text, detail }) => (
                <>
                  {text}
                  {technical && detail !== text ? (
                    <div className="desk-self-test-detail">{detail}</div>
                  ) : null}
                </>
              ),
            },
          ]}
        />
      )}
    </Panel>
  );
}

/** In the officer's words: what works because of it. What failed keeps the machine's own words, for the technician. */
const meanings: Readonly<Record<string, string>> = {
  crypto: '加密和签名与公布的标准一致',
  fuses: '程序文件没有被改成可以夹带其他代码',
  'database.pragmas': '数据库写盘方式正常，断电时已保存的内容不会丢失',
  'database.version': '数据库程序可以使用',
  'database.encrypted': '没有口令打不开数据库',
  'database.recovery': '程序被强行结束后，数据完好',
  'backup.verified': '备份能够重新打开并核对',
  'spreadsheet.thread': '能够读取电子表格',
};

/** `text` is for the officer, `detail` the machine's own words. */
interface ShownCheck extends SelfTestCheck {
  readonly text: string;
}

function toShown(check: SelfTestCheck): ShownCheck {
  const meaning = check.outcome === 'passed' ? meanings[check.name] : undefined;
  return { ...check, text: meaning ?? check.detail };
}

/** The algorithms as one line, and the fuses as another. */
export function plainChecks(checks: readonly SelfTestCheck[]): ShownCheck[] {
  const folded = foldGroup(foldGroup(checks, 'crypto', '密码算法', '种'), 'fuses', '程序熔丝', '项');
  return folded.map(toShown);
}

/** Checks named `group.…` as one check in the place of the first: failed if one failed, passed if any passed. */
function foldGroup(
  checks: readonly SelfTestCheck[],
  group: string,
  label: string,
  unit: string,
): SelfTestCheck[] {
  const members = checks.filter(({ name }) => name.startsWith(`${group}.`));
  const [first] = members;
  if (!first) return [...checks];
  const failed = members.filter(({ outcome }) => outcome === 'failed');
  const isMeasured = members.some(({ outcome }) => outcome === 'passed');
  const whole: SelfTestCheck = {
    name: group,
    label: `${label}（${members.length} ${unit}）`,
    outcome: failed.length > 0 ? 'failed' : isMeasured ? 'passed' : 'unknown',
    detail: failed.length > 0 ? failed.map((one) => `${one.label}：${one.detail}`).join('；') : first.detail,
  };
  return checks.flatMap((check) =>
    check === first ? [whole] : check.name.startsWith(`${group}.`) ? [] : [check],
  );
}

/** What was not measured is said, never counted as passed. */
function summaryOf(ok: boolean, checks: readonly SelfTestCheck[]): string {
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
