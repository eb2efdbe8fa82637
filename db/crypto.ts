/** The only module that touches cryptography. */
import { hash, randomBytes } from 'node:crypto';

/** SHA-256 as 64 hex digits; text is hashed as UTF-8. */
export function sha256Hex(data: Uint8Array | string): string {
  return hash('sha256', data, 'hex');
}

/** 128 random bits as 32 hex digits. */
export function randomId(): string {
  return randomBytes(16).toString('hex');
}
