/** Type-checks every folder with its own tsconfig: `shared` must compile without Node or DOM types. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const folders = ['shared', 'db', 'electron', 'renderer', 'build', 'test'];
let failed = 0;
for (const folder of folders) {
  if (!existsSync(`${folder}/tsconfig.json`)) continue;
  const result = spawnSync(
    'node_modules/.bin/tsc',
    [
      '-p',
      folder,
      '--pretty',
      'false',
      '--incremental',
      '--tsBuildInfoFile',
      `out/types/${folder}.tsbuildinfo`,
    ],
    {
      encoding: 'utf8',
      shell: process.platform === 'win32',
    },
  );
  const output = `${result.stdout}${result.stderr}`.trim();
  // A folder that holds no file yet is not an error.
  if (result.status !== 0 && !output.includes('TS18003')) {
    failed += 1;
    console.error(`${folder}:\n${output}`);
  }
}
if (failed > 0) process.exit(1);
console.log(`types ok: ${folders.join(' ')}`);
