import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { type AttachmentRecord, attachmentsByEnterprise, findAttachment } from '../../db/attachment.ts';
import { blobBytes, hasBlob, storeBlob } from '../../db/blob.ts';
import { randomId, sha256Hex } from '../../db/crypto.ts';
import { appendWrite } from '../../db/log/append.ts';
import { newRecordId } from '../../db/log/record-id.ts';
import type { ReadDb, WriteDb } from '../../db/sql.ts';
import {
  type Attachment,
  type attachmentContract,
  attachmentLimitBytes,
  type ChosenFile,
  pictureLimitBytes,
} from '../../shared/enterprise/attachment-contract.ts';
import { fileWarning, mediaTypeOf } from '../../shared/enterprise/attachment-rules.ts';
import { pictureTypeOf } from '../../shared/enterprise/file-content.ts';
import { attachmentEntity } from '../../shared/enterprise/entity.ts';
import { AppError } from '../../shared/errors.ts';
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

/** Files chosen and not yet added, by token; they go with the open desk. */
const chosen = new WeakMap<Desk, Map<string, ChosenBytes>>();

export const attachmentHandlers: HandlersOf<typeof attachmentContract> = {
  'attachment.list': (db, { enterpriseId, aboutId, includeRemoved }, context) =>
    attachmentsByEnterprise(db, enterpriseId, includeRemoved)
      .filter((one) => aboutId === undefined || one.aboutId === aboutId)
      .map((one) => shownOf(db, one, context)),

  'attachment.choose': async (services, { enterpriseId, aboutId }) => {
    const path = await services.dialogs.openFile({ title: '选择附件', filters: [] });
    if (path === null) return null;
    const file = await readChosen(path);
    return keepChosen(openDesk(services), { enterpriseId, aboutId }, randomId(), file);
  },
  'attachment.picture': async (services, { token }) => {
    const file = requireChosen(openDesk(services), token);
    return { bytes: file.bytes };
  },
  'attachment.usePicture': async (services, { enterpriseId, aboutId, token, mediaType, bytes }) => {
    const desk = openDesk(services);
    const { name } = requireChosen(desk, token);
    if (pictureTypeOf(bytes) !== mediaType) throw new AppError('attachment.no-picture', { file: name });
    const extension = mediaType === 'image/png' ? 'png' : 'jpg';
    const renamed = safeFileName(`${name.replace(/\.[^.]*$/u, '')}.${extension}`);
    const file = { name: renamed, bytes, sha256: sha256Hex(bytes) };
    return keepChosen(desk, { enterpriseId, aboutId }, token, file);
  },

  'attachment.add': (db, { enterpriseId, aboutId, token, note }, context) => {
    const file = requireChosen(context.desk, token);
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

/** One at a time: what was chosen before and not added is forgotten. */
function keepChosen(desk: Desk, place: Place, token: string, file: ChosenBytes): ChosenFile {
  const same = sameContent(desk.db, place, file);
  chosen.set(desk, new Map([[token, file]]));
  return {
    token,
    name: file.name,
    sizeBytes: file.bytes.length,
    warning: fileWarning(file.name, file.bytes),
    picture: pictureTypeOf(file.bytes),
    sameContentAs: same?.name ?? '',
  };
}

/** @throws AppError attachment.choice-gone */
function requireChosen(desk: Desk, token: string): ChosenBytes {
  const file = chosen.get(desk)?.get(token);
  if (!file) throw new AppError('attachment.choice-gone');
  return file;
}

/** @throws AppError attachment.too-large | attachment.empty; file-system errors as they are. */
async function readChosen(path: string): Promise<ChosenBytes> {
  const name = safeFileName(basename(path));
  const { size } = await stat(path);
  // The size is looked at before the file is read: a 4 GB video must not fill the memory.
  if (size > pictureLimitBytes) throw new AppError('attachment.too-large', { file: name });
  const bytes = await readFile(path);
  // A photo is made smaller before it is added.
  const limit = pictureTypeOf(bytes) === null ? attachmentLimitBytes : pictureLimitBytes;
  if (bytes.length > limit) throw new AppError('attachment.too-large', { file: name });
  if (bytes.length === 0) throw new AppError('attachment.empty', { file: name });
  return { name, bytes, sha256: sha256Hex(bytes) };
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
