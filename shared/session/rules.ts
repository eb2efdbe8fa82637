/** What makes a passphrase acceptable, and how long a wrong one has to wait. */

export const passphraseMinimum = 8;

export type PassphraseProblem = 'short' | 'repeated' | 'sequence';

/** Why a passphrase is refused, or null. Length is counted in characters as people see them typed. */
export function passphraseProblem(passphrase: string): PassphraseProblem | null {
  const characters = [...passphrase.normalize('NFC')];
  if (characters.length < passphraseMinimum) return 'short';
  if (new Set(characters).size === 1) return 'repeated';
  return isPlainSequence(characters) ? 'sequence' : null;
}

const rows = ['0123456789', 'abcdefghijklmnopqrstuvwxyz', 'qwertyuiopasdfghjklzxcvbnm'];
/** Every row forwards and backwards, twice, so that 890123 counts too. */
const sequences = rows.flatMap((row) => [row + row, [...(row + row)].toReversed().join('')]);

function isPlainSequence(characters: readonly string[]): boolean {
  const text = characters.join('').toLowerCase();
  return sequences.some((sequence) => sequence.includes(text));
}

export type PassphraseStrength = 'refused' | 'plain' | 'good' | 'strong';

/** A word for the officer while typing; only `refused` stops anything. */
export function passphraseStrength(passphrase: string): PassphraseStrength {
  if (passphraseProblem(passphrase)) return 'refused';
  const characters = [...passphrase.normalize('NFC')];
  const different = new Set(characters).size;
  const kinds = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^a-zA-Z0-9]/].filter((kind) => kind.test(passphrase)).length;
  if (characters.length >= 14 && different >= 8) return 'strong';
  if (different >= 6 && (characters.length >= 11 || kinds >= 3)) return 'good';
  return 'plain';
}

const freeTries = 3;
const longestWaitSeconds = 300;

/** Seconds to wait after so many wrong passphrases in a row: nothing before the third, then 1, 2, 4 … 300. */
export function waitAfterWrong(wrongTries: number): number {
  if (wrongTries < freeTries) return 0;
  return Math.min(longestWaitSeconds, 2 ** (wrongTries - freeTries));
}

/** Minutes without a key or a click until the desk locks itself. */
export const idleLockChoices = [5, 10, 15, 30, 60] as const;
export const idleLockDefault = 15;
