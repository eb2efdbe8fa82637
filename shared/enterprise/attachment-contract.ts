/** 附件 of an enterprise: names and notes travel with the log, bytes lie in this laptop's `blob` table. */
import { z } from 'zod';
import { entityId } from '../log/operation.ts';
import { action, command, query } from '../rpc.ts';
import { typedLine } from '../text/typed.ts';
import { pictureTypes, shownTypes } from './file-content.ts';

const id = entityId;

/** Largest attachment. A month's bundle must still fit a mail. */
export const attachmentLimitBytes = 20 * 1024 * 1024;
/** Largest photo or scan that is shown: those that were made smaller have about 1 MB. */
export const shownLimitBytes = 8 * 1024 * 1024;
/** Largest photo or scan that is taken in to be made smaller. */
export const pictureLimitBytes = 60 * 1024 * 1024;
/** Most files that are chosen in one dialog. */
export const filesPerChoice = 100;

export const attachment = z.object({
  id: z.string(),
  enterpriseId: z.string(),
  /** The record of the enterprise that it belongs to; '' for the enterprise itself. */
  aboutId: z.string(),
  name: z.string(),
  sizeBytes: z.int(),
  mediaType: z.string(),
  note: z.string(),
  addedAtMs: z.int(),
  /** False while only the name has come in a bundle, not the content. */
  available: z.boolean(),
  removed: z.boolean(),
  /** Whether this desk may describe it or take it away. */
  editable: z.boolean(),
  /** Why an officer should think twice before opening it; '' for nothing. */
  warning: z.string(),
});
export type Attachment = z.output<typeof attachment>;

export const fileChoice = z.object({
  /** Names the chosen file; forgotten when others are chosen and when the desk is locked. */
  token: z.string(),
  name: z.string(),
});
export type FileChoice = z.output<typeof fileChoice>;

export const chosenFile = fileChoice.extend({
  sizeBytes: z.int(),
  warning: z.string(),
  /** What kind of picture it is by its content; null for none. A picture is made smaller before it is added. */
  picture: z.enum(pictureTypes).nullable(),
  /** Another attachment of the same record with the same content; '' for none. */
  sameContentAs: z.string(),
});
export type ChosenFile = z.output<typeof chosenFile>;

export const attachmentNoteLength = 500;
const attachmentNote = typedLine().max(attachmentNoteLength, {
  message: `说明请不超过 ${attachmentNoteLength} 字`,
});

/** The record it belongs to; '' for the enterprise itself. */
const aboutId = z.union([z.literal(''), id]).default('');
const token = z.string().max(80);

export const attachmentContract = {
  'attachment.list': query(
    z.object({
      enterpriseId: id,
      /** Only of this record; all of the enterprise when left out. */
      aboutId: z.union([z.literal(''), id]).optional(),
      includeRemoved: z.boolean().default(false),
    }),
    z.array(attachment),
  ),
  /** A photo or scan, to be looked at. What is no picture, or was not made smaller, is refused. */
  'attachment.view': query(
    z.object({ id }),
    z.object({ mediaType: z.enum(shownTypes), bytes: z.instanceof(Uint8Array) }),
  ),
  /** Asks for files; nothing is read. Empty when the officer cancels. */
  'attachment.choose': action(z.object({}), z.array(fileChoice)),
  /** Reads one of the files that were chosen, in place of the one read before, and looks at it; nothing is written. */
  'attachment.read': action(z.object({ enterpriseId: id, aboutId, token }), chosenFile),
  /** The content of the picture that was read, for the window to make it smaller. */
  'attachment.picture': action(z.object({ token }), z.object({ bytes: z.instanceof(Uint8Array) })),
  /** The picture as it is to be kept takes the place of the one that was read. */
  'attachment.usePicture': action(
    z.object({
      enterpriseId: id,
      aboutId,
      token,
      mediaType: z.enum(['image/jpeg', 'image/png']),
      bytes: z.instanceof(Uint8Array),
    }),
    chosenFile,
  ),
  'attachment.add': command(
    z.object({
      enterpriseId: id,
      aboutId,
      token,
      note: attachmentNote,
    }),
    z.object({ id: z.string() }),
    { atLeader: true },
  ),
  'attachment.describe': command(z.object({ id, note: attachmentNote }), z.null(), { atLeader: true }),
  'attachment.remove': command(z.object({ id }), z.null(), { atLeader: true }),
  'attachment.restore': command(z.object({ id }), z.null(), { atLeader: true }),
  /** Saves the content where the officer says; null when cancelled. */
  'attachment.saveAs': action(z.object({ id }), z.object({ path: z.string() }).nullable()),
};
