/** What officers type: which record, which fields, which values. */
import type { FieldSpec, FieldValue } from '../../shared/log/entity.ts';
import { entitySpec } from '../../shared/log/registry.ts';
import type { RecordName } from './plan.ts';
import type { Random } from './random.ts';

type Habits = Readonly<Record<string, number>>;

/** Weights of what a town's officer and a city's officer write; `deleted` marks a record, or takes the mark away. */
const townHabits: Habits = {
  enterprise: 45,
  filing: 18,
  filingDelivery: 2,
  visit: 9,
  promise: 3,
  problem: 9,
  problemEntry: 3,
  link: 10,
  attachment: 5,
  person: 8,
  meeting: 5,
  decision: 4,
  assignedDecision: 2,
  suggestionWithdrawal: 3,
  deleted: 3,
};
const cityHabits: Habits = {
  enterprise: 30,
  title: 14,
  plan: 8,
  cityLeaderLink: 10,
  person: 8,
  meeting: 4,
  decision: 2,
  filing: 9,
  filingDelivery: 1,
  visit: 3,
  promise: 1,
  problem: 6,
  problemEntry: 2,
  bulletin: 3,
  link: 5,
  attachment: 2,
  deleted: 3,
};

/** Records of one kind that an enterprise (or a town) has at most. */
const recordsEach = 3;
/** Few, so that two people often write the same. */
const values = 5;

export interface TypedSave {
  readonly of: RecordName;
  readonly fields: Readonly<Record<string, FieldValue>>;
}

/** A save on the enterprise, or on something of the desk's own. */
export function typeSave(random: Random, townId: string, enterprise: string): TypedSave {
  const habit = pickByWeight(random, townId === '' ? cityHabits : townHabits);
  if (habit === 'deleted') {
    const type = random.pick(['link', 'filing', 'attachment', 'enterprise'] as const);
    return { of: recordOf(random, type, townId, enterprise), fields: { deleted: random.chance(0.5) } };
  }
  const of = recordOf(random, habit, townId, enterprise);
  return { of, fields: typeFields(random, habit, townId) };
}

/** All fields of a record that has just been made. */
export function firstFields(random: Random, type: string, townId: string): Record<string, FieldValue> {
  return Object.fromEntries(
    writableFields(type, townId).map(([name, spec]) => [name, valueOf(random, spec)]),
  );
}

function typeFields(random: Random, type: string, townId: string): Record<string, FieldValue> {
  const fields = writableFields(type, townId);
  // Most people change one field, and most of them the same ones.
  const count = random.pick([1, 1, 1, 2, 3]);
  const chosen = Array.from({ length: count }, () => fields[Math.floor(fields.length * random.next() ** 3)]);
  return Object.fromEntries(
    chosen.flatMap((field) => (field ? [[field[0], valueOf(random, field[1])] as const] : [])),
  );
}

function writableFields(type: string, townId: string): [name: string, spec: FieldSpec][] {
  const spec = entitySpec(type);
  if (!spec) throw new Error(`no entity ${type}`);
  // Assigning is a step of its own.
  return Object.entries(spec.fields).filter(
    ([name, { owner }]) => !/^(townId|assignmentCut)$/.test(name) && (townId === '' || owner !== 'city'),
  );
}

function recordOf(random: Random, type: string, townId: string, enterprise: string): RecordName {
  const number = random.below(recordsEach);
  switch (type) {
    case 'enterprise':
      return { type, id: enterprise, partition: enterprise };
    case 'person':
      return townId === ''
        ? { type, id: `city-person-${number}`, partition: 'city' }
        : { type, id: `${townId}-person-${number}`, partition: `town:${townId}` };
    case 'bulletin':
      return { type, id: `city-bulletin-${number}`, partition: 'city' };
    case 'meeting':
    case 'decision':
      return townId === ''
        ? { type, id: `city-${type}-${number}`, partition: 'city-internal' }
        : { type, id: `${townId}-${type}-${number}`, partition: `town:${townId}` };
    case 'assignedDecision':
      return { type, id: `${townId}-assigned-${number}`, partition: `town:${townId}` };
    case 'suggestionWithdrawal': {
      const operation = `${enterprise}-${number}`.padEnd(64, '0');
      return { type, id: `${townId}:${operation}`, partition: enterprise };
    }
    default:
      return { type, id: `${enterprise}-${type.toLowerCase()}-${number}`, partition: enterprise };
  }
}

const words = ['如皋', '机械', '新材料', '电子', '食品', '纺织'];

/** Few different ones, so that laptops often write the same or the other. */
function valueOf(random: Random, { kind, format }: FieldSpec): FieldValue {
  const number = random.below(values);
  const word = `${words[number]}${number}`;
  switch (kind) {
    case 'text':
      return [word, `2026-11-0${number + 1}`, `2026-0${number + 1}`].find(format.accepts) ?? '';
    case 'integer':
      return number;
    case 'boolean':
      return random.chance(0.5);
    case 'json':
      return random.chance(0.2) ? null : compositeOf(format.name, number, word);
  }
}

function compositeOf(name: string, number: number, word: string): FieldValue {
  const day = `2026-11-0${number + 1}`;
  switch (name) {
    case 'names':
    case 'departments':
      return [word, `${number}`];
    case 'topics':
      return [{ title: word, summary: '' }];
    case 'pool':
      return { member: number % 2 === 0, enteredOn: day, leftOn: '' };
    case 'filing-leader':
      return { personId: `${number}`, name: word, post: '' };
    case 'filing-progress':
      return { status: word, inspectedOn: day, sentAtMs: number };
    case 'completion':
      return { done: number % 2 === 0, doneOn: day };
    case 'register-number':
      return { year: 2026, n: number + 1 };
    case 'filing-delivery':
      return { atMs: number, way: word, handledBy: word, receiptNumber: '', note: '' };
    case 'filing-paper':
      return { findings: word };
    case 'visit-timing':
      return { status: word, plannedOn: day, visitedOn: '', reason: '' };
    case 'visit-leader':
      return { personId: `${number}`, name: word, post: '' };
    case 'participants':
      return [word];
    case 'fulfilment':
      return { done: number % 2 === 0, doneOn: day, note: word };
    case 'problem-handling':
      return { state: word, round: number + 1, host: word, helpers: [word], hostDueOn: day };
    case 'problem-escalation':
      return { on: day, reason: word, times: number };
    case 'problem-confirmation':
      return { on: day, way: word, by: word, satisfied: true, note: '', level: 'town', round: number + 1 };
    case 'problem-entry':
      return { on: day, by: word, text: word };
    case 'policy-answer':
      return { choice: word, reference: '', answeredOn: day };
    case 'decision-standing':
      return { state: word, on: day, round: number + 1, reason: '' };
    case 'decision-basis':
      return { what: [word] };
    case 'decision-report':
      return { round: number + 1, done: number % 2 === 0, on: day, text: word };
    case 'bulletin-highlights':
      return [{ source: '', text: word }];
    case 'bulletin-figures':
      return { quarter: '2026-Q4', countedOn: day, counts: { raised: number } };
    default:
      throw new Error(`no value of ${name}`);
  }
}

function pickByWeight(random: Random, weights: Habits): string {
  const entries = Object.entries(weights);
  let left = random.next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [name, weight] of entries) {
    left -= weight;
    if (left < 0) return name;
  }
  return entries[0]![0];
}
