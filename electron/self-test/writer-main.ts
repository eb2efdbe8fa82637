import { writeUntilKilled } from './writer.ts';

writeUntilKilled(process.argv[2] ?? '');
