/** What lies on a stick beside the bundles, and what is said of it. Pure. */
export type FolderEntry =
  | { readonly kind: 'bundle' }
  /** Put there by a system, and nobody's business: only counted. */
  | { readonly kind: 'system' }
  | { readonly kind: 'skipped'; readonly reason: string };

const systemFiles: ReadonlySet<string> = new Set([
  'thumbs.db',
  'ehthumbs.db',
  'desktop.ini',
  'autorun.inf',
  'system volume information',
  '$recycle.bin',
  'lost+found',
]);

/** @param type of the entry itself: a link is neither. */
export function judgeEntry(name: string, type: 'file' | 'folder' | 'other'): FolderEntry {
  const lower = name.toLowerCase();
  // Hidden ones; those that office programs lay beside an open document.
  if (systemFiles.has(lower) || lower.startsWith('.') || lower.startsWith('~$')) return { kind: 'system' };
  if (type === 'folder') return { kind: 'skipped', reason: '是文件夹，里面的文件没有收取' };
  if (type === 'other') return { kind: 'skipped', reason: '不是普通文件' };
  return lower.endsWith('.drcb')
    ? { kind: 'bundle' }
    : { kind: 'skipped', reason: '不是数据包（扩展名 .drcb）' };
}

export function sameBundleReason(firstName: string): string {
  return `与“${firstName}”是同一个数据包`;
}
