/** 附件 of an enterprise: names and notes travel with the log, bytes lie in this laptop's `blob` table. */
import { z } from 'zod';
import { entityId } from '../log/operation.ts';
import { action, command, query } from '../rpc.ts';
import { typedLine } from '../text/typed.ts';

const id = entityId;

/** Largest attachment. A month's bundle must still fit a mail. */
export const attachmentLimitBytes = 20 * 1024 * 1024;

export const attachment = z.object({
  id: z.string(),
  enterpriseId: z.string(),
  name: z.string(),
  sizeBytes: z.int(),
  mediaType: z.string(),
  note: z.string(),
  addedAtMs: z.int(),
  /** False while only the name has come in a bundle, not the content. */
  available: z.boolean(),
  removed: z.boolean(),
  /** Why an officer should think twice before opening it; '' for nothing. */
  warning: z.string(),
});
export type Attachment = z.output<typeof attachment>;

export const chosenFile = z.object({
  /** Names the chosen file in `attachment.add`; forgotten when the desk is locked. */
  token: z.string(),
  name: z.string(),
  sizeBytes: z.int(),
  warning: z.string(),
  /** Another attachment of this enterprise with the same content; '' for none. */
  sameContentAs: z.string(),
});
export type ChosenFile = z.output<typeof chosenFile>;

export const attachmentNoteLength = 500;
const attachmentNote = typedLine().max(attachmentNoteLength, {
  message: `说明请不超过 ${attachmentNoteLength} 字`,
});

export const attachmentContract = {
  'attachment.list': query(
    z.object({ enterpriseId: id, includeRemoved: z.boolean().default(false) }),
    z.array(attachment),
  ),
  /** Asks for a file and looks at it; nothing is written. Null when the officer cancels. */
  'attachment.choose': action(z.object({ enterpriseId: id }), chosenFile.nullable()),
  'attachment.add': command(
    z.object({
      enterpriseId: id,
      token: z.string().max(80),
      note: attachmentNote,
    }),
    z.object({ id: z.string() }),
  ),
  'attachment.describe': command(z.object({ id, note: attachmentNote }), z.null()),
  'attachment.remove': command(z.object({ id }), z.null()),
  'attachment.restore': command(z.object({ id }), z.null()),
  /** Saves the content where the officer says; null when cancelled. */
  'attachment.saveAs': action(z.object({ id }), z.object({ path: z.string() }).nullable()),
};
