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
  if (nestingOf(text) > maximumNesting) throw new SyntaxError('nested too deeply');
  const value: unknown = JSON.parse(text, refuseUnfit);
  if (!isCanonical(value, text)) throw new SyntaxError('not canonical');
  return value;
}

const maximumNesting = 32;

/** Deepest level of brackets outside strings; asked first, because reading and writing recurse. */
function nestingOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === '"') inString = !inString;
    else if (inString) at += character === '\\' ? 1 : 0;
    else if (character === '[' || character === '{') deepest = Math.max(deepest, (depth += 1));
    else if (character === ']' || character === '}') depth -= 1;
  }
  return deepest;
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
