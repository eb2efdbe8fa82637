/** A broken promise. `invariant` is one of `invariants`, so that a shortened plan can be seen to break the same one. */

/** design/exchange.md, What must hold. */
export const invariants = {
  convergence: '1 convergence: equal sets of operations give equal projections, heads and shown values',
  anyOrder: '2 any order, grouping and repetition gives the same',
  rebuilt: '3 what grew step by step equals what is rebuilt from the log',
  noLostUpdate:
    '4 no save is lost: it is a head, superseded by a write that saw it, held with a reason, or in a conflict',
  delivery: '5 after two rounds without faults the city holds every operation that survives',
  authority: '6 who may not write a field changes nothing',
  scope: '7 a bundle carries only what its recipient may read',
  atomicity: '8 an import that fails leaves everything as it was',
  clocks: '9 clocks change only what is shown of open conflicts',
  serial: '10 serial edits with full delivery never conflict; old versions relay new fields byte for byte',
  bug: '– the program threw what it should not throw',
} as const;
export type Invariant = keyof typeof invariants;

export class Violation extends Error {
  readonly invariant: Invariant;

  constructor(invariant: Invariant, message: string) {
    super(message);
    this.invariant = invariant;
  }
}

export function ensure(holds: boolean, invariant: Invariant, message: () => string): void {
  if (!holds) throw new Violation(invariant, message());
}
