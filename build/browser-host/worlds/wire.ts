/**
 * Turns values into text and back with the rules of structured clone, for Node and for the page alike.
 *
 * `createWire` is sent to the page as text (`Function.prototype.toString`): it must not use anything outside
 * its own body.
 */

export interface Wire {
  /** Throws `Error('An object could not be cloned.')` for what structured clone refuses. */
  encode(value: unknown, foreign?: ForeignEncoder): string;
  decode(text: string, foreign?: ForeignDecoder): unknown;
  /** The bytes of a Base64 text. */
  toBytes(text: string): Uint8Array<ArrayBuffer>;
}

/** What contextBridge carries beyond structured clone. Returns undefined for a value it does not know. */
export type ForeignEncoder = (value: object) => ForeignValue | undefined;
export type ForeignDecoder = (value: ForeignValue) => unknown;

export interface ForeignValue {
  readonly kind: string;
  readonly id: number;
}

export function createWire(): Wire {
  const { stringify, parse } = JSON;
  const getPrototype = Object.getPrototypeOf;
  const maxDepth = 1000;

  const refuse = (): never => {
    throw new Error('An object could not be cloned.');
  };

  /**
   * Whether JSON carries the value unchanged: no undefined, no cycle, no shared object, no class. Written for
   * speed: it looks at every value that crosses.
   */
  const isPlainJson = (value: unknown, seen: Set<object>): boolean => {
    switch (typeof value) {
      case 'string':
      case 'boolean':
        return true;
      case 'number':
        return value - value === 0 && (value !== 0 || 1 / value > 0);
      case 'object':
        return value === null || (!seen.has(value) && isPlainObject(value, seen.add(value)));
      default:
        return false;
    }
  };

  const isPlainObject = (value: object, seen: Set<object>): boolean => {
    if (Array.isArray(value)) {
      if (Object.keys(value).length !== value.length) return false;
      for (const item of value) if (!isPlainJson(item, seen)) return false;
      return true;
    }
    const prototype: unknown = getPrototype(value);
    if (prototype !== Object.prototype && prototype !== null) return false;
    for (const key in value) {
      if (key === '__proto__' || key === 'toJSON') return false;
      if (!isPlainJson((value as Record<string, unknown>)[key], seen)) return false;
    }
    return true;
  };

  /**
   * Texts of long values that arrived here. A reply usually goes on to the page as it came: reading the text
   * again and comparing takes a fifth of the time of writing it anew.
   */
  const arrived = new WeakMap<object, string>();
  const longText = 20_000;

  const isSame = (value: unknown, other: unknown): boolean => {
    if (typeof value !== 'object' || value === null) return Object.is(value, other);
    if (typeof other !== 'object' || other === null || getPrototype(value) !== getPrototype(other))
      return false;
    const keys = Object.keys(value);
    if (keys.length !== Object.keys(other).length) return false;
    for (const key of keys) {
      if (!Object.hasOwn(other, key)) return false;
      if (!isSame((value as Record<string, unknown>)[key], (other as Record<string, unknown>)[key]))
        return false;
    }
    return true;
  };

  const textAsArrived = (value: unknown): string | undefined => {
    const text = typeof value === 'object' && value !== null ? arrived.get(value) : undefined;
    return text !== undefined && isSame(parse(text), value) ? text : undefined;
  };

  const decodePlain = (text: string): unknown => {
    const value: unknown = parse(text);
    if (text.length > longText && typeof value === 'object' && value !== null) arrived.set(value, text);
    return value;
  };

  const encodePlain = (value: unknown): string | undefined =>
    textAsArrived(value) ?? (isPlainJson(value, new Set()) ? stringify(value) : undefined);

  // The platform's own Base64 is fifty times as fast, and older runtimes lack it.
  const native = Uint8Array as unknown as { fromBase64?(text: string): Uint8Array<ArrayBuffer> };

  const bytesToText = (bytes: Uint8Array & { toBase64?(): string }): string => {
    if (bytes.toBase64) return bytes.toBase64();
    let binary = '';
    for (let at = 0; at < bytes.length; at += 32_768) {
      binary += String.fromCharCode(...bytes.subarray(at, at + 32_768));
    }
    return btoa(binary);
  };

  const toBytes = (text: string): Uint8Array<ArrayBuffer> => {
    if (native.fromBase64) return native.fromBase64(text);
    const binary = atob(text);
    const bytes = new Uint8Array(binary.length);
    for (let at = 0; at < binary.length; at += 1) bytes[at] = binary.charCodeAt(at);
    return bytes;
  };

  /** An object the platform made (an element, a file, a socket): neither plain nor a class of the program. */
  const isPlatformObject = (value: object): boolean => {
    const prototype: unknown = getPrototype(value);
    if (prototype === null || getPrototype(prototype) === null) return false;
    const maker: unknown = (prototype as { constructor?: unknown }).constructor;
    return (
      typeof maker === 'function' &&
      maker !== Object &&
      /\{\s*\[native code\]\s*\}$/.test(Function.prototype.toString.call(maker))
    );
  };

  const encodeGraph = (root: unknown, foreign: ForeignEncoder | undefined): string => {
    const heap: unknown[] = [];
    const places = new Map<object, number>();

    const encodeKeys = (value: object, depth: number): unknown[] =>
      Object.keys(value).flatMap((key) => [key, encodeValue((value as Record<string, unknown>)[key], depth)]);

    const encodeObject = (value: object, depth: number): unknown[] => {
      const tag = Object.prototype.toString.call(value).slice(8, -1);
      if (Array.isArray(value)) return ['array', value.length, encodeKeys(value, depth)];
      if (value instanceof Error) {
        return [
          'error',
          value.name,
          value.message,
          value.stack ?? '',
          ...('cause' in value ? [encodeValue(value.cause, depth)] : []),
        ];
      }
      if (ArrayBuffer.isView(value)) {
        const { buffer, byteOffset, byteLength } = value;
        return ['view', tag, bytesToText(new Uint8Array(buffer, byteOffset, byteLength))];
      }
      if (value instanceof Date) return ['date', encodeValue(value.getTime(), depth)];
      if (value instanceof Map) {
        return [
          'map',
          [...value].flatMap(([key, item]) => [encodeValue(key, depth), encodeValue(item, depth)]),
        ];
      }
      if (value instanceof Set) return ['set', [...value].map((item) => encodeValue(item, depth))];
      if (value instanceof RegExp) return ['regexp', value.source, value.flags];
      if (value instanceof ArrayBuffer) return ['buffer', bytesToText(new Uint8Array(value))];
      if (tag === 'Boolean' || tag === 'Number' || tag === 'String') {
        return ['boxed', encodeValue(value.valueOf(), depth)];
      }
      if (isPlatformObject(value)) return refuse();
      return ['object', encodeKeys(value, depth)];
    };

    const encodeValue = (value: unknown, depth: number): unknown => {
      if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
      if (value === undefined) return ['undefined'];
      if (typeof value === 'number') {
        return Number.isFinite(value) && !Object.is(value, -0)
          ? value
          : ['number', Object.is(value, -0) ? '-0' : `${value}`];
      }
      if (typeof value === 'bigint') return ['bigint', `${value}`];
      if (typeof value === 'symbol') return refuse();
      if (depth > maxDepth) throw new Error('An object nested deeper than 1000 levels could not be cloned.');
      const known = places.get(value);
      if (known !== undefined) return ['ref', known];
      const place = heap.length;
      places.set(value, place);
      heap.push(null);
      const strange = foreign?.(value);
      if (strange) heap[place] = ['foreign', strange.kind, strange.id];
      else heap[place] = typeof value === 'function' ? refuse() : encodeObject(value, depth + 1);
      return ['ref', place];
    };

    return stringify([encodeValue(root, 0), heap]);
  };

  const decodeGraph = (text: string, foreign: ForeignDecoder | undefined): unknown => {
    const [root, heap] = parse(text) as [unknown, unknown[][]];
    const made = new Map<number, unknown>();

    const pairs = (flat: unknown[], put: (key: unknown, value: unknown) => void): void => {
      for (let at = 0; at < flat.length; at += 2) put(flat[at], flat[at + 1]);
    };

    const define = (target: object, key: unknown, value: unknown): void => {
      Object.defineProperty(target, key as string, {
        value,
        writable: true,
        enumerable: true,
        configurable: true,
      });
    };

    const makeView = (kind: string, bytes: Uint8Array<ArrayBuffer>): unknown => {
      const View = (globalThis as unknown as Record<string, new (buffer: ArrayBuffer) => unknown>)[kind];
      if (!View) throw new Error(`unknown view ${kind}`);
      return new View(bytes.buffer);
    };

    const makeError = (name: string, message: string, stack: string): Error => {
      const makers: Record<string, ErrorConstructor> = {
        EvalError,
        RangeError,
        ReferenceError,
        SyntaxError,
        TypeError,
        URIError,
      };
      const error = new (makers[name] ?? Error)(message);
      Object.defineProperty(error, 'stack', { value: stack, writable: true, configurable: true });
      return error;
    };

    const makeAt = (place: number): unknown => {
      if (made.has(place)) return made.get(place);
      const [kind, first, second, third, fourth] = heap[place] as [
        string,
        unknown,
        unknown,
        unknown,
        unknown,
      ];
      const keep = <Value>(value: Value): Value => {
        made.set(place, value);
        return value;
      };
      switch (kind) {
        case 'object': {
          const object = keep({});
          pairs(first as unknown[], (key, value) => define(object, key, decodeValue(value)));
          return object;
        }
        case 'array': {
          const array: unknown[] = keep(Object.assign([], { length: first }));
          pairs(second as unknown[], (key, value) => define(array, key, decodeValue(value)));
          return array;
        }
        case 'map': {
          const map = keep(new Map());
          pairs(first as unknown[], (key, value) => map.set(decodeValue(key), decodeValue(value)));
          return map;
        }
        case 'set': {
          const set = keep(new Set());
          for (const item of first as unknown[]) set.add(decodeValue(item));
          return set;
        }
        case 'date':
          return keep(new Date(decodeValue(first) as number));
        case 'regexp':
          return keep(new RegExp(first as string, second as string));
        case 'error': {
          const error = keep(makeError(first as string, second as string, third as string));
          if (fourth !== undefined) define(error, 'cause', decodeValue(fourth));
          return error;
        }
        case 'buffer':
          return keep(toBytes(first as string).buffer);
        case 'view':
          return keep(makeView(first as string, toBytes(second as string)));
        case 'boxed':
          return keep(Object(decodeValue(first)));
        case 'foreign':
          return keep(foreign?.({ kind: first as string, id: second as number }));
        default:
          throw new Error(`unknown value ${kind}`);
      }
    };

    const decodeValue = (value: unknown): unknown => {
      if (!Array.isArray(value)) return value;
      const [kind, detail] = value as [string, string | number];
      switch (kind) {
        case 'undefined':
          return undefined;
        case 'number':
          return Number(detail);
        case 'bigint':
          return BigInt(detail);
        default:
          return makeAt(detail as number);
      }
    };

    return decodeValue(root);
  };

  return {
    toBytes,
    encode: (value, foreign) => {
      const plain = encodePlain(value);
      return plain === undefined ? `g${encodeGraph(value, foreign)}` : `j${plain}`;
    },
    decode: (text, foreign) =>
      text.startsWith('j') ? decodePlain(text.slice(1)) : decodeGraph(text.slice(1), foreign),
  };
}
