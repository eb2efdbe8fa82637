/** Files opened with the program: noted when they come, handed on when the officer says so. */
import { basename, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { HandedFile } from '../shared/handed/contract.ts';

/** By the extension that electron-builder.yml registers. */
const kinds = { drcb: 'bundle', drci: 'invitation' } as const;

export interface HandedFiles {
  /**
   * Notes the last of a program's arguments that is such a file. The others are Chromium's switches and, in
   * development, the program's folder. @returns whether there was one.
   */
  note(args: readonly string[], workingDirectory: string): boolean;
  /** What the officer has not decided about yet. */
  waiting(): HandedFile | null;
  /** The officer wants it opened: the next dialog for its kind is answered with it. */
  accept(): void;
  dismiss(): void;
  /** The path for a dialog that asks for these extensions; null when the officer is to be asked. */
  answer(extensions: readonly string[]): string | null;
}

export function createHandedFiles(): HandedFiles {
  let file: { readonly path: string; readonly extension: keyof typeof kinds } | null = null;
  let isAccepted = false;

  return {
    note: (args, workingDirectory) => {
      const found = args.flatMap((argument) => {
        const extension = /[^/\\][.](drc[bi])$/iu.exec(argument)?.[1]?.toLowerCase();
        return extension !== undefined && !argument.startsWith('-')
          ? [{ path: toPath(argument, workingDirectory), extension: extension as keyof typeof kinds }]
          : [];
      });
      const last = found.at(-1);
      if (!last) return false;
      file = last;
      isAccepted = false;
      return true;
    },
    waiting: () => (file && !isAccepted ? { kind: kinds[file.extension], name: basename(file.path) } : null),
    accept: () => {
      isAccepted = file !== null;
    },
    dismiss: () => {
      file = null;
    },
    answer: (extensions) => {
      if (!file || !isAccepted || !extensions.includes(file.extension)) return null;
      const { path } = file;
      file = null;
      return path;
    },
  };
}

/** Linux desktops hand over addresses (Exec=… %U), Windows paths. */
function toPath(argument: string, workingDirectory: string): string {
  return argument.startsWith('file://') ? fileURLToPath(argument) : resolve(workingDirectory, argument);
}
