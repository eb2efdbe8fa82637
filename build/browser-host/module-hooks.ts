/** Lets the program's bundle import 'electron' as it does inside Electron. */
import { registerHooks } from 'node:module';

const address = 'browser-host:electron';
const holder = 'browser-host.electron';

/** From now on every `import`, `import()` and `require` of 'electron' gets `electron`. */
export function provideElectron(electron: object): void {
  Object.defineProperty(globalThis, Symbol.for(holder), { value: electron });
  const value = `globalThis[Symbol.for('${holder}')]`;
  const names = Object.keys(electron);
  const asModule = [
    `const electron = ${value};`,
    'export default electron;',
    ...names.map((name) => `export const ${name} = electron.${name};`),
  ].join('\n');
  registerHooks({
    resolve: (specifier, context, next) =>
      specifier === 'electron' || specifier === 'electron/main'
        ? {
            url: `${address}${context.conditions.includes('require') ? '-cjs' : ''}`,
            format: context.conditions.includes('require') ? 'commonjs' : 'module',
            shortCircuit: true,
          }
        : next(specifier, context),
    load: (url, context, next) => {
      if (url === address) return { format: 'module', source: asModule, shortCircuit: true };
      if (url === `${address}-cjs`) {
        return { format: 'commonjs', source: `module.exports = ${value};`, shortCircuit: true };
      }
      return next(url, context);
    },
  });
}
