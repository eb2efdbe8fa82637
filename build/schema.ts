/** `npm run schema`: writes the snapshot of the schema, after a migration was added. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { schemaFile, schemaText } from './schema-text.ts';
import { projectRoot } from './steps.ts';

writeFileSync(join(projectRoot, schemaFile), schemaText());
console.log(`${schemaFile} written`);
