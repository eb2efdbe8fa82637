/**
 * The same verdict as `operationBody` of operation.ts on whatever JSON.parse returns, an order of magnitude faster:
 * a bundle has tens of thousands of operations. A property test holds the two together.
 */
import { type OperationBody, operationLimits } from './operation.ts';

const hash = /^[0-9a-f]{64}$/;
const identity = /^[0-9a-f]{32}$/;
const plainName = /^[A-Za-z][A-Za-z0-9-]{0,63}$/;
const partition = /^[a-z0-9:-]{1,80}$/;
const entityId = /^[0-9a-z:-]{1,80}$/;

/** `value` comes from JSON.parse and `hasPrototypeKey` is false of it. */
export function isOperationBody(value: unknown): value is OperationBody {
  return (
    isObject(value) &&
    isInteger(value['v'], 1) &&
    matches(value['partition'], partition) &&
    matches(value['incarnation'], identity) &&
    isInteger(value['seq'], 1) &&
    (value['prev'] === null || matches(value['prev'], hash)) &&
    matches(value['author'], identity) &&
    isPair(value['hlc'], isCount, isCount) &&
    isCount(value['wall']) &&
    matches(value['kind'], plainName) &&
    isPair(value['entity'], isPlainName, isEntityId) &&
    isFields(value['fields'])
  );
}

function isFields(value: unknown): boolean {
  if (!isObject(value)) return false;
  for (const [name, write] of Object.entries(value)) {
    if (!plainName.test(name) || !isObject(write) || !('value' in write)) return false;
    if (!isJson(write['value'])) return false;
    const parents = write['parents'];
    if (!Array.isArray(parents) || parents.length > operationLimits.parents) return false;
    for (const parent of parents) if (!matches(parent, hash)) return false;
  }
  return true;
}

/** Whether a text in these fields is longer than any desk takes in. */
export function hasOversizedString(value: unknown): boolean {
  if (typeof value === 'string') return value.length > operationLimits.stringCharacters;
  if (typeof value !== 'object' || value === null) return false;
  for (const item of Object.values(value)) if (hasOversizedString(item)) return true;
  return false;
}

/**
 * Whether a key anywhere is `__proto__`. Copying such a value loses the key or changes what the copy inherits, so that
 * what was read now and what is read again from the stored bytes would differ.
 */
export function hasPrototypeKey(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.hasOwn(value, '__proto__') || Object.values(value).some(hasPrototypeKey);
}

/** JSON.parse reads 1e999 as Infinity, which JSON cannot say. */
function isJson(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || value === null) return true;
  for (const item of Object.values(value)) if (!isJson(item)) return false;
  return true;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isInteger(value: unknown, minimum: number): boolean {
  return Number.isSafeInteger(value) && (value as number) >= minimum;
}

function matches(value: unknown, pattern: RegExp): boolean {
  return typeof value === 'string' && pattern.test(value);
}

const isCount = (value: unknown): boolean => isInteger(value, 0);
const isPlainName = (value: unknown): boolean => matches(value, plainName);
const isEntityId = (value: unknown): boolean => matches(value, entityId);

function isPair(
  value: unknown,
  isFirst: (item: unknown) => boolean,
  isSecond: (item: unknown) => boolean,
): boolean {
  return Array.isArray(value) && value.length === 2 && isFirst(value[0]) && isSecond(value[1]);
}
