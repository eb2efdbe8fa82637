/** `memory-child.ts FOLDER`: imports `bundle.drcb` as the laptop of `town.json`; prints the most memory it had, in MB. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Identity } from '../../db/identity.ts';
import { createBenchDesk, openAs } from './desk.ts';

const [home = ''] = process.argv.slice(2);
const bench = createBenchDesk(join(home, 'town'));
openAs(bench, JSON.parse(readFileSync(join(home, 'town.json'), 'utf8')) as Identity);
bench.answers.push(join(home, 'bundle.drcb'));
const preview = await bench.call('exchange.open', {});
const report = await bench.call('exchange.import', { token: preview?.token ?? '' });
if (report.attachments === 0) throw new Error('no attachment came in');
console.log(process.resourceUsage().maxRSS / 1024);
process.exit(0);
