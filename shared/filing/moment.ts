import { z } from 'zod';
import { startOfDayMs } from '../clock.ts';

/** When something of a filing was done, in ms: 1900 to 2199. */
export const moment = z.int().min(startOfDayMs('1900-01-01')).max(startOfDayMs('2200-01-01'));
