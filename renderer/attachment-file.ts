/** A chosen file on its way to becoming an attachment: read, and made smaller where it is a picture. */
import type { ChosenFile, FileChoice } from '../shared/enterprise/attachment-contract.ts';
import { call } from './api.ts';
import { keptPicture } from './picture.ts';

/** What it is to be added to: the record `aboutId` of the enterprise, or the enterprise itself. */
export interface AttachmentPlace {
  readonly enterpriseId: string;
  readonly aboutId?: string;
}

export interface PreparedFile extends ChosenFile {
  readonly originalBytes: number;
  /** A picture that is damaged, or too large for what draws it: it is as it was chosen. */
  readonly isBroken: boolean;
}

/** @throws CallError what `attachment.read`, `attachment.picture` or `attachment.usePicture` refuse. */
export async function prepareFile(
  place: AttachmentPlace,
  { token }: Pick<FileChoice, 'token'>,
): Promise<PreparedFile> {
  const file = await call('attachment.read', { ...place, token });
  const originalBytes = file.sizeBytes;
  if (file.picture === null) return { ...file, originalBytes, isBroken: false };
  const { bytes } = await call('attachment.picture', { token });
  const kept = await keptPicture(bytes, file.picture).catch(() => null);
  if (kept === null) return { ...file, originalBytes, isBroken: true };
  const used = await call('attachment.usePicture', { ...place, token, ...kept });
  return { ...used, originalBytes, isBroken: false };
}
