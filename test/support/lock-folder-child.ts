/** Another process that has a desk folder open, until it is killed. */
import { lockFolder } from '../../db/folder-lock.ts';

lockFolder(process.argv[2] ?? '');
process.stdout.write('held\n');
setInterval(() => undefined, 60_000);
