/** On one line, and no longer than so many characters: enough to know it again on a screen. */
export function shortened(text: string, most: number): string {
  const line = text.trim().replaceAll(/\s+/gu, ' ');
  return line.length > most ? `${line.slice(0, most)}…` : line;
}
