import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseAst } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { implemented } from '../../../build/browser-host/stand-in/electron.ts';
import { type Fixture, launchTimeoutMs, startFixture } from '../../support/host-fixture.ts';

const root = resolve(import.meta.dirname, '../../..');
const preloadSource = 'electron/preload.ts';

/** Names of objects of Electron that the program gets from Electron and does not import. */
const instances: Readonly<Record<string, string>> = {
  window: 'BrowserWindow',
  mainWindow: 'BrowserWindow',
  webContents: 'WebContents',
  contents: 'WebContents',
  session: 'Session',
  commandLine: 'commandLine',
};

interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}

function nodesOf(value: unknown): Node[] {
  if (Array.isArray(value)) return value.flatMap(nodesOf);
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.values(value).flatMap(nodesOf);
  return 'type' in value ? [value as Node, ...inner] : inner;
}

function parse(file: string): Node[] {
  return nodesOf(parseAst(readFileSync(resolve(root, file), 'utf8'), { lang: 'ts' }));
}

/** `x` of `x.member` and of `a.x.member`. */
function ownerOf(node: Node): string | undefined {
  const owner = node['object'] as Node;
  const named = owner.type === 'MemberExpression' ? (owner['property'] as Node) : owner;
  return named['name'] as string | undefined;
}

function importedNames(nodes: readonly Node[]): string[] {
  return nodes
    .filter(({ type, source, importKind }) => {
      const from = (source as Node | undefined)?.['value'];
      return type === 'ImportDeclaration' && from === 'electron' && importKind !== 'type';
    })
    .flatMap(({ specifiers }) => specifiers as Node[])
    .filter(({ importKind }) => importKind !== 'type')
    .map(({ imported }) => (imported as Node)['name'] as string);
}

/** `owner.member` for every member the nodes use of the given owners. */
function usedMembers(nodes: readonly Node[], owners: ReadonlySet<string>): string[] {
  const used = nodes.flatMap((node) => {
    if (node.type !== 'MemberExpression' || node['computed'] === true) return [];
    const owner = ownerOf(node);
    return owner !== undefined && owners.has(owner)
      ? [`${owner}.${(node['property'] as Node)['name'] as string}`]
      : [];
  });
  return [...new Set(used)].sort();
}

/** The program's files that run in the main process and import 'electron'. */
const files = globSync('electron/**/*.ts', { cwd: root })
  .filter((file) => file !== preloadSource)
  .map(parse)
  .map((nodes) => ({ nodes, names: importedNames(nodes) }))
  .filter(({ names }) => names.length > 0);

describe('the stand-in for electron', () => {
  const names = [...new Set(files.flatMap((file) => file.names))];
  let fixture: Fixture;
  beforeAll(async () => {
    fixture = await startFixture();
  }, launchTimeoutMs);
  afterAll(() => fixture.dispose(), launchTimeoutMs);

  test('has every module the program imports', () => {
    expect(names.length).toBeGreaterThan(5);
    expect(names.filter((name) => !(name in implemented))).toEqual([]);
  });

  test('has every member of them that the program uses', () => {
    const members = files.flatMap((file) => usedMembers(file.nodes, new Set(file.names)));
    expect(members).toContain('app.whenReady');
    const absent = members.filter((path) => {
      const [owner = '', member = ''] = path.split('.');
      return !(member in (implemented as Record<string, object>)[owner]!);
    });
    expect(absent).toEqual([]);
  });

  test('has every member of windows and their contents that the program uses', async () => {
    const members = files.flatMap((file) =>
      usedMembers(file.nodes, new Set(Object.keys(instances).filter((name) => !file.names.includes(name)))),
    );
    expect(members).toContain('window.loadURL');
    const answers = await fixture.ask<{ error?: string }[]>(
      'instanceMembers',
      members.map((path) => [instances[path.split('.')[0]!], path.split('.')[1]]),
    );
    expect(answers.flatMap(({ error }) => error ?? [])).toEqual([]);
  });

  test('has every member of the preload’s two modules that the program uses', () => {
    const nodes = parse(preloadSource);
    const owners = importedNames(nodes);
    expect(owners.sort()).toEqual(['contextBridge', 'ipcRenderer']);
    expect(usedMembers(nodes, new Set(owners))).toEqual([
      'contextBridge.exposeInMainWorld',
      'ipcRenderer.invoke',
      'ipcRenderer.on',
      'ipcRenderer.removeListener',
    ]);
  });
});
