import { expect, it } from 'vitest';
import { plainChecks } from '../../../../renderer/features/session/SelfTestPanel.tsx';
import type { SelfTestCheck } from '../../../../shared/self-test/contract.ts';

const check = (name: string, outcome: SelfTestCheck['outcome'], detail: string): SelfTestCheck => ({
  name,
  label: name,
  outcome,
  detail,
});

it('tells the officer what works, and keeps the machine’s words for the technician', () => {
  const plain = plainChecks([
    check('crypto.age X25519', 'passed', '与公布的测试向量一致'),
    check('crypto.scrypt', 'passed', '与公布的测试向量一致'),
    check('database.pragmas', 'passed', 'journal_mode=wal synchronous=2'),
    check('database.recovery', 'failed', 'the writer ended after 0 saves'),
  ]);
  expect(plain.map(({ label, text }) => [label, text])).toEqual([
    ['密码算法（2 种）', '加密和签名与公布的标准一致'],
    ['database.pragmas', '数据库写盘方式正常，断电时已保存的内容不会丢失'],
    ['database.recovery', 'the writer ended after 0 saves'],
  ]);
});

it('fails the algorithms as a whole when one of them fails, and names it', () => {
  const [crypto] = plainChecks([check('crypto.a', 'passed', ''), check('crypto.b', 'failed', '不符')]);
  expect(crypto).toMatchObject({ outcome: 'failed', detail: 'crypto.b：不符' });
});

it('shows the fuses as one line, naming those that are set wrongly', () => {
  const fuse = (name: string, outcome: SelfTestCheck['outcome']): SelfTestCheck =>
    check(`fuses.${name}`, outcome, '应为关，实为开');
  expect(plainChecks([fuse('RunAsNode', 'passed'), fuse('WasmTrapHandlers', 'unknown')])).toMatchObject([
    {
      name: 'fuses',
      label: '程序熔丝（2 项）',
      outcome: 'passed',
      text: expect.stringContaining('没有被改成'),
    },
  ]);
  const [wrong] = plainChecks([fuse('RunAsNode', 'failed'), fuse('OnlyLoadAppFromAsar', 'passed')]);
  expect(wrong).toMatchObject({ outcome: 'failed', text: 'fuses.RunAsNode：应为关，实为开' });
  const none = [check('fuses', 'unknown', '不适用（浏览器宿主）')];
  expect(plainChecks(none)).toMatchObject([{ outcome: 'unknown', text: '不适用（浏览器宿主）' }]);
});
