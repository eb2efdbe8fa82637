import { fingerprint } from '../../db/crypto.ts';
import { readRecoveryIdentity, readRecoveryWord } from '../../db/exchange/recovery-word.ts';
import { requireIdentity } from '../../db/identity.ts';
import { readSetting } from '../../db/setting.ts';
import type { ReadDb } from '../../db/sql.ts';
import { localDate } from '../../shared/clock.ts';
import { AppError } from '../../shared/errors.ts';
import type { recoveryContract } from '../../shared/recovery/contract.ts';
import { renderPdf } from '../documents/pdf.ts';
import { type RecoveryPaper, recoveryDocx, recoveryHtml } from '../documents/recovery.ts';
import type { HandlersOf } from '../rpc.ts';
import { savePaper } from '../save-paper.ts';
import { openDesk, type Services } from '../services.ts';
import { changeSession } from '../session/change.ts';
import { rebuildCity } from '../session/create.ts';
import {
  chooseRecoveryFile,
  makeRecoveryKey,
  openChosenRecovery,
  type RecoveryNote,
  recoveryNoteSetting,
} from '../session/recovery.ts';

export const recoveryHandlers: HandlersOf<typeof recoveryContract> = {
  'recovery.get': (db) => {
    const word = readRecoveryWord(db);
    return {
      key: word ? { n: word.n, atMs: word.atMs, keeper: noteOf(db, word.n)?.keeper ?? '' } : null,
      canMake: requireIdentity(db).citySignSecret !== '',
      isRebuilt: readRecoveryIdentity(db) !== '',
    };
  },
  'recovery.create': (services, input) => makeRecoveryKey(services, input),
  'recovery.exportPaper': async (services, { format }) => {
    const paper = toPaper(openDesk(services).db);
    const name = `市级恢复密钥保管单（第${paper.n}号）`;
    return savePaper(
      services,
      { title: '保存恢复密钥保管单', name, format },
      {
        docx: () => recoveryDocx(paper),
        pdf: () => renderPdf(recoveryHtml(paper, services.paperFonts()), services.printing.toPdf),
      },
    );
  },
  'recovery.printPaper': async (services) => ({ printed: await print(services) }),
  'recovery.choose': (services) => chooseRecoveryFile(services),
  'recovery.open': (services, { handle, passphrase }) => openChosenRecovery(services, handle, passphrase),
  'recovery.rebuild': (services, { handle, ...desk }) =>
    changeSession(services, () => rebuildCity(services, handle, desk)),
};

function print(services: Services): Promise<boolean> {
  return services.printing.print(recoveryHtml(toPaper(openDesk(services).db), services.paperFonts()));
}

/** What was noted when the key that counts was made; nothing on a desk that was rebuilt. */
function noteOf(db: ReadDb, n: number): RecoveryNote | undefined {
  const note = readSetting<RecoveryNote>(db, recoveryNoteSetting);
  return note?.n === n ? note : undefined;
}

/** @throws AppError recovery.none */
function toPaper(db: ReadDb): RecoveryPaper {
  const word = readRecoveryWord(db);
  if (!word) throw new AppError('recovery.none');
  const note = noteOf(db, word.n);
  return {
    n: word.n,
    date: localDate(word.atMs),
    officer: note?.officer ?? '',
    keeper: note?.keeper ?? '',
    cityFingerprint: fingerprint(requireIdentity(db).citySignPublic),
  };
}
