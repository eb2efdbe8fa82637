/** Opens a DOCX made by the program and reads its parts, for tests. */
import PizZip from 'pizzip';

export type DocxParts = Readonly<Record<string, string>>;

/** Every part of the package by name; each must be well-formed XML, but for so many pictures. */
export function readDocx(
  bytes: Uint8Array,
  { pictures = 0 }: { readonly pictures?: number } = {},
): DocxParts {
  const zip = new PizZip(bytes);
  const parts: Record<string, string> = {};
  const files = Object.entries(zip.files);
  const drawn = files.filter(([name]) => name.startsWith('word/media/'));
  if (drawn.length !== pictures) throw new Error(`${drawn.length} pictures`);
  for (const [name, file] of files) {
    if (name.startsWith('word/media/')) continue;
    parts[name] = new TextDecoder('utf-8', { fatal: true }).decode(file.asUint8Array());
    assertWellFormed(name, parts[name]);
  }
  return parts;
}

/** The text of each paragraph, in document order; line breaks inside a paragraph as \n. */
export function paragraphTexts(xml: string): readonly string[] {
  return [...xml.matchAll(/<w:p>([\s\S]*?)<\/w:p>/g)].map((match) => runText(match[1] ?? ''));
}

/** The text of each cell of each row of the tables. */
export function tableTexts(xml: string): readonly (readonly string[])[] {
  return [...xml.matchAll(/<w:tr>([\s\S]*?)<\/w:tr>/g)].map((row) =>
    [...(row[1] ?? '').matchAll(/<w:tc>([\s\S]*?)<\/w:tc>/g)].map((cell) =>
      paragraphTexts(cell[1] ?? '').join('\n'),
    ),
  );
}

/** The values of an attribute of an element, in order. */
export function attributeValues(xml: string, element: string, attribute: string): readonly string[] {
  return [...xml.matchAll(new RegExp(`<${element}\\b[^>]*?\\s${attribute}="([^"]*)"`, 'g'))].map(
    (match) => match[1] ?? '',
  );
}

function runText(xml: string): string {
  return [...xml.matchAll(/<w:t\b[^>]*>([^<]*)<\/w:t>|<w:br\/>/g)]
    .map((match) => (match[1] === undefined ? '\n' : unescapeXml(match[1])))
    .join('');
}

function unescapeXml(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}

/** Tags balance, attributes are quoted and distinct, and only the five entities and legal characters appear. */
export function assertWellFormed(name: string, xml: string): void {
  const fail = (reason: string): never => {
    throw new Error(`${name} is not well-formed: ${reason}`);
  };
  const illegal = /(?![\t\n\r])[\p{Cc}\p{Cs}]|[\uFFFE\uFFFF]/u.exec(xml);
  if (illegal) fail(`character ${illegal[0].codePointAt(0)}`);
  const declared = xml.replace(/^<\?xml [^?]*\?>\s*/, '');
  const open: string[] = [];
  let roots = 0;
  for (const token of declared.match(/<[^>]*>|[^<]+/g) ?? []) {
    if (!token.startsWith('<')) {
      if (/&(?!(?:amp|lt|gt|quot|#39);)/.test(token)) fail(`bare & in ${token.slice(0, 40)}`);
      if (open.length === 0 && token.trim() !== '') fail('text outside the root');
      continue;
    }
    const closing = /^<\/([\w:]+)\s*>$/.exec(token);
    if (closing) {
      if (open.pop() !== closing[1]) fail(`unexpected ${token}`);
      continue;
    }
    const opening = /^<([\w:]+)((?:\s+[\w:]+="[^"<]*")*)\s*(\/?)>$/.exec(token);
    if (!opening) return fail(`bad tag ${token.slice(0, 60)}`);
    const attributes = [...(opening[2] ?? '').matchAll(/([\w:]+)="/g)].map((match) => match[1]);
    if (new Set(attributes).size !== attributes.length) fail(`attribute twice in ${token}`);
    if (open.length === 0) roots += 1;
    if (opening[3] === '') open.push(opening[1] ?? '');
  }
  if (open.length > 0 || roots !== 1) fail(`${open.join(' ')} left open`);
}
