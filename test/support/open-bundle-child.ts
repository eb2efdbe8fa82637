/** Opens and reads a bundle in a process of its own and says how it ended and how much memory it took. */
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
console.log(JSON.stringify({ code, maximumMegabytes: Math.round(process.resourceUsage().maxRSS / 1024) }));
