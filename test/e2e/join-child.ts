/**
 * Sets up a city and a town that joined it, with one leader linked to all enterprises, in the folder named. A process of
 * its own: Playwright's loader cannot load the database driver.
 */
import { join } from 'node:path';
import { exportBundle, joinDesks, takeIn } from '../../build/joined-desks.ts';

const folder = process.argv[2];
if (folder === undefined) throw new Error('which folder?');
const { city, town, enterprises, close } = await joinDesks(folder, { enterprises: 30 });
// Who the town's laptop is stands in its first bundle.
const [joining, answer] = [join(folder, '加入.drcb'), join(folder, '下发.drcb')];
await exportBundle(town, joining);
await takeIn(city, joining);
await exportBundle(city, answer);
await takeIn(town, answer);
const { id: personId } = await town.call('person.create', {
  fields: {
    name: '王建平',
    post: '党委书记',
    unit: '白蒲镇',
    category: 'town-leader',
    phone: '',
    inOfficeFrom: '',
    inOfficeTo: '',
  },
});
for (const enterpriseId of enterprises)
  await town.call('link.create', {
    enterpriseId,
    fields: { kind: 'town-leader', personId, fromDate: '2026-01-01', toDate: '', note: '' },
  });
close();
