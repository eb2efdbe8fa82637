import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { requireIdentity } from '../../../db/identity.ts';
import { isSignedBy, reportText, unsigned } from '../../../electron/self-test/signature.ts';
import type { SelfTestReport } from '../../../shared/self-test/contract.ts';
import { temporaryFolder, testNowMs } from '../../support/database.ts';
import { openCityDesk } from '../../support/joined.ts';
import { open } from '../../support/two-desks.ts';

it('a report made on the open desk is saved signed, and any change to the file shows', async () => {
  const desk = await openCityDesk();
  expect(await desk.call('selfTest.save', {})).toBeNull(); // nothing was measured yet
  const report = await desk.call('selfTest.run', {});
  desk.dialogAnswers.push(null);
  expect(await desk.call('selfTest.save', {})).toBeNull();
  const path = join(temporaryFolder(), '自检报告.json');
  desk.dialogAnswers.push(path);
  expect(await desk.call('selfTest.save', {})).toEqual({ path });

  const text = readFileSync(path, 'utf8');
  expect(JSON.parse(text)).toEqual(report);
  const { deviceId, signPublic } = requireIdentity(open(desk).db);
  expect(report.signer?.deviceId).toBe(deviceId);
  expect(text).not.toContain('王经办');
  expect(isSignedBy(text, signPublic)).toBe(true);
  // Spacing is nobody's statement.
  expect(isSignedBy(JSON.stringify(report), signPublic)).toBe(true);

  const other = await openCityDesk();
  expect(isSignedBy(text, requireIdentity(open(other).db).signPublic)).toBe(false);
  for (const changed of [
    text.replace('"passed"', '"failed"'),
    text.replace(`"program": "${report.program}"`, '"program": "9.9.9"'),
    text.replace('"v": 2', '"v": 2, "more": 1'),
    text.replace(/"signature": ".*"/, '"signature": null'),
    text.slice(0, -10),
    '',
  ]) {
    expect(changed).not.toBe(text);
    expect(isSignedBy(changed, signPublic)).toBe(false);
  }
}, 60_000);

it('a report without the desk says why nobody signed it', async () => {
  const report: SelfTestReport = {
    v: 2,
    program: '0.1.0',
    host: 'browser-host',
    atMs: testNowMs,
    versions: {},
    ok: true,
    checks: [],
  };
  const plain = unsigned(report, '没有打开台账');
  expect(plain).toMatchObject({ signature: null, signer: null, unsignedBecause: '没有打开台账' });
  const { signPublic } = requireIdentity(open(await openCityDesk()).db);
  expect(isSignedBy(reportText(plain), signPublic)).toBe(false);
});
