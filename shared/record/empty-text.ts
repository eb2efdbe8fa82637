/** What is said of a field with nothing in it, where its writings stand beside each other. Pure. */
const words: Readonly<Record<string, string>> = { pool: '未入库', townId: '未分派' };

export function emptyText(field: string): string {
  return words[field] ?? '（空）';
}
