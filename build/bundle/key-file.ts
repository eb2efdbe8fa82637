/** Reads what support is handed to open a bundle with: an age identity, the city's recovery file, or a passphrase. */
import { readFile } from 'node:fs/promises';
import {
  type AgeKey,
  ageDecryptBytes,
  ageEncryptBytes,
  generateRecipientKeys,
  NoMatchingKeyError,
} from '../../db/age.ts';
import { ToolError } from './tool-error.ts';

export interface BundleKeys {
  readonly identities: readonly string[];
  /** The first line, for a bundle that is locked with a passphrase. */
  readonly passphrase: string;
  /** The city's public signing key, when the file names it. */
  readonly citySignPublic?: string;
}

const largestBytes = 64 * 1024;

/**
 * Every `AGE-SECRET-KEY-1…` in the file, whatever stands around it: comments as age-keygen writes them, or a recovery
 * file's other lines.
 * @throws ToolError
 */
export async function readKeyFile(path: string): Promise<BundleKeys> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch {
    throw new ToolError(`密钥文件“${path}”不能读取，没有做任何改动。请核对路径和权限。`);
  }
  if (bytes.length > largestBytes) {
    throw new ToolError(`“${path}”不像密钥文件（过大），没有做任何改动。请选择 age 密钥文件或市级恢复文件。`);
  }
  const text = bytes.toString('utf8').replace(/^\uFEFF/, '');
  const [, citySignPublic] =
    /citySignPublic"?\s*[:=]\s*"?([A-Za-z0-9_-]{43})(?![A-Za-z0-9_-])/.exec(text) ?? [];
  const identities = text.match(/AGE-SECRET-KEY-1[0-9A-Za-z]+/g) ?? [];
  for (const identity of identities) {
    if (await isUsableIdentity(identity)) continue;
    throw new ToolError(`“${path}”中的密钥有抄写错误，没有做任何改动。请逐字核对，或换一个密钥文件。`);
  }
  return {
    identities,
    passphrase: text.split(/\r?\n/, 1)[0] ?? '',
    ...(citySignPublic === undefined ? {} : { citySignPublic }),
  };
}

/** @throws ToolError when the file holds nothing for this lock */
export function keyFor(lock: 'recipients' | 'passphrase', keys: BundleKeys): AgeKey {
  if (lock === 'recipients') {
    if (keys.identities.length > 0) return { identities: keys.identities };
    throw new ToolError('密钥文件里没有 age 密钥（AGE-SECRET-KEY-1…），没有做任何改动。请换一个密钥文件。');
  }
  if (keys.identities.length === 0 && keys.passphrase !== '') return { passphrase: keys.passphrase };
  throw new ToolError('这个数据包用口令加密，密钥文件的第一行应为口令。没有做任何改动，请换一个密钥文件。');
}

/** A key with a wrong letter would otherwise look like a damaged bundle. */
async function isUsableIdentity(identity: string): Promise<boolean> {
  const { ageRecipient } = await generateRecipientKeys();
  const sealed = await ageEncryptBytes(new Uint8Array(), { recipients: [ageRecipient] });
  try {
    await ageDecryptBytes(sealed, { identities: [identity] });
    return true;
  } catch (error) {
    return error instanceof NoMatchingKeyError;
  }
}
