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

/** Pictures that are kept as they are: HEIC of telephones and TIFF of scanners, which no window here can draw. */
export function isForeignPicture(head: Uint8Array): boolean {
  const isHeic =
    startsWith(head.subarray(4), ascii('ftyp')) && /^(?:hei|hev|mif|msf|avi)/.test(brandOf(head));
  return isHeic || startsWith(head, [0x49, 0x49, 0x2a, 0]) || startsWith(head, [0x4d, 0x4d, 0, 0x2a]);
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
