/**
 * Canonical JSON (a subset of RFC 8785): keys sorted by UTF-16 code unit, no white space, safe integers
 * only, text as given. Equal values are equal bytes; decimals travel as strings.
 */
export function canonicalJson(value: unknown): string {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return JSON.stringify(value);
    case 'number':
      if (!Number.isSafeInteger(value) || Object.is(value, -0)) {
        throw new TypeError('only safe integers have a canonical form; write decimals as strings');
      }
      return String(value);
    case 'object':
      if (value === null) return 'null';
      if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
      return canonicalObject(value as Readonly<Record<string, unknown>>);
    default:
      throw new TypeError(`${typeof value} has no canonical form`);
  }
}

function canonicalObject(object: Readonly<Record<string, unknown>>): string {
  const parts: string[] = [];
  for (const key of Object.keys(object).sort()) {
    const value = object[key];
    if (value !== undefined) parts.push(`${JSON.stringify(key)}:${canonicalJson(value)}`);
  }
  return `{${parts.join(',')}}`;
}
