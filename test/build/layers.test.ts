import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { checkLayers } from '../../build/check-layers.ts';

type Tree = Readonly<Record<string, string>>;

/** A small house in which every import goes the right way. */
const soundHouse: Tree = {
  'shared/rpc.ts': `import { z } from 'zod';\nexport const reply = z.object({});\n`,
  'shared/visit/rules.ts': `import type { reply } from '../rpc.ts';\nexport type Rule = typeof reply;\n`,
  'db/open.ts': `import Database from 'better-sqlite3';\nimport { reply } from '../shared/rpc.ts';\nexport const open = () => [reply, Database];\n`,
  'electron/main.ts': `import { app } from 'electron';\nimport { listVisits } from './handlers/visit.ts';\nvoid [app, listVisits];\n`,
  'electron/preload.ts': `import { contextBridge } from 'electron';\nimport { reply } from '../shared/rpc.ts';\nvoid [contextBridge, reply];\n`,
  'electron/handlers/visit.ts': `import { readFileSync } from 'node:fs';\nimport { open } from '../../db/open.ts';\nexport const listVisits = () => [open, readFileSync];\n`,
  'electron/handlers/filing.ts': `import { open } from '../../db/open.ts';\nexport const listFilings = () => open;\n`,
  'renderer/ui/table.tsx': `import { Table } from 'antd';\nexport const DataTable = Table;\n`,
  'renderer/features/visit/list.tsx': `import type { Rule } from '../../../shared/visit/rules.ts';\nimport { DataTable } from '../../ui/table.tsx';\nexport const VisitList = (rule: Rule) => [rule, DataTable];\n`,
  'renderer/features/filing/list.tsx': `import { DataTable } from '../../ui/table.tsx';\nexport const FilingList = () => DataTable;\n`,
  'build/start.ts': `import '../electron/main.ts';\nimport type { App } from 'electron';\nexport type Host = Pick<App, 'quit'>;\n`,
  'test/visit.test.ts': `import { test } from 'vitest';\nimport { listVisits } from '../electron/handlers/visit.ts';\nimport type { Host } from '../build/start.ts';\ntest('x', (host: Host) => listVisits);\n`,
};

/** One wrong import per rule: the file that has it, its text, and what it must not reach. */
const wrongImports: readonly { rule: string; file: string; text: string; to: string }[] = [
  imports('shared-stays-pure', 'shared/clock.ts', 'node:timers', 'timers'),
  imports('shared-stays-pure', 'shared/screen.ts', 'react', 'node_modules/react/index.js'),
  imports('shared-stays-pure', 'shared/parse.ts', 'acorn', 'node_modules/acorn/dist/acorn.mjs'),
  imports('shared-stays-pure', 'shared/read.ts', '../db/open.ts', 'db/open.ts'),
  imports(
    'db-knows-shared-only',
    'db/visit.ts',
    '../electron/handlers/visit.ts',
    'electron/handlers/visit.ts',
  ),
  imports(
    'electron-knows-shared-and-db',
    'electron/paper.ts',
    '../renderer/ui/table.tsx',
    'renderer/ui/table.tsx',
  ),
  imports('charts-in-one-file', 'renderer/ui/pie.ts', 'echarts/core', 'node_modules/echarts/core.js'),
  imports('renderer-knows-shared-only', 'renderer/ui/rows.ts', '../../db/open.ts', 'db/open.ts'),
  importsType(
    'renderer-knows-shared-only',
    'renderer/ui/row.ts',
    '../../electron/main.ts',
    'electron/main.ts',
  ),
  imports('renderer-is-a-web-page', 'renderer/ui/file.ts', 'node:fs', 'fs'),
  imports(
    'sqlite-in-db-only',
    'electron/handlers/raw.ts',
    'better-sqlite3',
    'node_modules/better-sqlite3/lib/index.js',
  ),
  imports(
    'electron-in-five-files',
    'electron/handlers/dialog.ts',
    'electron',
    'node_modules/electron/index.js',
  ),
  importsType('electron-in-five-files', 'electron/rpc.ts', 'electron', 'node_modules/electron/index.js'),
  imports('electron-in-five-files', 'db/path.ts', 'electron', 'node_modules/electron/index.js'),
  imports('preload-is-narrow', 'electron/preload.ts', 'node:fs', 'fs'),
  imports('preload-is-narrow', 'electron/preload.ts', '../shared/visit/rules.ts', 'shared/visit/rules.ts'),
  imports(
    'features-do-not-mix',
    'renderer/features/filing/form.tsx',
    '../visit/list.tsx',
    'renderer/features/visit/list.tsx',
  ),
  imports(
    'ui-knows-no-feature',
    'renderer/ui/menu.tsx',
    '../features/visit/list.tsx',
    'renderer/features/visit/list.tsx',
  ),
  imports('handlers-do-not-mix', 'electron/handlers/meeting.ts', './visit.ts', 'electron/handlers/visit.ts'),
  imports('handlers-do-not-mix', 'electron/handlers/visiting.ts', './visit.ts', 'electron/handlers/visit.ts'),
  imports('build-is-not-the-program', 'electron/handlers/tool.ts', '../../build/start.ts', 'build/start.ts'),
  imports('nobody-imports-tests', 'build/bench.ts', '../test/visit.test.ts', 'test/visit.test.ts'),
  imports('resolvable-only', 'shared/typo.ts', './nowhere.ts', './nowhere.ts'),
  imports(
    'declared-packages-only',
    'electron/handlers/stray.ts',
    'acorn',
    'node_modules/acorn/dist/acorn.mjs',
  ),
  { rule: 'no-barrels', file: 'shared/all.ts', text: `export * from './rpc.ts';\n`, to: 'shared/rpc.ts' },
  { rule: 'no-orphans', file: 'shared/alone.ts', text: 'export const alone = 1;\n', to: 'shared/alone.ts' },
];

