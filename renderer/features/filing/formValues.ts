/** What the form of a filing starts with: nothing, a filing that is changed, or one whose unit, kind and basis are taken over. */
import { localDate } from '../../../shared/clock.ts';
import { workdayAfter } from '../../../shared/calendar/workdays.ts';
import type { Filing } from '../../../shared/filing/contract.ts';

export type FilingValues = ReturnType<typeof initialValues>;

export function initialValues(
  filing: Filing | undefined,
  enterprise: { readonly id: string; readonly name: string } | undefined,
  copied: Filing | undefined,
) {
  const like = filing ?? copied;
  return {
    enterpriseId: filing?.enterpriseId ?? enterprise?.id ?? '',
    enterpriseName: filing?.enterpriseName ?? enterprise?.name ?? '',
    inspectingUnit: like?.inspectingUnit ?? '',
    inspectionDate: filing?.inspectionDate ?? workdayAfter(localDate(Date.now())),
    trigger: like?.trigger ?? ('ordinary' as const),
    triggerReference: like?.triggerReference ?? '',
    domain: like?.domain ?? ('safety' as const),
    basisAndReason: like?.basisAndReason ?? '',
    findings: filing?.findings ?? '',
    conclusion: filing?.conclusion ?? '',
    firstDiscovered: filing?.firstDiscovered ?? ('' as const),
    thisConclusion: filing?.thisConclusion ?? '',
    rectificationDueDate: filing?.rectificationDueDate ?? '',
    note: filing?.note ?? '',
    /** Warning → why the officer goes on. */
    reasons: {} as Readonly<Record<string, string>>,
  };
}

/** What was taken over from another filing stays with the first word that is typed: the draft goes on without that filing. */
export function takenOver(values: FilingValues): Partial<FilingValues> {
  const { inspectingUnit, trigger, triggerReference, domain, basisAndReason } = values;
  return { inspectingUnit, trigger, triggerReference, domain, basisAndReason };
}
