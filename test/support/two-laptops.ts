/** Two laptops of the city that know each other. */
import { authorOf } from '../../electron/desk.ts';
import { testNowMs } from './database.ts';
import { openTestDesk, type TestDesk } from './desk.ts';
import { certify, operationsOf, takeOperations } from './log.ts';
import { open } from './two-desks.ts';

export function twoCityLaptops(): { readonly a: TestDesk; readonly b: TestDesk } {
  const [a, b] = [openTestDesk({ side: 'city', digit: 'a' }), openTestDesk({ side: 'city', digit: 'b' })];
  certify(open(a).db, authorOf(open(b).identity, testNowMs));
  certify(open(b).db, authorOf(open(a).identity, testNowMs));
  return { a, b };
}

/** Both know afterwards what either knew. */
export function exchangeLogs(a: TestDesk, b: TestDesk): void {
  const [ofA, ofB] = [operationsOf(open(a).db), operationsOf(open(b).db)];
  takeOperations(open(b).db, ofA);
  takeOperations(open(a).db, ofB);
}
