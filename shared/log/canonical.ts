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

/**
 * Reads text that must be exactly what `canonicalJson` writes, so that the value read and the bytes hashed or
 * signed can never differ: no second spelling, no key twice, no fraction, no -0, no `__proto__`; strings are
 * well formed and NFC; at most 32 levels.
 * @throws SyntaxError when it is anything else.
 */
export function parseCanonicalJson(text: string): unknown {
  if (isNestedTooDeeply(text)) throw new SyntaxError('nested too deeply');
  const value: unknown = JSON.parse(text, refuseUnfit);
  if (!isCanonical(value, text)) throw new SyntaxError('not canonical');
  return value;
}

const maximumNesting = 32;

/**
 * Whether brackets outside strings go deeper than 32 levels. Asked before anything is done with text from elsewhere:
 * reading, checking and writing recurse, and a few kilobytes of brackets would exhaust the stack.
 */
export function isNestedTooDeeply(text: string): boolean {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    switch (text.charCodeAt(at)) {
      case 0x22: // "
        inString = !inString;
        break;
      case 0x5c: // backslash
        if (inString) at += 1;
        break;
      case 0x5b: // [
      case 0x7b: // {
        if (!inString && (depth += 1) > maximumNesting) return true;
        break;
      case 0x5d: // ]
      case 0x7d: // }
        if (!inString) depth -= 1;
        break;
      default:
    }
  }
  return false;
}

function refuseUnfit(key: string, value: unknown): unknown {
  if (key === '__proto__' || !isPlainText(key)) throw new SyntaxError('unfit key');
  if (typeof value === 'string' && !isPlainText(value)) throw new SyntaxError('unfit text');
  return value;
}

function isPlainText(text: string): boolean {
  return text.isWellFormed() && text.normalize('NFC') === text;
}

function isCanonical(value: unknown, text: string): boolean {
  try {
    return canonicalJson(value) === text;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}
