/**
 * Checks who imports whom (`npm run layers`), with the rules of `.dependency-cruiser.cjs`.
 *
 * dependency-cruiser says "no violations, 0 modules cruised" when it lacks a parser for TypeScript, so the
 * list of files it read is compared with our own walk of the folders: an overlooked file is a failure.
 */
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import extractOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';
import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

const folders = ['shared', 'db', 'electron', 'renderer', 'build', 'test'];
const rulesFile = resolve(import.meta.dirname, '../.dependency-cruiser.cjs');

export interface LayerViolation {
  readonly rule: string;
  readonly from: string;
  readonly to: string;
  /** The right way, in plain English. */
  readonly comment: string;
}

export interface LayerReport {
  /** Source files of the house that were read, relative to the root. */
  readonly files: readonly string[];
  /** Source files that stand in the folders but were not read. */
  readonly overlooked: readonly string[];
  readonly violations: readonly LayerViolation[];
}

/** Reads every source file below `root` and reports each import that breaks a rule. */
export async function checkLayers(root: string): Promise<LayerReport> {
  const options = await extractOptions(rulesFile);
  const present = folders.filter((folder) => existsSync(join(root, folder)));
  const { output } = await cruise(present, { ...options, baseDir: root, validate: true });
  if (typeof output === 'string') throw new Error('dependency-cruiser returned text instead of a result');
  const read = new Set(output.modules.map((module) => module.source));
  const files = present.flatMap((folder) => sourceFiles(root, folder));
  return {
    files: files.filter((file) => read.has(file)),
    overlooked: files.filter((file) => !read.has(file)),
    violations: toViolations(output),
  };
}

function toViolations(result: ICruiseResult): LayerViolation[] {
  const comments = new Map(result.summary.ruleSetUsed?.forbidden?.map((rule) => [rule.name, rule.comment]));
  return result.summary.violations.map((violation) => ({
    rule: violation.rule.name,
    from: violation.from,
    to: violation.cycle?.map((step) => step.name).join(' → ') ?? violation.to,
    comment: comments.get(violation.rule.name) ?? '',
  }));
}

function sourceFiles(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(root.length + 1)
        .replaceAll('\\', '/'),
    )
    .filter((file) => !file.includes('node_modules/'));
}

if (import.meta.main) {
  const { files, overlooked, violations } = await checkLayers(process.cwd());
  for (const { rule, from, to, comment } of violations) {
    console.error(`${rule}: ${from} → ${to}\n  ${comment}`);
  }
  for (const file of overlooked) console.error(`not read by the layer check: ${file}`);
  if (violations.length > 0 || overlooked.length > 0 || files.length === 0) {
    console.error(`layers: ${violations.length} violations in ${files.length} files`);
    process.exit(1);
  }
  console.log(`layers ok: ${files.length} files`);
}
