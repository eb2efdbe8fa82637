/** Every feature's handlers, one line each. */
import type { Handlers } from './rpc.ts';
import { attachmentHandlers } from './handlers/attachment.ts';
import { auditHandlers } from './handlers/audit.ts';
import { backupHandlers } from './handlers/backup.ts';
import { bulletinHandlers } from './handlers/bulletin.ts';
import { chartHandlers } from './handlers/chart.ts';
import { deviceHandlers } from './handlers/device.ts';
import { invitationHandlers } from './handlers/invitation.ts';
import { draftHandlers } from './handlers/draft.ts';
import { calendarHandlers } from './handlers/calendar.ts';
import { conflictHandlers } from './handlers/conflict.ts';
import { enterpriseHandlers } from './handlers/enterprise.ts';
import { exchangeHandlers } from './handlers/exchange.ts';
import { handedHandlers } from './handlers/handed.ts';
import { leaderHandlers } from './handlers/leader.ts';
import { meetingHandlers } from './handlers/meeting.ts';
import { monthHandlers } from './handlers/month.ts';
import { filingCaseHandlers } from './handlers/filing-case.ts';
import { filingHandlers } from './handlers/filing.ts';
import { filingPaperHandlers } from './handlers/filing-paper.ts';
import { filingTemplateHandlers } from './handlers/filing-template.ts';
import { filingRegisterHandlers } from './handlers/filing-register.ts';
import { newsHandlers } from './handlers/news.ts';
import { noticeHandlers } from './handlers/notice.ts';
import { personHandlers } from './handlers/person.ts';
import { policyHandlers } from './handlers/policy.ts';
import { preferenceHandlers } from './handlers/preference.ts';
import { reassignmentHandlers } from './handlers/reassignment.ts';
import { problemHandlers } from './handlers/problem.ts';
import { recordHandlers } from './handlers/record.ts';
import { recoveryHandlers } from './handlers/recovery.ts';
import { rosterHandlers } from './handlers/roster.ts';
import { savedFileHandlers } from './handlers/saved-file.ts';
import { searchHandlers } from './handlers/search.ts';
import { selfTestHandlers } from './handlers/self-test.ts';
import { sessionHandlers } from './handlers/session.ts';
import { suggestionHandlers } from './handlers/suggestion.ts';
import { titleHandlers } from './handlers/title.ts';
import { taskHandlers } from './handlers/task.ts';
import { tableHandlers } from './handlers/table.ts';
import { townHandlers } from './handlers/town.ts';
import { visitHandlers } from './handlers/visit.ts';

export const handlers: Handlers = {
  ...sessionHandlers,
  ...backupHandlers,
  ...selfTestHandlers,
  ...auditHandlers,
  ...deviceHandlers,
  ...invitationHandlers,
  ...recoveryHandlers,
  ...draftHandlers,
  ...newsHandlers,
  ...noticeHandlers,
  ...preferenceHandlers,
  ...recordHandlers,
  ...personHandlers,
  ...meetingHandlers,
  ...conflictHandlers,
  ...suggestionHandlers,
  ...filingHandlers,
  ...filingRegisterHandlers,
  ...filingCaseHandlers,
  ...filingPaperHandlers,
  ...filingTemplateHandlers,
  ...policyHandlers,
  ...visitHandlers,
  ...calendarHandlers,
  ...leaderHandlers,
  ...problemHandlers,
  ...taskHandlers,
  ...tableHandlers,
  ...chartHandlers,
  ...bulletinHandlers,
  ...savedFileHandlers,
  ...townHandlers,
  ...enterpriseHandlers,
  ...titleHandlers,
  ...reassignmentHandlers,
  ...attachmentHandlers,
  ...rosterHandlers,
  ...searchHandlers,
  ...exchangeHandlers,
  ...handedHandlers,
  ...monthHandlers,
};
