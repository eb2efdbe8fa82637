/**
 * The two facts of the contract that the window decides by. Not read from `shared/contract.ts` itself: that would build
 * the schemas of every feature before the lock screen can be shown.
 */
import type { Contract, ProcedureName } from '../shared/contract.ts';

export type NamesOfKind<Kind> = {
  [Name in ProcedureName]: Contract[Name]['kind'] extends Kind ? Name : never;
}[ProcedureName];

/** Complete, or it does not compile. */
const commands: Readonly<Record<NamesOfKind<'command'>, true>> = {
  'attachment.add': true,
  'attachment.describe': true,
  'attachment.remove': true,
  'attachment.restore': true,
  'bulletin.issue': true,
  'bulletin.remove': true,
  'bulletin.save': true,
  'conflict.settle': true,
  'conflict.settleDeletion': true,
  'conflict.take': true,
  'decision.complete': true,
  'decision.report': true,
  'decision.return': true,
  'device.reinstate': true,
  'device.revoke': true,
  'draft.delete': true,
  'draft.put': true,
  'enterprise.assign': true,
  'enterprise.create': true,
  'enterprise.remove': true,
  'enterprise.restore': true,
  'enterprise.setPool': true,
  'enterprise.update': true,
  'filing.advance': true,
  'filing.correct': true,
  'filing.create': true,
  'filing.deliver': true,
  'filing.explain': true,
  'filing.number': true,
  'filing.undeliver': true,
  'filing.unexplain': true,
  'filing.unvoid': true,
  'filing.void': true,
  'filing.remove': true,
  'filing.stepBack': true,
  'filing.update': true,
  'invitation.withdraw': true,
  'link.create': true,
  'link.createMany': true,
  'link.remove': true,
  'link.update': true,
  'meeting.remove': true,
  'meeting.save': true,
  'month.close': true,
  'month.reopen': true,
  'news.seen': true,
  'notice.dismiss': true,
  'policy.answer': true,
  'person.create': true,
  'person.remove': true,
  'person.update': true,
  'plan.create': true,
  'plan.remove': true,
  'plan.update': true,
  'preference.put': true,
  'problem.comment': true,
  'problem.confirm': true,
  'problem.correct': true,
  'problem.create': true,
  'problem.escalate': true,
  'problem.merge': true,
  'problem.remove': true,
  'problem.step': true,
  'problem.unmerge': true,
  'problem.update': true,
  'problem.withdraw': true,
  'promise.complete': true,
  'roster.import': true,
  'roster.loadSample': true,
  'session.setIdleLock': true,
  'session.setNames': true,
  'suggestion.accept': true,
  'suggestion.decline': true,
  'suggestion.propose': true,
  'suggestion.restore': true,
  'suggestion.withdraw': true,
  'template.remove': true,
  'title.create': true,
  'title.remove': true,
  'title.update': true,
  'town.create': true,
  'town.remove': true,
  'town.update': true,
  'visit.cancel': true,
  'visit.join': true,
  'visit.plan': true,
  'visit.remove': true,
  'visit.reschedule': true,
  'visit.save': true,
};

/** May be called while the desk is locked. A test holds it against the contract. */
export const alwaysAvailable: readonly ProcedureName[] = [
  'session.state',
  'session.createCity',
  'session.chooseInvitation',
  'session.openInvitation',
  'session.join',
  'session.unlock',
  'session.lock',
  'session.settled',
  'backup.list',
  'backup.restore',
  'backup.choose',
  'backup.bringBack',
  'backup.add',
  'backup.restoreKeyFile',
  'backup.showFolder',
  'recovery.choose',
  'recovery.open',
  'recovery.rebuild',
  'handed.get',
  'handed.accept',
  'handed.dismiss',
];

/** Writes in one transaction, as against an action, which takes its time. */
export function isCommand(name: ProcedureName): boolean {
  return Object.hasOwn(commands, name);
}

/** What is not holds something of the ledger. */
export function isAlwaysAvailable(name: string): boolean {
  return alwaysAvailable.some((known) => known === name);
}
