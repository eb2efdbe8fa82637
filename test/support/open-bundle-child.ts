/** Opens and reads a bundle in a process of its own and says how it ended and how much memory it took. */
import { existsSync, readFileSync } from 'node:fs';
import { openBundle } from '../../db/exchange/container/read.ts';
import { AppError } from '../../shared/errors.ts';

const [path = '', identity = '', publicKey = ''] = process.argv.slice(2);
let code = 'ok';
try {
  const bundle = await openBundle({
    path,
    key: { identities: [identity] },
    resolveSender: () => ({ publicKey }),
  });
  for await (const _ of bundle.contents());
  await bundle.close();
} catch (error) {
  if (!(error instanceof AppError)) throw error;
  code = error.code;
}
console.log(JSON.stringify({ code, maximumMegabytes: Math.round(mostKilobytes() / 1024) }));

/** On Linux the process's own resourceUsage begins with what its parent held when it began. */
function mostKilobytes(): number {
  const status = '/proc/self/status';
  if (!existsSync(status)) return process.resourceUsage().maxRSS;
  const [, most] = /^VmHWM:\s+(\d+) kB$/mu.exec(readFileSync(status, 'utf8')) ?? [];
  return Number(most);
}
