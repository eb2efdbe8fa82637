/** Programs of the threads that the desk begins, by the name of their bundle; as electron.vite.config.ts has them. */
export const workerSources: Readonly<Record<string, string>> = {
  'sheet-worker': 'electron/spreadsheet/worker.ts',
  'backup-worker': 'electron/session/backup-worker.ts',
  'stage-worker': 'electron/exchange/stage-worker.ts',
};
