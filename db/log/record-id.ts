/**
 * Ids of records. Half of one is random, the other half says for which partition it was made: whoever writes somebody
 * else's record in a partition of his own cannot make it his, because the id goes on naming the other one.
 */
import { birthText } from '../../shared/log/home.ts';
import { randomId, sha256Hex } from '../crypto.ts';

const half = 16;

/** 64 random bits and 64 of a hash, as 32 hex digits: as long as the ids that older programs made. */
export function newRecordId(partition: string): string {
  return recordIdOf(randomId(), partition);
}

/** For a record that every laptop must find under the same id. `digits`: 16 hex digits or more, the first 16 count. */
export function recordIdOf(digits: string, partition: string): string {
  const nonce = digits.slice(0, half);
  return nonce + birthMark(nonce, partition);
}

/** Ids of older programs say nothing: false for every partition. */
export function isBornIn(id: string, partition: string): boolean {
  return id.length === 2 * half && birthMark(id.slice(0, half), partition) === id.slice(half);
}

function birthMark(nonce: string, partition: string): string {
  return sha256Hex(birthText(nonce, partition)).slice(0, half);
}
