/** What a file is by its first bytes, whatever its name says. Pure. */
export const pictureTypes = ['image/jpeg', 'image/png', 'image/webp', 'image/bmp'] as const;
export type PictureType = (typeof pictureTypes)[number];

/** Null for what no browser shows as a picture (or that we do not take for one). */
export function pictureTypeOf(head: Uint8Array): PictureType | null {
  if (startsWith(head, [0xff, 0xd8, 0xff])) return 'image/jpeg';
  if (startsWith(head, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'image/png';
  if (startsWith(head, ascii('RIFF')) && startsWith(head.subarray(8), ascii('WEBP'))) return 'image/webp';
  return startsWith(head, ascii('BM')) && head.length > 26 ? 'image/bmp' : null;
}

/** What photos and scans are kept as, and the only kinds that are shown in the program. */
export const shownTypes = ['image/jpeg', 'image/png'] as const;
export type ShownType = (typeof shownTypes)[number];

/** Pictures that are kept as they are: HEIC of telephones and TIFF of scanners, which no window here can draw. */
export function isForeignPicture(head: Uint8Array): boolean {
  const isHeic =
    startsWith(head.subarray(4), ascii('ftyp')) && /^(?:hei|hev|mif|msf|avi)/.test(brandOf(head));
  return isHeic || startsWith(head, [0x49, 0x49, 0x2a, 0]) || startsWith(head, [0x4d, 0x4d, 0, 0x2a]);
}

/** A picture with more points than this is not decoded only to be looked at: it would take 200 MB. */
export const mostShownPoints = 50_000_000;

/** Width × height as a JPEG or PNG says at its head, without decoding it; null when it does not say. */
export function pointsOf(bytes: Uint8Array): number | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const type = pictureTypeOf(bytes);
  if (type === 'image/png') return bytes.length < 24 ? null : view.getUint32(16) * view.getUint32(20);
  if (type !== 'image/jpeg') return null;
  // Marker after marker, until the one that begins the frame; fill bytes may stand before each (ITU-T T.81, B.1.1).
  let at = 2;
  while (at + 9 <= bytes.length && bytes[at] === 0xff) {
    const code = view.getUint8(at + 1);
    if (code === 0xff) at += 1;
    else if (standsAlone(code)) at += 2;
    else if (!hasLength(code)) return null;
    else if (beginsFrame(code)) return view.getUint16(at + 5) * view.getUint16(at + 7);
    else at += 2 + Math.max(2, view.getUint16(at + 2));
  }
  return null;
}

/** TEM and RST0–7: no length follows. */
function standsAlone(code: number): boolean {
  return code === 0x01 || (code >= 0xd0 && code <= 0xd7);
}

/** Of those that may come before the frame: all but SOI, EOI and SOS from SOF0 on. */
function hasLength(code: number): boolean {
  return code >= 0xc0 && code !== 0xd8 && code !== 0xd9 && code !== 0xda;
}

/** SOF0–15, among whose codes DHT, JPG and DAC stand. */
function beginsFrame(code: number): boolean {
  return code >= 0xc0 && code <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(code);
}

function brandOf(head: Uint8Array): string {
  return String.fromCharCode(...head.subarray(8, 12));
}

/** Whether an operating system would run it: a Windows program, a Linux one, a script. */
export function isProgram(head: Uint8Array): boolean {
  return (
    startsWith(head, ascii('MZ')) ||
    startsWith(head, [0x7f, ...ascii('ELF')]) ||
    startsWith(head, ascii('#!'))
  );
}

function startsWith(bytes: Uint8Array, wanted: readonly number[]): boolean {
  return wanted.every((byte, index) => bytes[index] === byte);
}

function ascii(text: string): number[] {
  return [...text].map((character) => character.charCodeAt(0));
}
