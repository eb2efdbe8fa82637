/** What a test vector is made of, and the verdict every reader must reach. */
import type { TakenApart } from '../bundle/craft.ts';

/** What a reader says; the names stand in docs/bundle-format.md. */
export type Verdict =
  | 'genuine'
  | 'not-a-bundle'
  | 'truncated'
  | 'damaged'
  | 'newer-version'
  | 'not-for-us'
  | 'needs-passphrase'
  | 'wrong-passphrase'
  | 'bad-signature'
  | 'unknown-sender'
  | 'limit'
  | 'bad-operation';

/** Whose keys are tried: the names of test/vectors/keys.json. */
export type OpensWith = 'city' | 'town' | 'stranger' | 'passphrase' | 'wrongPassphrase';

/** Bundles as the program writes them, to be changed by hand. */
export interface Genuine {
  /** certified town → city, with an attachment */
  readonly upward: Uint8Array;
  readonly upwardParts: TakenApart;
  readonly downward: Uint8Array;
  /** the same town before it holds a certificate */
  readonly enrolling: Uint8Array;
  /** as upward, locked with the passphrase */
  readonly passphrase: Uint8Array;
  /** as upward, with a second, longer attachment */
  readonly long: Uint8Array;
  /** city → another town: encrypted to that town's laptop alone */
  readonly elsewhere: Uint8Array;
}

export interface Case {
  readonly file: string;
  readonly verdict: Verdict;
  readonly opensWith: OpensWith;
  /** Of a genuine one; by the city's certificate when left out. */
  readonly sender?: 'certificate' | 'enrolment';
  /** One line of the table in docs/bundle-format.md. */
  readonly note: string;
  readonly make: (genuine: Genuine) => Uint8Array | Promise<Uint8Array>;
}
