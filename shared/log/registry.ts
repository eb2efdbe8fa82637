/** Every synced entity of the program. What is not listed here is stored and relayed, never shown. */
import { bulletinEntity } from '../bulletin/entity.ts';
import { deskNamesEntity } from '../device/entity.ts';
import {
  attachmentEntity,
  enterpriseEntity,
  handoverEntity,
  planEntity,
  titleEntity,
} from '../enterprise/entity.ts';
import {
  filingDeliveryEntity,
  filingPaperEntity,
  filingReasonEntity,
  filingVoidEntity,
} from '../filing/case-entities.ts';
import { filingEntity } from '../filing/entity.ts';
import { policyAnswerEntity } from '../policy/entity.ts';
import { assignedDecisionEntity, decisionEntity, meetingEntity } from '../meeting/entity.ts';
import { monthClosingEntity } from '../month/entity.ts';
import { cityLeaderLinkEntity, linkEntity, personEntity } from '../person/entity.ts';
import { problemEntity, problemEntryEntity } from '../problem/entity.ts';
import { suggestionDecisionEntity, suggestionWithdrawalEntity } from '../suggestion/entity.ts';
import { townEntity } from '../town/entity.ts';
import { promiseEntity, visitEntity } from '../visit/entity.ts';
import type { EntitySpec } from './entity.ts';

export const entitySpecs = [
  townEntity,
  enterpriseEntity,
  titleEntity,
  planEntity,
  attachmentEntity,
  personEntity,
  cityLeaderLinkEntity,
  linkEntity,
  filingEntity,
  filingDeliveryEntity,
  filingReasonEntity,
  filingVoidEntity,
  filingPaperEntity,
  policyAnswerEntity,
  visitEntity,
  promiseEntity,
  problemEntity,
  problemEntryEntity,
  meetingEntity,
  decisionEntity,
  assignedDecisionEntity,
  bulletinEntity,
  handoverEntity,
  suggestionDecisionEntity,
  suggestionWithdrawalEntity,
  deskNamesEntity,
  monthClosingEntity,
] as const satisfies readonly EntitySpec[];

export type EntityType = (typeof entitySpecs)[number]['type'];

const byType = new Map<string, EntitySpec>(entitySpecs.map((spec) => [spec.type, spec]));

export function entitySpec(type: string): EntitySpec | undefined {
  return byType.get(type);
}
