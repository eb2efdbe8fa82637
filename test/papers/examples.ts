/** Every paper of the program, filled in: what the pictures show. A real enterprise of Annex 7, invented people. */
import { annex6Docx, annex6Html } from '../../electron/documents/annex6.ts';
import { dossierDocx, dossierHtml, type DossierPaper } from '../../electron/documents/dossier.ts';
import {
  filingListDocx,
  filingListHtml,
  type FilingListPaperText,
} from '../../electron/documents/filing-list.ts';
import { leaderSheetDocx, leaderSheetHtml } from '../../electron/documents/leader-sheet.ts';
import type { ListText } from '../../electron/documents/list-layout.ts';
import { handoverDocx, handoverHtml, type HandoverPaper } from '../../electron/documents/handover.ts';
import { meetingDocx, meetingHtml } from '../../electron/documents/meeting.ts';
import { agendaDocx, agendaHtml, signInDocx, signInHtml } from '../../electron/documents/meeting-agenda.ts';
import { problemColumns, visitColumns } from '../../electron/dossier-service.ts';
import { annex6Example, meetingExample, numberedLines } from '../support/papers.ts';
import { bulletinPaperExample } from './bulletin-example.ts';
import { calendarPaperExamples } from './calendar-examples.ts';
import type { PaperExample } from './example.ts';
import { visitPaperExamples } from './visit-examples.ts';

const enterprise = '势加透博洁净动力如皋有限公司';

const register: FilingListPaperText = {
  kind: 'register',
  title: '2026年检查处置报备台账',
  narrowedTo: '领域：安全；检查处置单位含“应急”',
  imprint: '共 14 份　长江镇　2026-11-29 09:00 打印',
  rows: Array.from({ length: 14 }, (_, index) => [
    `〔2026〕${14 - index}号`,
    enterprise,
    '如皋市应急管理局',
    `2026-11-${28 - index}`,
    index % 4 === 1 ? '上级安排的专项检查\n安全' : '一般检查\n安全',
    '张志远（市委常委、副市长）',
    index < 2 ? '' : index % 3 === 0 ? '责令限期整改，于2026年12月31日前提交报告' : '限期整改',
    index < 2 ? '已事前报告' : '已报送联系领导',
    [`报告 2026-11-${26 - index} 09:00`, `通报 2026-11-${26 - index} 09:30`]
      .concat(index < 2 ? [] : [`报送 2026-11-${29 - index} 16:20`])
      .join('\n'),
  ]),
  none: '',
};

const reminders: FilingListPaperText = {
  kind: 'reminders',
  title: '检查处置报备提醒清单',
  narrowedTo: '逾期、应办和 3 天内到期的事项',
  imprint: '共 3 项，其中逾期 1 项　长江镇　2026-11-29 09:00 打印',
  rows: [
    [
      '逾期',
      enterprise,
      '如皋市应急管理局',
      '提前报告市政府及部门负责人',
      '张志远（市委常委、副市长）',
      '2026年11月27日\n24时前',
    ],
    [
      '应办',
      enterprise,
      '南通市如皋生态环境局',
      '处置结论次日报送联系市领导',
      '张志远（市委常委、副市长）',
      '2026年11月29日\n24时前',
    ],
    [
      '待记录',
      '南通思瑞机器制造有限公司',
      '如皋市消防救援大队',
      '检查日期已过，请记录检查情况',
      '李四（副市长）',
      '检查日期\n2026-11-24',
    ],
  ],
  none: '',
};

const handover: HandoverPaper = {
  month: '2026-11',
  from: '长江镇',
  to: '市发改委',
  officer: '王经办',
  device: '台式机（电脑识别码 3f2a 91bc 77de 0012）',
  size: '26.4 MB',
  files: [{ size: '26.4 MB', sha256: '0123456789abcdef'.repeat(4) }],
  absent: '未记录',
  content: '企业 40 家、培育计划 54 条、挂钩联系 40 条、附件 12 个',
  outcome: '核验签名无误，导入 128 条，暂存待定 0 条，新增冲突 2 项',
  atLabel: '导入时间',
  at: '2026-11-24 10:30',
};

