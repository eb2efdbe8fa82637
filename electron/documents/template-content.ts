/** What a DOCX brings along beside its text, and may not: macros, embedded files, anything fetched from elsewhere. */
import type { Document, Element } from '@xmldom/xmldom';
import { elementsOf, wordNamespaces } from './template-xml.ts';

const documentType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';

/** Why it is no plain Word document; undefined when it is one. */
export function wordDocumentProblem(parts: ReadonlyMap<string, Uint8Array>): string | undefined {
  const names = [...parts.keys()];
  const types = new TextDecoder().decode(parts.get('[Content_Types].xml'));
  if (types.includes('macroEnabled') || names.some((name) => /vbaProject|vbaData/i.test(name)))
    return '它带有宏，请在 WPS 中另存为不带宏的 .docx';
  if (
    names.some((name) => /(?:^|\/)(?:embeddings|activeX|controls)\//i.test(name)) ||
    /oleObject|activeX/i.test(types)
  )
    return '它嵌有其他文件或控件（OLE 对象），请删去后另存';
  if (types.includes('wordprocessingml.template.main+xml')) return '它是 .dotx 模板，请在 WPS 中另存为 .docx';
  if (!parts.has('word/document.xml') || !types.includes(documentType)) return '它不是 Word 文档（.docx）';
  return undefined;
}

/** Fields that fetch or run something when the document is opened. */
const activeField = /\b(?:DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|LINK|IMPORT|DATABASE|MACROBUTTON)\b/i;

/** What the document would fetch from elsewhere; undefined when it stands on its own. */
export function foreignContent(documents: ReadonlyMap<string, Document>): string | undefined {
  const root = documents.get('word/document.xml')?.documentElement;
  if (root?.localName !== 'document' || !wordNamespaces.includes(root.namespaceURI ?? ''))
    return '它不是 Word 文档（.docx）';
  for (const relation of relationsOf(documents)) {
    const type = relation.getAttribute('Type') ?? '';
    if (type.endsWith('/aFChunk')) return '它嵌有另一个文件，请删去后另存';
    if (!isExternal(relation) || isAttachedTemplate(relation)) continue;
    if (type.endsWith('/hyperlink')) return '它带有超链接，请取消超链接后另存';
    if (type.endsWith('/image')) return '它的图片链接在别处，请改为嵌入的图片后另存';
    return '它链接着别处的内容，请断开链接后另存';
  }
  for (const part of documents.values()) {
    const instructions = [
      ...elementsOf(part, 'instrText').map((element) => element.textContent ?? ''),
      ...elementsOf(part, 'fldSimple').map((element) => attributesOf(element).join(' ')),
    ];
    // One field may lie in several runs, and several beside one another.
    if (['', ' '].some((between) => activeField.test(instructions.join(between))))
      return '它带有会取用别处内容的域，请删去后另存';
  }
  return undefined;
}

/** Word notes which template a document was once made from: a path of one computer, and fetched when opened. It goes. */
export function dropAttachedTemplate(documents: ReadonlyMap<string, Document>): void {
  for (const relation of relationsOf(documents))
    if (isAttachedTemplate(relation)) relation.parentNode?.removeChild(relation);
  const settings = documents.get('word/settings.xml');
  for (const element of settings ? elementsOf(settings, 'attachedTemplate') : [])
    element.parentNode?.removeChild(element);
}

function relationsOf(documents: ReadonlyMap<string, Document>): readonly Element[] {
  return [...documents].flatMap(([name, part]) =>
    name.toLowerCase().endsWith('.rels') ? elementsOf(part, 'Relationship') : [],
  );
}

function isExternal(relation: Element): boolean {
  return relation.getAttribute('TargetMode')?.toLowerCase() === 'external';
}

function isAttachedTemplate(relation: Element): boolean {
  return relation.getAttribute('Type')?.endsWith('/attachedTemplate') ?? false;
}

function attributesOf(element: Element): readonly string[] {
  return [...element.attributes].map(({ value }) => value);
}
