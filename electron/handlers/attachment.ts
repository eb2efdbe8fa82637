import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { type AttachmentRecord, attachmentsByEnterprise, findAttachment } from '../../db/attachment.ts';
import { blobBytes, blobSize, hasBlob, storeBlob } from '../../db/blob.ts';
import { randomId, sha256Hex } from '../../db/crypto.ts';
import { appendWrite } from '../../db/log/append.ts';
import { newRecordId } from '../../db/log/record-id.ts';
import type { ReadDb, WriteDb } from '../../db/sql.ts';
import {
  type Attachment,
  type attachmentContract,
  attachmentLimitBytes,
  type ChosenFile,
  filesPerChoice,
  pictureLimitBytes,
  shownLimitBytes,
} from '../../shared/enterprise/attachment-contract.ts';
import { fileWarning, mediaTypeOf } from '../../shared/enterprise/attachment-rules.ts';
import { pictureTypeOf, shownTypes } from '../../shared/enterprise/file-content.ts';
import { attachmentEntity } from '../../shared/enterprise/entity.ts';
import { AppError, type ErrorCode } from '../../shared/errors.ts';
import { fileExtension, safeFileName } from '../../shared/text/file-name.ts';
import { isOwnAttachment, requireAttachable, requireOwnAttachment } from '../attached.ts';
import { authorOf, type Desk } from '../desk.ts';
import type { HandlerContext, HandlersOf } from '../rpc.ts';
import type { Services } from '../services.ts';
import { writeFromDesk } from '../write-from-desk.ts';

interface ChosenBytes {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly sha256: string;
}

/** What was chosen last, and not yet added; it goes with the open desk. */
interface Choice {
  /** By token. */
  readonly paths: ReadonlyMap<string, string>;
  /** One file at a time is in memory, however many were chosen. */
  read: { readonly token: string; readonly file: ChosenBytes } | null;
}

const choices = new WeakMap<Desk, Choice>();

export const attachmentHandlers: HandlersOf<typeof attachmentContract> = {
  'attachment.list': (db, { enterpriseId, aboutId, includeRemoved }, context) =>
    attachmentsByEnterprise(db, enterpriseId, includeRemoved)
      .filter((one) => aboutId === undefined || one.aboutId === aboutId)
      .map((one) => shownOf(db, one, context)),

  'attachment.view': (db, { id }) => {
    const { name, sha256 } = requireAttachment(db, id);
    const size = blobSize(db, sha256);
    if (size === undefined) throw new AppError('attachment.not-here');
    const bytes = new Uint8Array(size > shownLimitBytes ? [] : blobBytes(db, sha256));
    const mediaType = shownTypes.find((type) => type === pictureTypeOf(bytes));
    if (mediaType === undefined) throw new AppError('attachment.not-shown', { file: name });
    return { mediaType, bytes };
  },

  'attachment.choose': async (services) => {
    const files = await services.dialogs.openFiles({ title: '选择附件（可多选）', filters: [] });
    const desk = openDesk(services);
    if (files.length === 0) return [];
    if (files.length > filesPerChoice)
      throw new AppError('rpc.too-many', { limit: filesPerChoice, count: files.length, what: '个文件' });
    const paths = new Map(files.map((path) => [randomId(), path]));
    choices.set(desk, { paths, read: null });
    return [...paths].map(([token, path]) => ({ token, name: shownName(path) }));
  },
  'attachment.read': async (services, { enterpriseId, aboutId, token }) => {
    const desk = openDesk(services);
    const choice = choices.get(desk);
    const path = choice?.paths.get(token);
    if (choice === undefined || path === undefined) throw new AppError('attachment.choice-gone');
    choice.read = null;
    const file = await readChosen(path);
    if (services.desk.current() !== desk) throw new AppError('session.locked');
    return keepRead(desk, { enterpriseId, aboutId }, token, file);
  },
  'attachment.picture': async (services, { token }) => {
    const file = requireRead(openDesk(services), token);
    return { bytes: file.bytes };
  },
  'attachment.usePicture': async (services, { enterpriseId, aboutId, token, mediaType, bytes }) => {
    const desk = openDesk(services);
    const { name } = requireRead(desk, token);
    if (pictureTypeOf(bytes) !== mediaType) throw new AppError('attachment.no-picture', { file: name });
    const extension = mediaType === 'image/png' ? 'png' : 'jpg';
    const renamed = safeFileName(`${name.replace(/\.[^.]*$/u, '')}.${extension}`);
    const file = { name: renamed, bytes, sha256: sha256Hex(bytes) };
    return keepRead(desk, { enterpriseId, aboutId }, token, file);
  },

  'attachment.add': (db, { enterpriseId, aboutId, token, note }, context) => {
    const file = requireRead(context.desk, token);
    if (file.bytes.length > attachmentLimitBytes)
      throw new AppError('attachment.too-large', { file: file.name });
    requireAttachable(db, { enterpriseId, aboutId }, context);
    const same = sameContent(db, { enterpriseId, aboutId }, file);
    if (same) throw new AppError('attachment.same-content', { name: same.name });
    storeBlob(db, file.bytes);
    const id = newRecordId(enterpriseId);
    appendWrite(db, authorOf(context.desk.identity, context.nowMs), {
      spec: attachmentEntity,
      id,
      partition: enterpriseId,
      fields: {
        name: file.name,
        sha256: file.sha256,
        sizeBytes: file.bytes.length,
        mediaType: mediaTypeOf(file.name),
        note,
        aboutId,
      },
    });
    // The choice is kept: should the commit fail on a full disk, the officer need not choose again.
    return { id };
  },

  'attachment.describe': (db, { id, note }, context) => change(db, id, { note }, context),
  'attachment.remove': (db, { id }, context) => change(db, id, { deleted: true }, context),
  'attachment.restore': (db, { id }, context) => change(db, id, { deleted: false }, context),

  'attachment.saveAs': async (services, { id }) => {
    const desk = openDesk(services);
    const record = requireAttachment(desk.db, id);
    const extension = fileExtension(record.name);
    const path = await services.dialogs.saveFile({
      title: '附件另存为',
      defaultName: safeFileName(record.name),
      filters: extension === '' ? [] : [{ name: '原格式', extensions: [extension] }],
    });
    if (path === null) return null;
    await writeFromDesk(services, desk, path, () => {
      if (!hasBlob(desk.db, record.sha256)) throw new AppError('attachment.not-here');
      return blobBytes(desk.db, record.sha256);
    });
    return { path };
  },
};

