import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { resolve } from 'node:path';

const root = import.meta.dirname;

/** The three bundles the program is made of. `electron` and the SQLite addon stay outside them. */
export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      target: 'node22',
      externalizeDeps: false,
      rolldownOptions: {
        input: {
          main: resolve(root, 'electron/main.ts'),
          // Rosters from outside are parsed in a thread of their own (electron/spreadsheet/read-in-worker.ts).
          'sheet-worker': resolve(root, 'electron/spreadsheet/worker.ts'),
          'self-test-writer': resolve(root, 'electron/self-test/writer-main.ts'),
          'backup-worker': resolve(root, 'electron/session/backup-worker.ts'),
          // Bundles from outside are verified in a thread of their own (electron/exchange/stage.ts).
          'stage-worker': resolve(root, 'electron/exchange/stage-worker.ts'),
        },
        external: ['electron', 'better-sqlite3'],
        // Flat, because a module finds its worker beside itself.
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      externalizeDeps: false,
      rolldownOptions: {
        input: { preload: resolve(root, 'electron/preload.ts') },
        external: ['electron'],
        // A sandboxed preload must be CommonJS.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    plugins: [react()],
    build: {
      outDir: 'out/renderer',
      minify: true,
      target: 'chrome140',
      chunkSizeWarningLimit: 1000,
      rolldownOptions: {
        input: { index: resolve(root, 'renderer/index.html') },
        output: {
          codeSplitting: {
            groups: [
              // The lock screen, alone.
              { name: 'lock', tags: ['$initial'], priority: 2 },
              // What most screens use comes in one piece with the desk: forty small files take longer than one.
              { name: 'common', minShareCount: 8, priority: 1 },
            ],
          },
        },
      },
    },
  },
});
