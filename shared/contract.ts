/** The one contract: every feature's procedures, one line each. */
import type { z } from 'zod';
import { attachmentContract } from './enterprise/attachment-contract.ts';
import { deviceContract } from './device/contract.ts';
import { invitationContract } from './invitation/contract.ts';
import { draftContract } from './draft/contract.ts';
import { auditContract } from './audit/contract.ts';
import { backupContract } from './backup/contract.ts';
import { bulletinContract } from './bulletin/contract.ts';
import { chartContract } from './chart/contract.ts';
import { calendarContract } from './calendar/contract.ts';
import { conflictContract } from './conflict/contract.ts';
import { enterpriseContract } from './enterprise/contract.ts';
import { suggestionContract } from './suggestion/contract.ts';
import { taskContract } from './task/contract.ts';
import { reassignmentContract } from './enterprise/reassignment-contract.ts';
import { titleContract } from './enterprise/title-contract.ts';
import { exchangeContract } from './exchange/contract.ts';
import { handedContract } from './handed/contract.ts';
import { leaderContract } from './leader/contract.ts';
import { meetingContract } from './meeting/contract.ts';
import { monthContract } from './month/contract.ts';
import { filingCaseContract } from './filing/case-contract.ts';
import { filingContract } from './filing/contract.ts';
import { filingPaperContract } from './filing/paper-contract.ts';
import { filingTemplateContract } from './filing/template-contract.ts';
import { filingRegisterContract } from './filing/register-contract.ts';
import { policyContract } from './policy/contract.ts';
import { personContract } from './person/contract.ts';
import { newsContract } from './news/contract.ts';
import { noticeContract } from './notice/contract.ts';
import { preferenceContract } from './preference/contract.ts';
import { problemContract } from './problem/contract.ts';
import { recordContract } from './record/contract.ts';
import { recoveryContract } from './recovery/contract.ts';
import { rosterContract } from './roster/contract.ts';
import { savedFileContract } from './saved-file/contract.ts';
import { searchContract } from './search/contract.ts';
import { selfTestContract } from './self-test/contract.ts';
import { sessionContract } from './session/contract.ts';
import { tableContract } from './table/contract.ts';
import { townContract } from './town/contract.ts';
import { visitContract } from './visit/contract.ts';

export const contract = {
  ...sessionContract,
  ...backupContract,
  ...selfTestContract,
  ...auditContract,
  ...deviceContract,
  ...invitationContract,
  ...recoveryContract,
  ...draftContract,
  ...newsContract,
  ...noticeContract,
  ...preferenceContract,
  ...recordContract,
  ...personContract,
  ...meetingContract,
  ...conflictContract,
  ...suggestionContract,
  ...filingContract,
  ...filingRegisterContract,
  ...filingCaseContract,
  ...filingPaperContract,
  ...filingTemplateContract,
  ...policyContract,
  ...visitContract,
  ...calendarContract,
  ...leaderContract,
  ...problemContract,
  ...townContract,
  ...enterpriseContract,
  ...titleContract,
  ...reassignmentContract,
  ...attachmentContract,
  ...rosterContract,
  ...searchContract,
  ...taskContract,
  ...tableContract,
  ...chartContract,
  ...bulletinContract,
  ...savedFileContract,
  ...exchangeContract,
  ...handedContract,
  ...monthContract,
};

export type Contract = typeof contract;
export type ProcedureName = keyof Contract;
/** What a caller sends. */
export type InputOf<Name extends ProcedureName> = z.input<Contract[Name]['input']>;
/** What a handler receives after parsing. */
export type ParsedInputOf<Name extends ProcedureName> = z.output<Contract[Name]['input']>;
export type OutputOf<Name extends ProcedureName> = z.output<Contract[Name]['output']>;
