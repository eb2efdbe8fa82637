/** Run by the kill test: creates a desk in the given folder, then waits to be killed. */
import { createDeskHolder } from '../../../electron/desk-holder.ts';
import type { Services } from '../../../electron/services.ts';
import { createCity } from '../../../electron/session/create.ts';
import { createSessionMemory } from '../../../electron/session/memory.ts';

const [folder = ''] = process.argv.slice(2);
const desk = createDeskHolder();
const session = createSessionMemory(folder, () => 0, { logN: 14, r: 8, p: 1 });
// Only what creating a desk uses.
const services = {
  desk,
  session,
  folder,
  nowMs: () => 0,
  machineId: () => 'test-machine',
} as unknown as Services;
process.stdout.write('begins\n');
await createCity(services, { officer: '王经办', deviceName: '电脑', passphrase: '如皋市发改委 2026' });
process.stdout.write('done\n');
setInterval(() => undefined, 1000);
