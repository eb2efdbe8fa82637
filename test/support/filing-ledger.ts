/** A ledger with one 国家小巨人, and a filing for it: what tests of 检查处置报备 begin with. */
import { startOfDayMs } from '../../shared/clock.ts';
import type { InputOf } from '../../shared/contract.ts';
import { emptyProfile } from '../../shared/enterprise/schema.ts';
import { openTestDesk, type TestDesk } from './desk.ts';
import type { TestPrinter } from './print-pdf.ts';

export const filingFields = {
  inspectingUnit: '如皋市应急管理局',
  inspectionDate: '2026-11-24',
  trigger: 'ordinary',
  triggerReference: '',
  domain: 'safety',
  basisAndReason: '依据《中华人民共和国安全生产法》第六十五条，开展年度计划内安全检查。',
  findings: '',
  conclusion: '',
  firstDiscovered: '',
  thisConclusion: '',
  rectificationDueDate: '',
  note: '',
} as const satisfies InputOf<'filing.create'>['fields'];

export interface FilingLedger {
  readonly desk: TestDesk;
  readonly enterpriseId: string;
}

/** A city desk with one 国家小巨人 whose leader changed on 2026-01-01. */
export async function filingLedger(toPdf?: TestPrinter['print']): Promise<FilingLedger> {
  const desk = openTestDesk({ side: 'city', ...(toPdf ? { toPdf } : {}) });
  desk.setNow(startOfDayMs('2026-11-23') + 9 * 3_600_000);
  const { id: enterpriseId } = await desk.call('enterprise.create', {
    profile: { ...emptyProfile, name: '南通思瑞机器制造有限公司' },
  });
  await desk.call('title.create', {
    enterpriseId,
    fields: {
      level: 'national-little-giant',
      certificateNumber: '',
      grantedOn: '2022-01-01',
      validUntil: '',
      note: '',
    },
  });
  for (const [name, fromDate, toDate] of [
    ['张三', '2021-06-18', '2025-12-31'],
    ['李四', '2026-01-01', ''],
  ] as const) {
    const { id: personId } = await desk.call('person.create', {
      fields: {
        name,
        post: '副市长',
        unit: '市政府',
        category: 'city-leader',
        phone: '',
        inOfficeFrom: '',
        inOfficeTo: '',
      },
    });
    await desk.call('link.create', {
      enterpriseId,
      fields: { personId, kind: 'city-leader', fromDate, toDate, note: '' },
    });
  }
  return { desk, enterpriseId };
}
