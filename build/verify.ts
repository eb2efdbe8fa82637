/** `npm run verify`: everything a change must pass before it is handed on. Stops at the first failure. */
import { deadCode, reportStep, runStep, type Step, staticChecks } from './steps.ts';

const unitTests: Step = { name: 'unit tests', command: ['vitest', 'run', '--reporter=dot'] };

for (const step of [...staticChecks, deadCode, unitTests]) {
  if (!reportStep(step)) process.exit(1);
}

const tree = runStep({ name: 'clean tree', command: ['git', 'status', '--porcelain'] });
const clean = tree.ok && tree.output.trim() === '';
console.log(`${clean ? 'ok  ' : 'FAIL'} clean tree   ${tree.seconds.toFixed(1)} s`);
if (!clean) {
  console.error(`${tree.output.trimEnd()}\nThese changes are not committed, or a check wrote them.`);
  process.exit(1);
}
