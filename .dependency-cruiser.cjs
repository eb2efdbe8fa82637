/**
 * The walls of the house (docs/architecture.md). Every comment names the right way.
 * `build/check-layers.ts` runs these rules and makes sure that no file was overlooked;
 * `test/build/layers.test.ts` proves that each of them fires.
 *
 * @type {import('dependency-cruiser').IConfiguration}
 */
const electronFiles = '^electron/(main|window|preload|keyring|printing)[.]ts$';
const houses = '^(shared|db|electron|renderer|build|test)/';

module.exports = {
  forbidden: [
    {
      name: 'shared-stays-pure',
      comment:
        'shared/ is pure TypeScript and imports only shared/, zod, the data of the holidays and, for charts, the drawing library: no Node, no DOM library, no other folder. Put what needs files, SQLite or a clock into db/ or electron/ and hand the values in as arguments.',
      severity: 'error',
      from: { path: '^shared/' },
      to: {
        pathNot: [
          '^shared/',
          'node_modules/zod/',
          'node_modules/chinese-days/dist/chinese-days[.]json$',
          'node_modules/echarts/',
        ],
      },
    },
    {
      name: 'charts-in-one-file',
      comment:
        'Only shared/chart/draw.ts imports the drawing library: there it makes SVG of data, without a document, for the screen and for paper alike. Describe the chart as a ChartSpec (shared/chart/spec.ts), and load draw.ts where a chart is shown.',
      severity: 'error',
      from: { path: '^(shared|db|electron|renderer)/', pathNot: '^shared/chart/draw[.]ts$' },
      to: { path: 'node_modules/(echarts|zrender)/' },
    },
    {
      name: 'db-knows-shared-only',
      comment:
        'db/ imports shared/ and nothing above itself. Move the rule that both need into shared/, or let the handler in electron/ gather the values and pass them in.',
      severity: 'error',
      from: { path: '^db/' },
      to: { path: '^(electron|renderer|build|test)/' },
    },
    {
      name: 'electron-knows-shared-and-db',
      comment:
        'electron/ imports shared/ and db/ only. What a screen and a handler share belongs in shared/<feature>/.',
      severity: 'error',
      from: { path: '^electron/' },
      to: { path: '^(renderer|build|test)/' },
    },
    {
      name: 'renderer-knows-shared-only',
      comment:
        'renderer/ imports shared/ only. To reach data or the machine, declare a procedure in shared/<feature>/contract.ts, write its handler in electron/handlers/ and call it through renderer/api.ts.',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { path: '^(db|electron|build|test)/' },
    },
    {
      name: 'renderer-is-a-web-page',
      comment:
        'The window is a web page without Node. Declare a procedure in the contract, do the work in its handler and call it through renderer/api.ts.',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'sqlite-in-db-only',
      comment:
        'Only db/ touches the SQLite driver: it sets the key and the pragmas on every open (docs/architecture.md). Call db/open.ts and take a ReadDb or a WriteDb.',
      severity: 'error',
      from: { path: '^(shared|electron|renderer)/' },
      to: { path: '(^|node_modules/)better-sqlite3' },
    },
    {
      name: 'electron-in-five-files',
      comment:
        "Only electron/{main,window,preload,keyring,printing}.ts import 'electron'; everything else runs in plain Node and is tested there. Take what you need as an argument (a small interface) and let main.ts pass it in.",
      severity: 'error',
      from: { path: '^(shared|db|electron|renderer)/', pathNot: electronFiles },
      to: { path: '^electron$|node_modules/electron/' },
    },
    {
      name: 'preload-is-narrow',
      comment:
        "The preload runs in the sandbox and exposes four functions: it imports 'electron' and shared/rpc.ts, nothing else. A new feature needs no change here.",
      severity: 'error',
      from: { path: '^electron/preload[.]ts$' },
      to: { pathNot: ['^shared/rpc[.]ts$', '^electron$', 'node_modules/electron/'] },
    },
    {
      name: 'features-do-not-mix',
      comment:
        'A feature never imports another feature’s insides. Share a look through renderer/ui/, a rule through shared/, a jump through a route, fresh data through the contract.',
      severity: 'error',
      from: { path: '^renderer/features/([^/]+)/' },
      to: { path: '^renderer/features/', pathNot: '^renderer/features/$1/' },
    },
    {
      name: 'ui-knows-no-feature',
      comment:
        'renderer/ui/ is the kit and knows no feature. Pass the content in as props or children, or move the component into the feature that owns it.',
      severity: 'error',
      from: { path: '^renderer/ui/' },
      to: { path: '^renderer/(features/|routes|main)' },
    },
    {
      name: 'handlers-do-not-mix',
      comment:
        'A handler never imports another handler. Move the shared decision into shared/<feature>/rules.ts, the shared read into db/, or the shared step into electron/ beside handlers/.',
      severity: 'error',
      from: { path: '^electron/handlers/([^/.]+)' },
      to: { path: '^electron/handlers/', pathNot: '^electron/handlers/$1(/|[.])' },
    },
    {
      name: 'build-is-not-the-program',
      comment:
        'build/ is tooling and is never shipped: the program does not import it, and the root configs may. Move what the program needs into shared/, db/ or electron/.',
      severity: 'error',
      from: { path: '^(shared|db|electron|renderer)/' },
      to: { path: '^build/' },
    },
    {
      name: 'nobody-imports-tests',
      comment:
        'Only test/ imports test/. Move what is worth sharing into the folder it is about, or into build/ when it is tooling.',
      severity: 'error',
      from: { pathNot: '^test/' },
      to: { path: '^test/' },
    },
    {
      name: 'no-cycles',
      comment:
        'Two files that import each other are one file or three: move what both need into a third that imports neither.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      comment:
        'This file imports nothing and nobody imports it, not even a test. Use it, test it, or delete it.',
      severity: 'error',
      from: {
        orphan: true,
        path: '^(shared|db|electron|renderer)/',
        pathNot: '[.]d[.]ts$',
      },
      to: {},
    },
    {
      name: 'no-barrels',
      comment:
        'A file that passes another’s exports on hides where things live. Import the name from the file that defines it.',
      severity: 'error',
      from: { path: houses },
      to: { path: houses, dependencyTypes: ['export'] },
    },
    {
      name: 'declared-packages-only',
      comment:
        'This package is not named in package.json. Use one that is, or propose it with its reason in docs/architecture.md.',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'resolvable-only',
      comment:
        'This import leads nowhere. Relative imports carry their extension (./name.ts); packages stand in package.json.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    parser: 'swc',
    // Type-only imports count: a wall is a wall for types too.
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(out|dist|coverage)/' },
    preserveSymlinks: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json', '.css', '.d.ts'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types', 'typings'],
    },
  },
};
