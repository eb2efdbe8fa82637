/** The desk is locked while the officer is asked where to save: what he asked for is not written from a locked desk. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../support/database.ts';
import { openTestDesk, type TestDesk } from '../../support/desk.ts';

const passphrase = '如皋市发改委 2026';

async function createCity(): Promise<{ desk: TestDesk; meetingId: string }> {
  const desk = openTestDesk({ closed: true });
  await desk.call('session.createCity', { officer: '王经办', deviceName: '台式机', passphrase });
  await desk.call('roster.loadSample', {});
  const fields = {
    month: '2026-11',
    heldOn: '2026-11-20',
    place: '三楼会议室',
    chair: '李建国',
    chairRole: '组长',
    recorder: '周晓燕',
    departments: [],
    topics: [],
  } as const;
  const { id } = await desk.call('meeting.save', {
    fields: { ...fields, departments: [], topics: [] },
    decisions: [],
  });
  return { desk, meetingId: id };
}

/** Asks, locks (and unlocks again) while the dialog is open, then answers `path`. */
async function lockedMeanwhile(
  desk: TestDesk,
  ask: () => Promise<string>,
  path: string,
  unlocks: boolean,
): Promise<string> {
  const dialog = Promise.withResolvers<string | null>();
  const asked = Promise.withResolvers<null>();
  Object.assign(desk.services.dialogs, {
    saveFile: async () => {
      asked.resolve(null);
      return dialog.promise;
    },
  });
  const refused = ask();
  await asked.promise;
  await desk.call('session.lock', {});
  if (unlocks) await desk.call('session.unlock', { passphrase });
  dialog.resolve(path);
  return refused;
}

describe.each([false, true])(
  'a desk that was locked while the dialog was open (unlocked again: %s)',
  (unlocks) => {
    it('writes neither tables nor papers, and leaves the file that was there', async () => {
      const { desk, meetingId } = await createCity();
      const folder = temporaryFolder();
      const path = join(folder, '导出.xlsx');
      writeFileSync(path, '原来的');
      const table = {
        title: '台账',
        note: '',
        columns: [{ label: '甲', kind: 'text' as const }],
        rows: [['乙']],
      };
      const asks = [
        () => desk.refusal('table.export', table),
        () =>
          desk.refusal('enterprise.export', {
            filter: {},
            sort: { key: 'name', order: 'asc' },
            columns: ['name'],
          }),
        () => desk.refusal('meeting.exportPaper', { id: meetingId, format: 'docx' as const }),
      ];
      for (const ask of asks) {
        expect(await lockedMeanwhile(desk, ask, path, unlocks)).toBe('session.locked-meanwhile');
        if (!unlocks) await desk.call('session.unlock', { passphrase });
      }
      expect(readdirSync(folder)).toEqual(['导出.xlsx']);
      expect(readFileSync(path, 'utf8')).toBe('原来的');
    });
  },
);
