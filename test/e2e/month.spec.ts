/**
 * One month at both desks, and on a leader's laptop, played in the real window by what stands on the screen alone: the same specification for
 * Electron and the browser host. The desks are started once; each part goes on where the last one ended.
 */
import { test } from '@playwright/test';
import { closingParts } from './month/closing.ts';
import { prepareMonth } from './month/desks.ts';
import { exchangeParts } from './month/exchange.ts';
import { filingParts } from './month/filing.ts';
import { joiningParts } from './month/joining.ts';
import { leaderParts } from './month/leader.ts';
import { ledgerParts } from './month/ledger.ts';
import { lockingParts } from './month/locking.ts';
import { meetingParts } from './month/meeting.ts';
import { rosterParts } from './month/roster.ts';

test.describe.configure({ mode: 'serial' });

const month = prepareMonth();
rosterParts(month);
joiningParts(month);
filingParts(month);
meetingParts(month);
exchangeParts(month);
ledgerParts(month);
closingParts(month);
leaderParts(month);
lockingParts(month);