const leaderSheet: ListText = {
  title: '挂钩联系企业工作单',
  narrowedTo: '',
  imprint: '张志远（市委常委、副市长）　挂钩联系 3 家　逾期事项 2 项　市发改委　2026年11月29日',
  rows: [
    [
      `${enterprise}\n国家专精特新“小巨人”企业\n长江镇`,
      '上次 9月18日\n张志远（市委常委、副市长）\n计划 12月2日',
      '1．协调一场专场招聘会，与如皋中专对接订单班（市人社局，11月22日前，已逾期）\n2．上门讲解国家级专精特新“小巨人”申报条件（市工信局，12月10日前）',
      '1．一线操作工招工难，春节后缺口约三十人（办理中，主办：市人社局，期限 11月20日，已逾期）\n2．厂区西侧道路货车限行，原材料进出不便（已答复，主办：市交通运输局）',
    ],
    [
      '南通思瑞机器制造有限公司\n省级专精特新“小巨人”企业（制造类）\n白蒲镇',
      '上次 10月12日\n李建国（副市长）\n计划 12月4日\n李建国（副市长）',
      '联系银行商谈续贷（李建国承诺，市财政局，12月5日前）',
      '流动资金贷款到期，续贷利率偏高（已受理，期限 12月1日）',
    ],
    ['江苏隆昌化工有限公司\n江安镇', '还没有走访过', '', ''],
  ],
  none: '现在没有挂钩联系的企业。',
};

const dossier: DossierPaper = {
  enterpriseName: enterprise,
  imprint: '长江镇　2026年11月29日',
  profile: [
    { label: '信用代码', value: '91320682MA1ABCDE0X' },
    { label: '简称', value: '势加透博' },
    { label: '所属镇区', value: '长江镇' },
    { label: '市培育库', value: '在库，2021-06-18 入库' },
    { label: '地址', value: '如皋市长江镇疏港路6号', wide: true },
  ],
  sections: [
    {
      title: '级别与称号',
      columns: [
        { label: '级别', widthMm: 68 },
        { label: '认定日期', widthMm: 25 },
        { label: '有效期至', widthMm: 25 },
        { label: '证书编号', widthMm: 27 },
        { label: '状态', widthMm: 18 },
      ],
      rows: [['国家级专精特新“小巨人”', '2024-07-01', '2027-06-30', '', '有效']],
    },
    {
      title: '检查处置报备',
      columns: [
        { label: '检查日期', widthMm: 25 },
        { label: '检查处置单位', widthMm: 50 },
        { label: '领域', widthMm: 15 },
        { label: '此次处置结论', widthMm: 41 },
        { label: '办理进度', widthMm: 32 },
      ],
      rows: [['2026-11-24', '如皋市应急管理局', '安全', '限期整改', '已报送联系领导']],
    },
    {
      title: '走访服务',
      columns: visitColumns,
      rows: [
        ['2026-12-10', '李建国\n镇长', '计划走访', '走访事由：看二期厂房', ''],
        [
          '2026-09-18',
          '张志远\n市委常委、副市长',
          '已走访',
          '今年订单同比增加四成，二期厂房预计明年三月投产；一线操作工缺口约三十人。',
          '1．协调专场招聘会（市人社局，11月22日前，未兑现，已逾期）\n2．上门讲解申报条件（市工信局，10月12日已兑现）',
        ],
      ],
    },
    {
      title: '问题诉求',
      columns: problemColumns,
      rows: [
        [
          '2026-11-02',
          '厂区西侧道路货车限行，原材料进出不便',
          '交通物流',
          '市公安局',
          '2026-11-16\n已逾期',
          '办理中',
        ],
        [
          '2026-09-18',
          '一线操作工招工难，春节后缺口约三十人',
          '用工人才',
          '市人社局',
          '2026-10-09',
          '已办结\n2026-10-12',
        ],
      ],
    },
    { title: '附件', columns: [{ label: '文件名', widthMm: 163 }], rows: [] },
  ],
};

const long = { ...annex6Example, findings: numberedLines(80), mark: '第2版' };
const formTitle = '专精特新“小巨人”培育企业检查处置报备表';

