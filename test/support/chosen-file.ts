/** Chooses one file for an attachment, and lets the desk look at it. */
import type { InputOf, OutputOf } from '../../shared/contract.ts';
import { placeFile, type TestDesk } from './desk.ts';

/** @returns what the desk says of it; `token` names it in `attachment.add`. Rejects with what `attachment.read` refuses. */
export async function chooseFile(
  desk: Pick<TestDesk, 'call' | 'dialogAnswers'>,
  place: Omit<InputOf<'attachment.read'>, 'token'>,
  path: string,
): Promise<OutputOf<'attachment.read'>> {
  desk.dialogAnswers.push(path);
  const [choice] = await desk.call('attachment.choose', {});
  return desk.call('attachment.read', { ...place, token: choice?.token ?? '' });
}

/** Adds one file. @returns the id of the attachment. */
export async function attachFile(
  desk: TestDesk,
  place: Omit<InputOf<'attachment.read'>, 'token'>,
  name: string,
  content: Uint8Array | string,
): Promise<string> {
  const { token } = await chooseFile(desk, place, placeFile(desk, name, content));
  return (await desk.call('attachment.add', { ...place, token, note: '' })).id;
}
