/** All migrations, in order. Append only; a landed migration never changes. */
import type { Migration } from '../migrate.ts';
import { migration0010 } from './0010-log.ts';
import { migration0020 } from './0020-records.ts';
import { migration0030 } from './0030-local.ts';
import { migration0040 } from './0040-authority.ts';
import { migration0050 } from './0050-commit-chain.ts';
import { migration0060 } from './0060-peer.ts';
import { migration0070 } from './0070-inbox.ts';
import { migration0110 } from './0110-desk-names.ts';
import { migration0120 } from './0120-month.ts';
import { migration0130 } from './0130-blob-piece.ts';
import { migration0140 } from './0140-lean-save.ts';
import { migration0150 } from './0150-bundle-file.ts';
import { migration0160 } from './0160-leaner-save.ts';
import { migration0170 } from './0170-withdrawal.ts';
import { migration0180 } from './0180-leaders-laptop.ts';
import { migration0190 } from './0190-inbox-of-leader.ts';
import { migration0200 } from './0200-inbox-states.ts';
import { migration0210 } from './0210-seen-incarnation.ts';
import { migration0220 } from './0220-policy-answer.ts';
import { migration0230 } from './0230-filing-case.ts';
import { migration0240 } from './0240-filing-register.ts';
import { migration0250 } from './0250-filing-progress.ts';
import { migration0260 } from './0260-paper-template.ts';
import { migration0270 } from './0270-service.ts';
import { migration0280 } from './0280-unknown-states.ts';
import { migration0300 } from './0300-calendar.ts';
import { migration0310 } from './0310-bulletin.ts';
import { migration0320 } from './0320-news-begins.ts';
import { migration0330 } from './0330-visit-plan-day.ts';
import { migration0340 } from './0340-service-periods.ts';
import { migration0350 } from './0350-assigned-decision.ts';
import { migration0360 } from './0360-closed-unaware.ts';
import { migration0370 } from './0370-disputed-deletion.ts';

export const migrations: readonly Migration[] = [
  migration0010,
  migration0020,
  migration0030,
  migration0040,
  migration0050,
  migration0060,
  migration0070,
  migration0110,
  migration0120,
  migration0130,
  migration0140,
  migration0150,
  migration0160,
  migration0170,
  migration0180,
  migration0190,
  migration0200,
  migration0210,
  migration0220,
  migration0230,
  migration0240,
  migration0250,
  migration0260,
  migration0270,
  migration0280,
  migration0300,
  migration0310,
  migration0320,
  migration0330,
  migration0340,
  migration0350,
  migration0360,
  migration0370,
];
