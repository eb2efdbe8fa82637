/**
 * The paragraphs of a DOCX part, and the placeholders in them. Word cuts a placeholder into several runs whenever it was
 * corrected, spell-checked or partly formatted: a paragraph is read as one text, and what is filled in takes the format of
 * the first brace.
 */
import { DOMParser, type Document, type Element, type Node, XMLSerializer } from '@xmldom/xmldom';
import type { FoundPlaceholders } from '../../shared/filing/template.ts';

/** The transitional namespace, which Word and WPS write, and the strict one. */
export const wordNamespaces = [
  'http://schemas.openxmlformats.org/wordprocessingml/2006/main',
  'http://purl.oclc.org/ooxml/wordprocessingml/main',
];

/** `&` that begins no entity, and characters that no XML may hold: the parser lets them pass. */
const illegal =
  /&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);)|[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/iu;

/** A part of a DOCX. @throws Error when it is not well-formed, or has a document type of its own (no DOCX needs one). */
export function parseXml(bytes: Uint8Array): Document {
  const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  if (/<!DOCTYPE/i.test(text)) throw new Error('document type');
  if (illegal.test(text.replace(/<!\[CDATA\[[\s\S]*?\]\]>|<!--[\s\S]*?-->/g, '')))
    throw new Error('illegal character');
  if (depthOf(text) > mostDepth) throw new Error('too deep');
  const onError = (_level: string, message: string): never => {
    throw new Error(message);
  };
  return new DOMParser({ onError }).parseFromString(text, 'text/xml');
}

/** No document is nested so deep; one that is would exhaust the stack. */
const mostDepth = 400;

function depthOf(text: string): number {
  let [depth, deepest] = [0, 0];
  for (const [tag] of text.matchAll(/<[^!?][^>]*>/g)) {
    if (tag.startsWith('</')) depth -= 1;
    else if (!tag.endsWith('/>')) depth += 1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

export function writeXml(document: Document): Uint8Array {
  return new TextEncoder().encode(new XMLSerializer().serializeToString(document));
}

export function elementsOf(root: Document | Element, name: string): readonly Element[] {
  const { namespaceURI: namespace } = 'documentElement' in root ? (root.documentElement ?? root) : root;
  return [...root.getElementsByTagNameNS(namespace ?? '', name)];
}

/** A piece of a paragraph's text. */
interface Piece {
  readonly node: Element;
  readonly start: number;
  readonly end: number;
}

/** Stands for what is no text: no placeholder reaches over it. */
const gap = '\t';
/** Chinese keyboards give the full-width brace. */
const placeholder = /[{｛]\s*([^{}｛｝\t]*?)\s*[}｝]/g;
const unclosed = /[{｛]([^{}｛｝\t]{1,20})(?=[{｛\t]|$)/g;

function textOf(paragraph: Element): { readonly text: string; readonly pieces: readonly Piece[] } {
  const pieces: Piece[] = [];
  let text = '';
  const walk = (node: Node): void => {
    for (const child of node.childNodes) {
      if (child.nodeType !== 1) continue;
      const element = child as Element;
      if (element.namespaceURI !== paragraph.namespaceURI) walk(element);
      // A text box has paragraphs of its own.
      else if (element.localName === 'p') continue;
      else if (element.localName === 't') {
        const own = element.textContent ?? '';
        pieces.push({ node: element, start: text.length, end: text.length + own.length });
        text += own;
      } else if (
        element.localName === 'tab' ||
        element.localName === 'br' ||
        element.localName === 'drawing'
      ) {
        if (element.localName === 'drawing') walk(element);
        text += gap;
      } else walk(element);
    }
  };
  walk(paragraph);
  return { text, pieces };
}

export function placeholdersOf(part: Document): FoundPlaceholders {
  const texts = elementsOf(part, 'p').map((paragraph) => textOf(paragraph).text);
  return {
    names: texts.flatMap((text) => [...text.matchAll(placeholder)].map((match) => match[1] ?? '')),
    unclosed: texts.flatMap((text) =>
      [...text.replace(placeholder, gap).matchAll(unclosed)].map((match) => (match[1] ?? '').trim()),
    ),
  };
}

/** Between the lines of what was filled in; no clean text holds one. */
const lineEnd = '\u2028';

/** Fills every paragraph. What is filled in is never looked through again: a brace in it stays a brace. */
export function fillPlaceholders(part: Document, valueOf: (name: string) => string | undefined): void {
  for (const paragraph of elementsOf(part, 'p')) {
    const { text, pieces } = textOf(paragraph);
    const filled = [...text.matchAll(placeholder)].flatMap((match) => {
      const value = valueOf(match[1] ?? '')?.replaceAll('\n', lineEnd);
      return value === undefined ? [] : [{ from: match.index, to: match.index + match[0].length, value }];
    });
    for (const piece of pieces) {
      const own = text.slice(piece.start, piece.end);
      const next = filledPiece(piece, text, filled);
      if (next !== own) setText(piece.node, next);
    }
    const [only] = filled;
    const isAlone =
      filled.length === 1 &&
      text.replaceAll(/^[ \u3000]+|[ \u3000]+$/g, '') === text.slice(only?.from, only?.to);
    if (isAlone && elementsOf(paragraph, 'sectPr').length === 0) splitParagraph(paragraph);
    else for (const { node } of pieces) breakLines(node);
  }
}

interface Filled {
  readonly from: number;
  readonly to: number;
  readonly value: string;
}

/** A value stands in the piece that its placeholder begins in; the rest of the placeholder goes. */
function filledPiece({ start, end }: Piece, text: string, filled: readonly Filled[]): string {
  let next = '';
  let at = start;
  for (const { from, to, value } of filled) {
    if (to <= start || from >= end) continue;
    next += text.slice(at, Math.max(at, from));
    if (from >= start) next += value;
    at = Math.min(end, to);
  }
  return next + text.slice(at, end);
}

/** Each line a paragraph of its own, with the same indent and alignment. */
function splitParagraph(paragraph: Element): void {
  const node = elementsOf(paragraph, 't').find((each) => (each.textContent ?? '').includes(lineEnd));
  if (!node) return;
  const lines = (node.textContent ?? '').split(lineEnd);
  for (const line of lines.slice(0, -1)) {
    setText(node, line);
    const copy = paragraph.cloneNode(true) as Element;
    // Bookmarks and ids are there once only.
    for (const name of ['bookmarkStart', 'bookmarkEnd'])
      for (const mark of elementsOf(copy, name)) mark.parentNode?.removeChild(mark);
    for (const attribute of Array.from(copy.attributes))
      if (/^(?:paraId|textId)$/.test(attribute.localName ?? '')) copy.removeAttributeNode(attribute);
    paragraph.parentNode?.insertBefore(copy, paragraph);
  }
  setText(node, lines.at(-1) ?? '');
}

/** Beside other text the lines stay in their paragraph. */
function breakLines(node: Element): void {
  const [first = '', ...lines] = (node.textContent ?? '').split(lineEnd);
  if (lines.length === 0) return;
  setText(node, first);
  const run = node.parentNode;
  let last: Node = node;
  for (const line of lines) {
    const text = node.cloneNode(true) as Element;
    setText(text, line);
    const prefix = node.prefix ? `${node.prefix}:` : '';
    const lineBreak = node.ownerDocument?.createElementNS(node.namespaceURI, `${prefix}br`);
    for (const next of [lineBreak, text]) {
      if (!next) continue;
      run?.insertBefore(next, last.nextSibling);
      last = next;
    }
  }
}

function setText(node: Element, text: string): void {
  node.textContent = text;
  node.setAttributeNS('http://www.w3.org/XML/1998/namespace', 'xml:space', 'preserve');
}
