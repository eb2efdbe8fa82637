/** 挂钩联系 (皋政办发〔2021〕87号 四·二): who is linked to an enterprise on a date. Pure. */

/** 挂钩类别 and 人员类别: the policy's three kinds. */
export const linkKinds = ['city-leader', 'town-leader', 'department'] as const;
export type LinkKind = (typeof linkKinds)[number];

export const linkKindLabels: Readonly<Record<LinkKind, string>> = {
  'city-leader': '市领导',
  'town-leader': '镇区主要领导',
  department: '重点责任部门',
};

/** A kind that a newer program invented is no leader's: it is shown as the plainest one. */
export function plainKind(kind: string): LinkKind {
  return linkKinds.find((known) => known === kind) ?? 'department';
}

/** A span of days; an empty `toDate` lasts, an empty `fromDate` always held. Both ends included. */
export interface DateSpan {
  readonly fromDate: string;
  readonly toDate: string;
}

export function isValidOn(span: DateSpan, date: string): boolean {
  return (span.fromDate === '' || span.fromDate <= date) && (span.toDate === '' || date <= span.toDate);
}

export function spansOverlap(a: DateSpan, b: DateSpan): boolean {
  const startsBeforeEnd = (x: DateSpan, y: DateSpan): boolean =>
    x.fromDate === '' || y.toDate === '' || x.fromDate <= y.toDate;
  return startsBeforeEnd(a, b) && startsBeforeEnd(b, a);
}

/** Links valid on the date, the latest begun first. */
export function linksOn<Link extends DateSpan>(links: readonly Link[], date: string): Link[] {
  return links
    .filter((link) => isValidOn(link, date))
    .toSorted((a, b) => (a.fromDate < b.fromDate ? 1 : a.fromDate > b.fromDate ? -1 : 0));
}

export interface LinkDraft extends DateSpan {
  readonly kind: LinkKind;
  readonly personId: string;
}

/** What linking one person to many enterprises means for one of them. Ids are those of links. */
export interface LinkPlan {
  /** Already linked to that person in those days: nothing is written. */
  readonly isLinked: boolean;
  /** Others of the same kind in those days. */
  readonly others: readonly string[];
  /** Of these: begun before and still lasting, so that they can end the day before. */
  readonly lasting: readonly string[];
}

export function planLink(
  draft: LinkDraft,
  present: readonly (LinkDraft & { readonly id: string })[],
): LinkPlan {
  const sameDays = present.filter((link) => link.kind === draft.kind && spansOverlap(link, draft));
  const others = sameDays.filter((link) => link.personId !== draft.personId);
  return {
    isLinked: sameDays.some((link) => link.personId === draft.personId),
    others: others.map(({ id }) => id),
    lasting: others
      .filter((link) => link.toDate === '' && link.fromDate < draft.fromDate)
      .map(({ id }) => id),
  };
}

/** What a careful officer wants to be told before a link is saved; never a refusal. */
export function linkWarnings(
  draft: LinkDraft,
  others: readonly (LinkDraft & { readonly personName: string })[],
  person: { readonly name: string; readonly inOfficeFrom: string; readonly inOfficeTo: string },
): string[] {
  const warnings: string[] = [];
  const office: DateSpan = { fromDate: person.inOfficeFrom, toDate: person.inOfficeTo };
  if (!spansOverlap(draft, office)) warnings.push(`${person.name}在这段时间已不在任，请核对任职起止日期。`);
  for (const other of others) {
    if (other.kind !== draft.kind || !spansOverlap(other, draft)) continue;
    warnings.push(
      other.personId === draft.personId
        ? `${person.name}在这段时间已经挂钩联系该企业。`
        : `该企业这段时间已有${linkKindLabels[draft.kind]}${other.personName}挂钩联系；如是交接，请先填写前一位的结束日期。`,
    );
  }
  return warnings;
}
