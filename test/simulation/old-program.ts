/**
 * Loads the program a second time, as it was one version ago: the same sources, with `old-entity.ts` and
 * `old-registry.ts` where they ask for the present ones. Node's own loader does it; the program knows nothing of this.
 */
import { registerHooks } from 'node:module';
import type { Program, program } from './program.ts';

const mark = '?program=old';

/** end of a present file's address → the older file in its place */
const replaced: Readonly<Record<string, string>> = {
  '/shared/log/entity.ts': 'old-entity.ts',
  '/shared/log/registry.ts': 'old-registry.ts',
};

let loaded: Promise<Program> | undefined;

export function loadOldProgram(): Promise<Program> {
  loaded ??= load();
  return loaded;
}

async function load(): Promise<Program> {
  registerHooks({
    resolve: (specifier, context, nextResolve) => {
      const found = nextResolve(specifier, context);
      const isOurs = found.url.startsWith('file:') && !found.url.includes('/node_modules/');
      if (!isOurs || !context.parentURL?.endsWith(mark)) return found;
      const end = Object.keys(replaced).find((path) => found.url.endsWith(path));
      const older = end && replaced[end];
      // The older file itself is made from the present one.
      const isAsked = older !== undefined && !context.parentURL.endsWith(`/${older}${mark}`);
      const url = isAsked ? new URL(`./${older}`, import.meta.url).href : found.url;
      return { ...found, url: `${url}${mark}` };
    },
  });
  const name = `./program.ts${mark}`;
  const module = (await import(name)) as { readonly program: typeof program };
  return module.program;
}