export const paperExamples: readonly PaperExample[] = [
  {
    name: 'annex6',
    title: '检查处置报备表（附件6）',
    about: '正式一页，标签和换行与87号文件一致，签字、意见和公章处留空',
    pages: 1,
    order: [formTitle, '检查处置单位', '（公章）', '企业名称', '检查依据', '处置结论', '存在问题是', '备注'],
    html: (fonts) => annex6Html(annex6Example, fonts),
    docx: () => annex6Docx(annex6Example),
  },
  {
    name: 'annex6-attached',
    title: '检查处置报备表（附页）',
    about: '写不下的内容接在附页上，报备表本身仍是一页；打印后有修改的注明第几版',
    pages: 3,
    order: [
      formTitle,
      '（续附页）',
      '备注',
      '第2版',
      '附页',
      '企业名称',
      '检查情况（续）',
      '80.试验台',
      '—3—',
    ],
    html: (fonts) => annex6Html(long, fonts),
    docx: () => annex6Docx(long),
  },
  {
    name: 'register',
    title: '检查处置报备台账',
    about: '按列表上的筛选打印，每页重复表头，有页码',
    pages: 2,
    order: [
      '2026年检查处置报备台账',
      '（领域：安全',
      '共14份',
      '编号',
      '〔2026〕14号',
      '—1—',
      '编号',
      '〔2026〕1号',
      '—2—',
    ],
    html: (fonts) => filingListHtml(register, fonts),
    docx: () => filingListDocx(register),
  },
  {
    name: 'reminders',
    title: '检查处置报备提醒清单',
    about: '与今日待办相同的事项，写明时限，办结情况留给笔填',
    pages: 1,
    order: ['检查处置报备提醒清单', '共3项', '状态', '逾期', '应办', '待记录', '—1—'],
    html: (fonts) => filingListHtml(reminders, fonts),
    docx: () => filingListDocx(reminders),
  },
  {
    name: 'handover',
    title: '数据交接单',
    about: '随数据包交接，双方签字各存一份',
    pages: 1,
    order: [
      '数据交接单',
      '（2026年11月）',
      '移交单位',
      '移交方电脑',
      'SHA-256',
      '移交人签字',
      '备注',
      '本单一式两份',
    ],
    html: (fonts) => handoverHtml(handover, fonts),
    docx: () => handoverDocx(handover),
  },
  {
    name: 'meeting',
    title: '月度联席会议纪要',
    about: '按公文格式排版，议定事项列表',
    pages: 1,
    order: ['月度联席会议纪要', '通报9月份走访', '研究检查处置报备', '议定事项', '经济发展局', '—1—'],
    html: (fonts) => meetingHtml(meetingExample, fonts),
    docx: () => meetingDocx(meetingExample),
  },
  {
    name: 'agenda',
    title: '月度联席会议议程',
    about: '会前发给各部门，只列议题名称',
    pages: 1,
    order: ['月度联席会议议程', '会议议程', '通报9月份走访', '研究检查处置报备', '议定有关事项'],
    html: (fonts) => agendaHtml(meetingExample, fonts),
    docx: () => agendaDocx(meetingExample),
  },
  {
    name: 'sign-in',
    title: '月度联席会议签到表',
    about: '参会部门已列出，其余留给手写',
    pages: 1,
    order: ['月度联席会议签到表', '时间', '单位', '姓名', '联系电话'],
    html: (fonts) => signInHtml(meetingExample, fonts),
    docx: () => signInDocx(meetingExample),
  },
  {
    name: 'dossier',
    title: '一企一册',
    about: '企业的全部情况，没有内容的部分写“无”',
    pages: 1,
    order: [
      enterprise,
      '一企一册',
      '一、基本情况',
      '二、级别与称号',
      '三、检查处置报备',
      '四、走访服务',
      '计划走访',
      '五、问题诉求',
      '办理中',
      '六、附件',
      '无。',
    ],
    html: (fonts) => dossierHtml(dossier, fonts),
    docx: () => dossierDocx(dossier),
  },
  ...visitPaperExamples,
  {
    name: 'leader-sheet',
    title: '挂钩联系企业工作单',
    about: '走访前交给挂钩领导：每家企业的走访、尚未兑现的承诺和在办问题；不印任何检查安排',
    pages: 1,
    order: [
      '挂钩联系企业工作单',
      '张志远',
      '逾期事项2项',
      '承诺事项（尚未兑现）',
      '问题诉求（在办）',
      '上次9月18日',
      '还没有走访过',
    ],
    html: (fonts) => leaderSheetHtml(leaderSheet, fonts),
    docx: () => leaderSheetDocx(leaderSheet),
  },
  ...calendarPaperExamples,
  bulletinPaperExample,
];
