/** Records that consist of others: their lines go with them when they are removed, and come back with them. */
import type { EntitySpec } from '../log/entity.ts';
import { decisionEntity, meetingEntity } from '../meeting/entity.ts';
import { problemEntity, problemEntryEntity } from '../problem/entity.ts';
import { promiseEntity, visitEntity } from '../visit/entity.ts';

export interface LineKind {
  readonly record: EntitySpec;
  readonly line: EntitySpec;
  /** The line's field that names its record. */
  readonly of: string;
  /** The fields that tell a line to whoever decides whether it stays. */
  readonly told: readonly string[];
}

const lineKinds: readonly LineKind[] = [
  { record: meetingEntity, line: decisionEntity, of: 'meetingId', told: ['what', 'who'] },
  { record: visitEntity, line: promiseEntity, of: 'visitId', told: ['what', 'who'] },
  { record: problemEntity, line: problemEntryEntity, of: 'problemId', told: ['facts'] },
];

/** Undefined of a record that has no lines. No record has lines of several kinds, nor has a line lines of its own. */
export function linesOfRecord(entityType: string): LineKind | undefined {
  return lineKinds.find(({ record }) => record.type === entityType);
}

/** Undefined of what is no line. */
export function lineKindOf(entityType: string): LineKind | undefined {
  return lineKinds.find(({ line }) => line.type === entityType);
}
