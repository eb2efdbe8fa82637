/**
 * The month of `npm run demo` at desks without windows: whatever it enters and checks. With its windows and pictures it
 * takes too long to stand among the tests.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { DemoDesk } from '../../build/demo/desk.ts';
import { playMonth } from '../../build/demo/month.ts';
import { errorText } from '../../shared/errors.ts';
import { temporaryFolder } from '../support/database.ts';
import { openTestDesk } from '../support/desk.ts';

const onePage = Buffer.from('%PDF-1.4\n1 0 obj << /Type /Page >> endobj\n%%EOF');

async function openDesk(folder: string, clock: string): Promise<DemoDesk> {
  const desk = openTestDesk({ closed: true, folder, toPdf: async () => onePage });
  desk.setNow(Date.parse(clock));
  return {
    dialogs: {
      answerSave: (path) => void desk.dialogAnswers.push(path),
      answerOpen: (path) => void desk.dialogAnswers.push(path),
    },
    call: async (name, input) => {
      const reply = await desk.reply(name, input);
      if (!reply.ok) throw new Error(`${name}: ${errorText(reply.error.code, reply.error.details)}`);
      return reply.value as never;
    },
    show: async () => undefined,
    showPreview: async () => undefined,
    chooseView: async () => undefined,
    scrollTo: async () => undefined,
    press: async () => undefined,
    picture: async () => undefined,
    close: async () => desk.services.desk.close(),
  };
}

it('plays the demo’s month to the end, and everything it checks is so', async () => {
  const output = temporaryFolder();
  const month = await playMonth({
    work: temporaryFolder(),
    output,
    openDesk,
    step: (_name, work) => work(),
  });
  expect(month).toMatchObject({
    enterprises: 40,
    conflicts: { found: 1, settled: 1, left: 0 },
    ledgerRows: 40,
    importedAgain: 0,
  });
  expect(Object.keys(month.towns)).toEqual(['白蒲镇', '长江镇']);
  for (const name of ['annex6.docx', 'meeting.docx', 'ledger.xlsx', 'town-to-city.drcb', 'city-to-town.drcb'])
    expect(existsSync(join(output, name)), name).toBe(true);
});
