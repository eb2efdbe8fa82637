/** How large a run is and what goes wrong in it. */
export interface Size {
  readonly towns: number;
  /** of each town */
  readonly laptops: number;
  /** leaders of the city with a laptop of their own */
  readonly leaders: number;
  readonly months: number;
  readonly enterprises: number;
  /** of each laptop and month */
  readonly saves: number;
}

/** Shares between 0 and 1. */
export interface Faults {
  /** of deliveries that never come */
  readonly drop: number;
  /** of deliveries taken in twice */
  readonly duplicate: number;
  /** of deliveries that come one to three months later */
  readonly delay: number;
  /** of files cut or with a bit flipped */
  readonly damage: number;
  /** of imports whose process dies in the middle */
  readonly kill: number;
  /** of laptops in a month that go back to a backup */
  readonly restore: number;
  /** of laptops in a month that are copied, both going on */
  readonly clone: number;
  /** of enterprises in a month that go to another town */
  readonly reassign: number;
  /** of bundles from towns in which a tampered program slips something in */
  readonly forge: number;
  /** of bundles that leave out what the recipient has acknowledged */
  readonly delta: number;
  /** of saves typed into a form that was opened days before */
  readonly stale: number;
  /** of laptops that begin with an older program */
  readonly old: number;
  /** of those that are upgraded on the way */
  readonly upgrade: number;
  /** clocks are off by up to so many years, either way */
  readonly clockYears: number;
  /** 1: the city goes back to a backup once */
  readonly cityRestore: number;
}

/** design/exchange.md, What must hold. */
export const fullSize: Size = {
  towns: 20,
  laptops: 3,
  leaders: 3,
  months: 24,
  enterprises: 2000,
  saves: 40,
};

export const fullFaults: Faults = {
  drop: 0.1,
  duplicate: 0.15,
  delay: 0.15,
  damage: 0.05,
  kill: 0.02,
  restore: 0.05,
  clone: 0.02,
  reassign: 0.03,
  forge: 0.02,
  delta: 0.5,
  stale: 0.1,
  old: 0.15,
  upgrade: 0.5,
  clockYears: 2,
  cityRestore: 1,
};

export const faultNames = Object.keys(fullFaults) as readonly (keyof Faults)[];
