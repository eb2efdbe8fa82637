/** What an officer should be told about a file before it is taken in or opened. Pure. */
import { fileExtension } from '../text/file-name.ts';
import { isForeignPicture, isProgram } from './file-content.ts';

/** What Windows or UOS would run. */
const programs = new Set(
  'exe com bat cmd msi msp scr pif cpl dll sys ps1 vbs vbe js jse wsf hta jar lnk url reg inf sh run bin deb rpm appimage desktop apk'.split(
    ' ',
  ),
);
const withMacros = new Set('docm dotm xlsm xltm xlam pptm potm ppam wpt ett'.split(' '));
const pages = new Set('htm html mht mhtml svg xml chm'.split(' '));

/** A Chinese sentence, or '' when there is nothing to say. The file is never refused for its kind. */
export function fileWarning(name: string, head: Uint8Array = new Uint8Array()): string {
  const extension = fileExtension(name);
  if (isProgram(head) && !programs.has(extension))
    return `“${name}”的内容是可以运行的程序，与文件名不符，很可能不是材料。请确认来源可靠；本程序只保存它，从不运行。`;
  if (isForeignPicture(head))
    return '这种图片（HEIC、TIFF）本程序不能压缩，也没有去除拍摄地点等信息。最好先另存为 JPG 再添加。';
  if (programs.has(extension)) {
    return `“.${extension}”是可以运行的程序，不是材料。请确认来源可靠；本程序只保存它，从不运行。`;
  }
  if (withMacros.has(extension)) return `“.${extension}”文件可能带有宏，打开时请勿启用来源不明的宏。`;
  if (pages.has(extension)) return `“.${extension}”是网页类文件，打开时可能访问网络，请确认来源可靠。`;
  return '';
}

const mediaTypes: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  doc: 'application/msword',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xls: 'application/vnd.ms-excel',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  txt: 'text/plain',
  csv: 'text/csv',
  zip: 'application/zip',
};

/** By the extension; only shown, never trusted. */
export function mediaTypeOf(name: string): string {
  return mediaTypes[fileExtension(name)] ?? 'application/octet-stream';
}
