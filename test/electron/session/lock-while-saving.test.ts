/** The desk is locked while the officer is asked where to save: nothing of the ledger is written from a locked desk. */
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
async function lockedMeanwhile<Answer>(
  desk: TestDesk,
  ask: () => Promise<Answer>,
  path: string,
  unlocks: boolean,
): Promise<Answer> {
  const dialog = Promise.withResolvers<string | null>();
  const asked = Promise.withResolvers<null>();
  Object.assign(desk.services.dialogs, {
    saveFile: async () => {
      asked.resolve(null);
      return dialog.promise;
    },
  });
  const answer = ask();
  await asked.promise;
  await desk.call('session.lock', {});
  if (unlocks) await desk.call('session.unlock', { passphrase });
  dialog.resolve(path);
  return answer;
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
        () => desk.refusal('invitation.create', { for: { kind: 'town', townId: 't06' } }),
        () => desk.refusal('recovery.create', { passphrase: '保险柜里的恢复口令 2026', keeper: '赵保管' }),
      ];
      for (const ask of asks) {
        expect(await lockedMeanwhile(desk, ask, path, unlocks)).toBe('session.locked-meanwhile');
        if (!unlocks) await desk.call('session.unlock', { passphrase });
      }
      expect(readdirSync(folder)).toEqual(['导出.xlsx']);
      expect(readFileSync(path, 'utf8')).toBe('原来的');
      expect(await desk.call('invitation.list', {})).toEqual([]);
      expect(await desk.call('recovery.get', {})).toMatchObject({ key: null });
    });

    it('writes what says nothing of the ledger: the empty roster, and the report that was measured before', async () => {
      const { desk } = await createCity();
      const folder = temporaryFolder();
      const template = join(folder, '模板.xlsx');
      const saved = await lockedMeanwhile(
        desk,
        () => desk.call('roster.saveTemplate', {}),
        template,
        unlocks,
      );
      expect(saved).toEqual({ path: template });
      if (!unlocks) await desk.call('session.unlock', { passphrase });
      const measured = await desk.call('selfTest.run', {});
      const report = join(folder, '自检.json');
      expect(await lockedMeanwhile(desk, () => desk.call('selfTest.save', {}), report, unlocks)).toEqual({
        path: report,
      });
      expect(JSON.parse(readFileSync(report, 'utf8'))).toEqual(measured);
    });
  },
);
