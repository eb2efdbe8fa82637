/** One of the processes of `npm run fuzz:bundle`: tries its share of the mutants and tells its parent how it goes. */
import { type FuzzOptions, runFuzz } from './run.ts';

const options = JSON.parse(process.argv[2] ?? '{}') as FuzzOptions;
const tell = (message: unknown): void => void process.send?.(message);
const report = await runFuzz({ ...options, onProgress: (so, next) => tell({ tried: so.tried, next }) });
tell({ report });
process.disconnect();
