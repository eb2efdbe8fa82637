/** Bundles as the program writes them, each with the keys it is tried with. */
import type { Case } from './case.ts';

export const writtenCases: readonly Case[] = [
  {
    file: 'upward.drcb',
    verdict: 'genuine',
    opensWith: 'city',
    note: 'town → city, with an attachment',
    make: ({ upward }) => upward,
  },
  {
    file: 'long.drcb',
    verdict: 'genuine',
    opensWith: 'city',
    note: 'longer than one piece of the age stream',
    make: ({ long }) => long,
  },
  {
    file: 'downward.drcb',
    verdict: 'genuine',
    opensWith: 'town',
    note: 'city → town, encrypted to two laptops; the key fits the second',
    make: ({ downward }) => downward,
  },
  {
    file: 'enrolling.drcb',
    verdict: 'genuine',
    opensWith: 'city',
    sender: 'enrolment',
    note: 'a laptop without a certificate proves that it holds the invitation',
    make: ({ enrolling }) => enrolling,
  },
  {
    file: 'passphrase.drcb',
    verdict: 'genuine',
    opensWith: 'passphrase',
    note: 'locked with a passphrase instead of recipients',
    make: ({ passphrase }) => passphrase,
  },
  {
    file: 'foreign-recipient.drcb',
    verdict: 'not-for-us',
    opensWith: 'stranger',
    note: 'genuine, tried with keys it is not encrypted to',
    make: ({ elsewhere }) => elsewhere,
  },
  {
    file: 'passphrase-missing.drcb',
    verdict: 'needs-passphrase',
    opensWith: 'city',
    note: 'locked with a passphrase, tried with an identity',
    make: ({ passphrase }) => passphrase,
  },
  {
    file: 'passphrase-wrong.drcb',
    verdict: 'wrong-passphrase',
    opensWith: 'wrongPassphrase',
    note: 'tried with another passphrase',
    make: ({ passphrase }) => passphrase,
  },
];
