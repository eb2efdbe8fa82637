/** What the person at the command line did or has that cannot work: one Chinese sentence, exit code 2. */
export class ToolError extends Error {}
