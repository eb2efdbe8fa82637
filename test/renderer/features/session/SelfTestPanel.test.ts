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
  expect(plain.map(({ label, detail }) => [label, detail])).toEqual([
    ['密码算法（2 种）', '加密和签名与公布的标准一致'],
    ['database.pragmas', '断电时已保存的内容不会丢失'],
    ['database.recovery', 'the writer ended after 0 saves'],
  ]);
});

it('fails the algorithms as a whole when one of them fails, and names it', () => {
  const [crypto] = plainChecks([check('crypto.a', 'passed', ''), check('crypto.b', 'failed', '不符')]);
  expect(crypto).toMatchObject({ outcome: 'failed', detail: 'crypto.b：不符' });
});
