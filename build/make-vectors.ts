/**
 * `npm run vectors [-- --all]`: writes the test vectors of docs/bundle-format.md into test/vectors. A file that is
 * there already stays as it is: what was once written must stay readable, whatever the program writes today. `--all`
 * writes every one anew; the same program gives the same bytes.
 */
import { parseArgs } from 'node:util';
import { makeVectors } from './vectors/make.ts';
import { vectorFolder } from './vectors/world.ts';

const { values } = parseArgs({ options: { all: { type: 'boolean', default: false } } });
const { written, kept } = await makeVectors(vectorFolder, { replace: values.all });
console.log(`${written} vectors written, ${kept} kept as they were`);