interface Place {
  readonly enterpriseId: string;
  readonly aboutId: string;
}

function sameContent(
  db: ReadDb,
  { enterpriseId, aboutId }: Place,
  { sha256 }: Pick<ChosenBytes, 'sha256'>,
): AttachmentRecord | undefined {
  return attachmentsByEnterprise(db, enterpriseId).find(
    (one) => one.sha256 === sha256 && one.aboutId === aboutId,
  );
}

/** In place of the file that was read before. @throws AppError attachment.choice-gone */
function keepRead(desk: Desk, place: Place, token: string, file: ChosenBytes): ChosenFile {
  const choice = choices.get(desk);
  if (choice?.paths.has(token) !== true) throw new AppError('attachment.choice-gone');
  choice.read = { token, file };
  return {
    token,
    name: file.name,
    sizeBytes: file.bytes.length,
    warning: fileWarning(file.name, file.bytes),
    picture: pictureTypeOf(file.bytes),
    sameContentAs: sameContent(desk.db, place, file)?.name ?? '',
  };
}

/** @throws AppError attachment.choice-gone */
function requireRead(desk: Desk, token: string): ChosenBytes {
  const read = choices.get(desk)?.read;
  if (read?.token !== token) throw new AppError('attachment.choice-gone');
  return read.file;
}

const shownName = (path: string): string => safeFileName(basename(path));

/** @throws AppError attachment.too-large | attachment.empty | attachment.gone | attachment.unreadable | attachment.read-failed */
async function readChosen(path: string): Promise<ChosenBytes> {
  const name = shownName(path);
  try {
    const found = await stat(path);
    // A pipe would never come to its end.
    if (!found.isFile()) throw new AppError('attachment.unreadable', { file: name });
    // The size is looked at before the file is read: a 4 GB video must not fill the memory.
    if (found.size > pictureLimitBytes) throw new AppError('attachment.too-large', { file: name });
    const bytes = await readFile(path);
    // A photo is made smaller before it is added.
    const limit = pictureTypeOf(bytes) === null ? attachmentLimitBytes : pictureLimitBytes;
    if (bytes.length > limit) throw new AppError('attachment.too-large', { file: name });
    if (bytes.length === 0) throw new AppError('attachment.empty', { file: name });
    return { name, bytes, sha256: sha256Hex(bytes) };
  } catch (error) {
    throw readError(error, name);
  }
}

const readErrors: Readonly<Record<string, ErrorCode>> = {
  ENOENT: 'attachment.gone',
  ENOTDIR: 'attachment.gone',
  ENODEV: 'attachment.gone',
  ENXIO: 'attachment.gone',
  EACCES: 'attachment.unreadable',
  EPERM: 'attachment.unreadable',
  EBUSY: 'attachment.unreadable',
  EMFILE: 'storage.too-many-open',
  ENFILE: 'storage.too-many-open',
};

/** Of a file that is only read: nothing is said of where it could have been written. */
function readError(error: unknown, file: string): unknown {
  if (!(error instanceof Error) || error instanceof AppError || !('syscall' in error) || !('code' in error))
    return error;
  return new AppError(readErrors[String(error.code)] ?? 'attachment.read-failed', { file });
}

function change(
  db: WriteDb,
  id: string,
  fields: { readonly note?: string; readonly deleted?: boolean },
  context: HandlerContext,
): null {
  const attachment = requireAttachment(db, id);
  requireOwnAttachment(db, attachment, context);
  const { enterpriseId } = attachment;
  const write = { spec: attachmentEntity, id, partition: enterpriseId, fields };
  appendWrite(db, authorOf(context.desk.identity, context.nowMs), write);
  return null;
}

function shownOf(db: ReadDb, record: AttachmentRecord, context: HandlerContext): Attachment {
  const { sha256: _, ...shown } = record;
  return { ...shown, warning: fileWarning(record.name), editable: isOwnAttachment(db, record, context) };
}

function requireAttachment(db: ReadDb, id: string): AttachmentRecord {
  const record = findAttachment(db, id);
  if (!record) throw new AppError('record.not-found');
  return record;
}

function openDesk(services: Services): Desk {
  const desk = services.desk.current();
  if (!desk) throw new AppError('session.locked');
  return desk;
}
