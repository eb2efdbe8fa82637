import type { selfTestContract } from '../../shared/self-test/contract.ts';
import type { HandlersOf } from '../rpc.ts';
import { runSelfTest } from '../self-test/report.ts';

export const selfTestHandlers: HandlersOf<typeof selfTestContract> = {
  'selfTest.run': ({ program, nowMs }) => runSelfTest({ ...program, nowMs: nowMs() }),
};
