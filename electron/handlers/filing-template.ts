/** 报备表模板: choose, remove, save again. */
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { sha256Hex } from '../../db/crypto.ts';
import {
  findPaperTemplate,
  paperTemplateBytes,
  removePaperTemplate,
  writePaperTemplate,
} from '../../db/paper-template.ts';
import { type ReadDb, transact } from '../../db/sql.ts';
import { AppError } from '../../shared/errors.ts';
import type { filingTemplateContract } from '../../shared/filing/template-contract.ts';
import { safeFileName } from '../../shared/text/file-name.ts';
import { openTemplate, templateBytes, templateTooLarge } from '../documents/template.ts';
import { sampleTemplate } from '../documents/template-sample.ts';
import type { HandlersOf } from '../rpc.ts';
import { askForPaper } from '../save-paper.ts';
import { openDesk } from '../services.ts';
import { onAskedDesk, writeFromDesk } from '../write-from-desk.ts';

export const filingTemplateHandlers: HandlersOf<typeof filingTemplateContract> = {
  'template.get': (db) => findPaperTemplate(db) ?? null,
  'template.choose': async (services) => {
    const asked = openDesk(services);
    const path = await services.dialogs.openFile({
      title: '选择报备表模板',
      filters: [{ name: 'Word 文档', extensions: ['docx'] }],
    });
    if (path === null) return null;
    const file = await readTemplate(path);
    return onAskedDesk(services, asked, async ({ db }) => {
      const { topics, value } = transact(db, (writing) => {
        writePaperTemplate(writing, { ...file, chosenAtMs: services.nowMs() });
        return findPaperTemplate(writing) ?? null;
      });
      services.broadcast(topics);
      return value;
    });
  },
  'template.remove': (db) => {
    removePaperTemplate(db);
    return null;
  },
  'template.save': async (services, { which }) => {
    const desk = openDesk(services);
    const { name, bytes } = which === 'own' ? requireTemplate(desk.db) : sample();
    const path = await askForPaper(services, {
      title: '保存报备表模板',
      name: name.replace(/\.docx$/i, ''),
      format: 'docx',
    });
    if (path === null) return null;
    await writeFromDesk(services, desk, path, () => bytes);
    return { path };
  },
};

/** @throws AppError record.not-found */
function requireTemplate(db: ReadDb): { readonly name: string; readonly bytes: Uint8Array } {
  const bytes = paperTemplateBytes(db);
  if (!bytes) throw new AppError('record.not-found');
  return { name: findPaperTemplate(db)?.name ?? '', bytes };
}

function sample(): { readonly name: string; readonly bytes: Uint8Array } {
  return { name: '检查处置报备表（模板样板）', bytes: sampleTemplate() };
}

/** Checked before it is kept. @throws AppError template.unusable; file-system errors as they are. */
async function readTemplate(path: string): Promise<{ name: string; bytes: Uint8Array; sha256: string }> {
  const name = safeFileName(basename(path));
  // The size is looked at before the file is read.
  if ((await stat(path)).size > templateBytes) throw templateTooLarge(name);
  const bytes = await readFile(path);
  openTemplate(bytes, name);
  return { name, bytes, sha256: sha256Hex(bytes) };
}
