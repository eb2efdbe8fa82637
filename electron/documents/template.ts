/**
 * A town's own DOCX in place of 附件6: checked before it is used, and filled in. It is opened anew each time: what the desk
 * keeps is the officer's file as he chose it.
 */
import type { Document, Element, Node } from '@xmldom/xmldom';
import PizZip from 'pizzip';
import { isPlaceholder, type Placeholder, placeholderProblems } from '../../shared/filing/template.ts';
import { isProgram } from '../../shared/enterprise/file-content.ts';
import { AppError } from '../../shared/errors.ts';
import { readZipParts } from '../zip.ts';
import { dropAttachedTemplate, foreignContent, wordDocumentProblem } from './template-content.ts';
import { cleanText } from './text.ts';
import { elementsOf, fillPlaceholders, parseXml, placeholdersOf, writeXml } from './template-xml.ts';

export const templateBytes = 4 * 1024 * 1024;
const limits = {
  entries: 400,
  expandedBytes: 24 * 1024 * 1024,
  suspiciousPartBytes: 4 * 1024 * 1024,
  suspiciousRatio: 200,
};
/** Of all XML together: a form has a hundredth of it, and more would hold the program up. */
const xmlBytes = 3 * 1024 * 1024;

export interface OpenTemplate {
  readonly parts: ReadonlyMap<string, Uint8Array>;
  /** The parts that are XML, read. */
  readonly documents: ReadonlyMap<string, Document>;
  readonly placeholders: ReadonlySet<string>;
}

export function templateTooLarge(fileName: string): AppError {
  const reason = `文件超过 ${templateBytes / 1024 / 1024} MB，请去掉图片后另存`;
  return new AppError('template.unusable', { file: fileName, reason });
}

/** What goes into each placeholder; `\n` between lines. */
export type TemplateValues = Readonly<Record<Placeholder, string>>;

/** @throws AppError template.unusable, with every reason there is */
export function openTemplate(bytes: Uint8Array, fileName: string): OpenTemplate {
  const unusable = (reason: string): AppError =>
    new AppError('template.unusable', { file: fileName, reason });
  if (bytes.length > templateBytes) throw templateTooLarge(fileName);
  const kind = kindProblem(bytes);
  if (kind !== undefined) throw unusable(kind);
  const rules = { ...limits, broken: unusable, tooLarge: unusable };
  const parts = readZipParts(bytes, rules, () => true);
  const content = wordDocumentProblem(parts);
  if (content !== undefined) throw unusable(content);
  const documents = readDocuments(parts, unusable);
  const foreign = foreignContent(documents);
  if (foreign !== undefined) throw unusable(foreign);
  const found = [...documents].flatMap(([name, part]) => (isFilled(name) ? [placeholdersOf(part)] : []));
  const names = found.flatMap((each) => each.names);
  const problems = placeholderProblems({ names, unclosed: found.flatMap((each) => each.unclosed) });
  if (problems.length > 0) throw unusable(`${problems.join('；')}。请改好后重新选择，可以下载样板对照`);
  return { parts, documents, placeholders: new Set(names) };
}

/** The DOCX's bytes. A mark that has no place of its own stands at its end: a changed paper never looks like the first. */
export function fillTemplate(template: OpenTemplate, values: TemplateValues): Uint8Array {
  const clean = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, linesOf(value)]),
  ) as TemplateValues;
  const { documents, placeholders } = template;
  dropAttachedTemplate(documents);
  for (const [name, part] of documents)
    if (isFilled(name)) fillPlaceholders(part, (each) => (isPlaceholder(each) ? clean[each] : undefined));
  const main = documents.get('word/document.xml');
  if (main && clean.版本标记 !== '' && !placeholders.has('版本标记')) appendMark(main, clean.版本标记);
  const zip = new PizZip();
  for (const [name, part] of template.parts) {
    const document = documents.get(name);
    zip.file(name, document ? writeXml(document) : part, { date: fileDate, createFolders: false });
  }
  return zip.generate({ type: 'uint8array', compression: 'DEFLATE' });
}

/** A zip entry must carry a date: that of the policy, as in layout-docx.ts. */
const fileDate = new Date(2021, 5, 18);

/** Blank lines go, as on the official form. */
function linesOf(value: string): string {
  return cleanText(value)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');
}

function kindProblem(bytes: Uint8Array): string | undefined {
  const starts = (...magic: readonly number[]): boolean => magic.every((byte, at) => bytes[at] === byte);
  if (bytes.length === 0) return '它是空文件';
  if (isProgram(bytes)) return '它是程序，不是 Word 文档';
  if (starts(0xd0, 0xcf, 0x11, 0xe0))
    return '它是旧版 .doc，或者设有打开密码，请在 WPS 中取消密码并另存为 .docx';
  return starts(0x50, 0x4b, 0x03, 0x04) ? undefined : '它不是 Word 文档（.docx）';
}

function readDocuments(
  parts: ReadonlyMap<string, Uint8Array>,
  unusable: (reason: string) => AppError,
): ReadonlyMap<string, Document> {
  const xml = [...parts].filter(([name]) => /\.(?:xml|rels)$/i.test(name));
  if (xml.reduce((sum, [, part]) => sum + part.length, 0) > xmlBytes)
    throw unusable('文档内容太多，不像一张表，请只留报备表另存');
  return new Map(
    xml.map(([name, part]) => {
      try {
        return [name, parseXml(part)] as const;
      } catch {
        throw unusable(`文档内部的 ${name} 不是完好的 XML，文件已损坏，请在 WPS 中打开后另存为 .docx`);
      }
    }),
  );
}

/** Where the form's text stands: the page, its head and its foot. */
function isFilled(name: string): boolean {
  return /^word\/(?:document|header\d*|footer\d*)\.xml$/.test(name);
}

/** Behind the last words of the page, where it takes no line of its own if there is room. */
function appendMark(main: Document, text: string): void {
  const body = elementsOf(main, 'body')[0];
  if (!body) return;
  const { namespaceURI: namespace } = body;
  const prefix = body.prefix ? `${body.prefix}:` : '';
  const add = (parent: Element, name: string): Element => {
    const element = main.createElementNS(namespace, prefix + name);
    parent.appendChild(element);
    return element;
  };
  const isOwn = (node: Node, name: string): boolean =>
    node.namespaceURI === namespace && node.localName === name;
  const children = [...body.childNodes];
  const last = children.findLast((node) => isOwn(node, 'p'));
  const run = main.createElementNS(namespace, `${prefix}r`);
  add(add(run, 'rPr'), 'sz').setAttributeNS(namespace, `${prefix}val`, '21');
  add(run, 't').textContent = text;
  if (last) last.appendChild(run);
  else {
    const section = children.findLast((node) => isOwn(node, 'sectPr')) ?? null;
    body.insertBefore(main.createElementNS(namespace, `${prefix}p`), section).appendChild(run);
  }
}