const made: string[] = [];
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
});

describe('the layer rules', () => {
  test('find nothing in a sound house and read every file of it', async () => {
    const report = await checkLayers(plant(soundHouse));
    expect(report.violations).toEqual([]);
    expect(report.overlooked).toEqual([]);
    expect([...report.files].sort()).toEqual(Object.keys(soundHouse).sort());
  });

  test.each(wrongImports)('$rule refuses $file → $to', async ({ rule, file, text, to }) => {
    const report = await checkLayers(plant({ ...soundHouse, [file]: text }));
    expect(report.violations).toContainEqual(expect.objectContaining({ rule, from: file, to }));
  });

  test('no-cycles refuses two files that import each other', async () => {
    const report = await checkLayers(
      plant({
        ...soundHouse,
        'shared/egg.ts': `import type { Hen } from './hen.ts';\nexport type Egg = Hen;\n`,
        'shared/hen.ts': `import type { Egg } from './egg.ts';\nexport type Hen = Egg | 1;\n`,
      }),
    );
    expect(report.violations.map((violation) => violation.rule)).toContain('no-cycles');
  });

  test('are each proven by a wrong import above, and each names the right way', () => {
    const { forbidden } = createRequire(import.meta.url)('../../.dependency-cruiser.cjs') as {
      forbidden: readonly { name: string; comment: string }[];
    };
    const proven = new Set([...wrongImports.map(({ rule }) => rule), 'no-cycles']);
    expect(forbidden.map((rule) => rule.name).filter((name) => !proven.has(name))).toEqual([]);
    expect(forbidden.filter((rule) => rule.comment.length < 40)).toEqual([]);
  });

  test('hold in this house', async () => {
    const report = await checkLayers(resolve(import.meta.dirname, '../..'));
    expect(report.violations).toEqual([]);
    expect(report.overlooked).toEqual([]);
    expect(report.files.length).toBeGreaterThan(0);
  });
});

function imports(rule: string, file: string, specifier: string, to: string) {
  return { rule, file, text: `import * as wrong from '${specifier}';\nexport const used = wrong;\n`, to };
}

function importsType(rule: string, file: string, specifier: string, to: string) {
  return {
    rule,
    file,
    text: `import type * as wrong from '${specifier}';\nexport type Used = typeof wrong;\n`,
    to,
  };
}

/** Writes the tree into a temporary folder beside the house's package.json and node_modules. */
function plant(tree: Tree): string {
  const root = mkdtempSync(join(tmpdir(), 'layers-'));
  made.push(root);
  const house = resolve(import.meta.dirname, '../..');
  for (const name of ['package.json', 'node_modules']) symlinkSync(join(house, name), join(root, name));
  for (const [file, text] of Object.entries(tree)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  return root;
}
