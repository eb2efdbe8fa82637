/**
 * What the demo enters. The enterprises are those of 附件7; every person, telephone and finding is invented and
 * says so (示例).
 */
import type { InputOf } from '../../shared/contract.ts';
import { startOfDayMs } from '../../shared/clock.ts';

export const month = '2026-11';

/** When each part of the month happens. */
export const clocks = {
  cityIssues: '2026-11-02T09:00:00+08:00',
  townJoins: '2026-11-09T09:00:00+08:00',
  secondTownJoins: '2026-11-10T14:00:00+08:00',
  townReports: '2026-11-26T15:30:00+08:00',
  cityGathers: '2026-11-27T09:00:00+08:00',
  townReceives: '2026-11-30T10:00:00+08:00',
} as const;

export interface DemoTown {
  readonly id: string;
  readonly name: string;
  readonly officer: string;
  readonly leader: string;
}

export const firstTown: DemoTown = {
  id: 't06',
  name: '白蒲镇',
  officer: '李晓（示例）',
  leader: '王建平（示例）',
};
export const secondTown: DemoTown = {
  id: 't10',
  name: '长江镇',
  officer: '吴桐（示例）',
  leader: '周海（示例）',
};

export const cityDesk = {
  officer: '陈静（示例）',
  deviceName: '市发改委办公电脑',
  passphrase: '市级示例口令二〇二六',
};
export const townPassphrase = '镇区示例口令二〇二六';

type PersonInput = InputOf<'person.create'>['fields'];

const inOffice = { phone: '', inOfficeFrom: '2026-01-01', inOfficeTo: '' } as const;

export const cityLeaders: readonly PersonInput[] = [
  { name: '张志远（示例）', post: '副市长', unit: '市政府', category: 'city-leader', ...inOffice },
  { name: '刘文华（示例）', post: '副市长', unit: '市政府', category: 'city-leader', ...inOffice },
];
export const department: PersonInput = {
  name: '市市场监管局',
  post: '重点责任部门（示例）',
  unit: '市市场监管局',
  category: 'department',
  ...inOffice,
};

export function townLeader(town: DemoTown): PersonInput {
  return { name: town.leader, post: '党委书记', unit: town.name, category: 'town-leader', ...inOffice };
}

/** 称号: the annex lists plans, not titles, so this one is an example as well. */
export const sampleTitle: InputOf<'title.create'>['fields'] = {
  level: 'nantong-little-giant',
  certificateNumber: '示例',
  grantedOn: '2025-06-30',
  validUntil: '2028-06-29',
  note: '示例称号，仅供演示：附件7 只列申报计划，不列已获称号。',
};

/** 附件6: the draft of a planned inspection. */
export function inspection(unit: string, date: string): InputOf<'filing.create'>['fields'] {
  return {
    inspectingUnit: unit,
    inspectionDate: date,
    trigger: 'ordinary',
    triggerReference: '',
    domain: 'safety',
    basisAndReason:
      '（示例）依据《中华人民共和国安全生产法》和本年度安全生产监督检查计划，对重点设备、用电和应急通道开展检查。',
    findings: '',
    conclusion: '',
    firstDiscovered: '',
    thisConclusion: '',
    rectificationDueDate: '',
    note: '',
  };
}

/** What is added after the inspection. */
export const inspectionResult = {
  findings:
    '（示例）一处配电箱未张贴警示标识；一条应急通道临时堆放包装箱，当场已清理。其余检查事项未发现问题。',
  conclusion: '（示例）责令限期整改，整改完成后由检查单位复查；不予处罚。',
  firstDiscovered: 'yes',
  thisConclusion: '限期整改',
  rectificationDueDate: '2026-11-30',
} as const;

/** A moment of the month on the clock of 如皋. */
export function moment(date: string, hour: number, minute = 0): number {
  return startOfDayMs(date) + (hour * 60 + minute) * 60_000;
}

export function meetingNote(town: DemoTown, enterprise: string): Omit<InputOf<'meeting.save'>, 'id'> {
  return {
    fields: {
      month,
      heldOn: '2026-11-25',
      place: `${town.name}政府三楼会议室（示例）`,
      chair: town.leader,
      chairRole: '镇区主要领导',
      recorder: town.officer,
      departments: ['镇经济发展局', '镇应急管理局', '市市场监管局', '市消防救援大队'],
      topics: [
        {
          title: '通报本月检查处置情况',
          summary: `（示例）${enterprise}安全检查已事前报告并通报挂钩联系市领导，处置结论为限期整改，企业已着手整改。`,
        },
        {
          title: '研究企业反映的用地和用工问题',
          summary: '（示例）企业提出扩建厂房的用地需求和冬季用工缺口，请有关部门会商答复。',
        },
      ],
    },
    decisions: [
      { what: '督促企业按期完成整改并组织复查', who: '镇应急管理局', dueDate: '2026-11-30' },
      { what: '会商企业扩建用地需求，书面答复企业', who: '镇经济发展局', dueDate: '2026-12-15' },
      { what: '组织一次冬季用工专场对接', who: '镇经济发展局', dueDate: '2026-12-20' },
    ],
  };
}

/** One field, written by both sides without seeing each other. */
export const contested = {
  byTown: '赵敏（示例，镇区登记）',
  byCity: '赵敏捷（示例，市里登记）',
} as const;
