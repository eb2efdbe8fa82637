/** The papers of a visit. */
import {
  visitRecordDocx,
  visitRecordHtml,
  type VisitRecordPaper,
} from '../../electron/documents/visit-record.ts';
import { type VisitSheet, visitSheetDocx, visitSheetHtml } from '../../electron/documents/visit-sheet.ts';
import type { PaperExample } from './example.ts';

const enterprise = '势加透博洁净动力如皋有限公司';

const visit: VisitSheet = {
  enterpriseName: enterprise,
  townName: '长江镇',
  address: '如皋市长江镇疏港路6号',
  contact: '陈经理　0513-87650000',
  date: '2026-11-28',
  leader: '张志远（市委常委、副市长）',
  participants: ['王晓明', '陈静'],
  purpose: '了解二期厂房进展，送专精特新政策上门',
  last: {
    date: '2026-09-18',
    leader: '张志远（市委常委、副市长）',
    said: '今年订单同比增加四成，二期厂房预计明年三月投产；一线操作工缺口约三十人，希望组织专场招聘会。',
  },
  promises: [
    {
      what: '协调一场专场招聘会，与如皋中专对接订单班',
      by: '张志远',
      who: '市人社局',
      dueDate: '2026-11-22',
    },
    { what: '上门讲解国家级专精特新“小巨人”申报条件', by: '李建国', who: '市工信局', dueDate: '2026-12-10' },
  ],
  problems: [
    { title: '一线操作工招工难，春节后缺口约三十人', raisedOn: '2026-09-18', state: '办理中' },
    { title: '厂区西侧道路货车限行，原材料进出不便', raisedOn: '2026-11-02', state: '已受理' },
  ],
};

const visitRecord: VisitRecordPaper = {
  enterpriseName: enterprise,
  townName: '长江镇',
  address: '如皋市长江镇疏港路6号',
  date: '2026-11-28',
  leader: '张志远（市委常委、副市长）',
  participants: ['王晓明', '陈静'],
  hosts: '陈经理、刘工',
  purpose: '了解二期厂房进展，送专精特新政策上门',
  said: '二期厂房主体已经封顶，设备正在招标，预计明年三月投产，投产后新增产能约四成。\n企业希望参加明年的国家级专精特新“小巨人”申报，对研发费用归集的口径还不清楚。',
  promises: [
    {
      what: '协调一场专场招聘会，与如皋中专对接订单班',
      who: '市人社局',
      dueDate: '2026-12-20',
      state: '未兑现',
    },
    {
      what: '上门讲解国家级专精特新“小巨人”申报条件',
      who: '市工信局',
      dueDate: '2026-12-10',
      state: '已兑现\n2026-12-03',
    },
  ],
  problems: [
    { title: '一线操作工招工难，春节后缺口约三十人', category: '用工人才', state: '办理中' },
    { title: '厂区西侧道路货车限行，原材料进出不便', category: '交通物流', state: '已答复' },
  ],
  photos: 3,
  imprint: '市发改委　2026-12-04 09:30 打印',
};

export const visitPaperExamples: readonly PaperExample[] = [
  {
    name: 'visit-sheet',
    title: '企业走访单',
    about: '走访时带去：上次承诺和在办问题印在上面，下面划线留给笔填，回来再录入；不印任何检查安排',
    pages: 1,
    order: [
      '企业走访单',
      enterprise,
      '上次走访',
      '未兑现承诺',
      '在办问题',
      '企业反映情况',
      '承诺事项',
      '企业问题',
      '企业代表',
    ],
    html: (fonts) => visitSheetHtml(visit, fonts),
    docx: () => visitSheetDocx(visit),
  },
  {
    name: 'visit-record',
    title: '企业走访记录',
    about: '走访录入以后打印存档：说了什么、承诺了什么、提出的问题，承诺和问题按打印当天的情况',
    pages: 1,
    order: [
      '企业走访记录',
      enterprise,
      '走访事由',
      '3张',
      '二期厂房主体已经封顶',
      '承诺事项',
      '未兑现',
      '已兑现',
      '企业问题',
      '办理中',
      '打印',
    ],
    html: (fonts) => visitRecordHtml(visitRecord, fonts),
    docx: () => visitRecordDocx(visitRecord),
  },
];
