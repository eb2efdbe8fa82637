/** The commands of `npm run bundle`: arguments in, words and an exit code out. */
import { statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { AppError, errorText } from '../../shared/errors.ts';
import { readBundleLabel } from '../../db/exchange/container/read.ts';
import { inspectBundle } from './inspect.ts';
import { keyFor, readKeyFile } from './key-file.ts';
import { outsideText, usage, verdictText } from './report.ts';
import { ToolError } from './tool-error.ts';
import { verifyBundle } from './verify.ts';

export interface ToolResult {
  readonly text: string;
  /** 0 sound, 1 something is wrong with the bundle, 2 with the command or the key file. */
  readonly exitCode: 0 | 1 | 2;
}

export async function runBundleTool(args: readonly string[]): Promise<ToolResult> {
  try {
    return await run(readArguments(args));
  } catch (error) {
    if (error instanceof ToolError) return { text: error.message, exitCode: 2 };
    if (error instanceof AppError) return { text: errorText(error.code, error.details), exitCode: 1 };
    const reason = error instanceof Error ? error.message : String(error);
    return { text: `工具内部出错（${reason}），文件没有变化。请把文件和这句话交给开发人员。`, exitCode: 2 };
  }
}

interface Arguments {
  readonly command: string;
  readonly file: string;
  readonly key: string | undefined;
  readonly city: string | undefined;
}

function readArguments(args: readonly string[]): Arguments {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { key: { type: 'string' }, city: { type: 'string' } },
    });
    const [command = '', file = '', ...more] = positionals;
    if (more.length === 0) return { command, file, key: values.key, city: values.city };
  } catch {
    // An option nobody knows: the usage says which there are.
  }
  throw new ToolError(usage);
}

async function run({ command, file, key, city }: Arguments): Promise<ToolResult> {
  if (file === '' || (command === 'verify' && key === undefined)) throw new ToolError(usage);
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) {
    throw new ToolError(`没有找到文件“${file}”，没有做任何改动。请核对路径；文件名有空格时请加引号。`);
  }
  if (command === 'inspect') {
    const outside = await inspectBundle(file);
    return { text: outsideText(file, outside), exitCode: outside.closing === 'ok' ? 0 : 1 };
  }
  if (command !== 'verify' || key === undefined) throw new ToolError(usage);
  if (city !== undefined && !/^[A-Za-z0-9_-]{43}$/.test(city)) {
    throw new ToolError('--city 应为市级公钥（43 个字符）。没有做任何改动，请核对后重试。');
  }
  const keys = await readKeyFile(key);
  const { lock } = await readBundleLabel(file);
  const citySignPublic = city ?? keys.citySignPublic;
  const verdict = await verifyBundle(
    file,
    keyFor(lock, keys),
    citySignPublic === undefined ? {} : { citySignPublic },
  );
  return { text: verdictText(verdict), exitCode: verdict.verdict === 'genuine' ? 0 : 1 };
}
