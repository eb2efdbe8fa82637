/** Text that may not be longer than a limit: it is never cut, it is counted and refused. */

/** What is said under the field; null when it fits. */
export function lengthProblem(text: string, limit: number): string | null {
  return text.length > limit ? `最多 ${limit} 个字，现有 ${text.length} 个字` : null;
}
