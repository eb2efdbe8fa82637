/**
 * `npm run bundle -- inspect FILE` and `npm run bundle -- verify FILE --key KEYFILE`: for support, read only. Says
 * everything in Chinese sentences, never a stack.
 */
import { runBundleTool } from './bundle/tool.ts';

const { text, exitCode } = await runBundleTool(process.argv.slice(2));
(exitCode === 0 ? console.log : console.error)(text);
process.exitCode = exitCode;
