/** Every test file's start: a process that runs several files loads what they share once, and its hooks with it. */
import { afterEach } from 'vitest';
import { runCleanups } from './cleanup.ts';

afterEach(runCleanups);
