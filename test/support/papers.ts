/** Papers used by several tests: a real enterprise of Annex 7, invented people. */
import type { Annex6Paper } from '../../electron/documents/annex6-rows.ts';
import type { MeetingPaper } from '../../electron/documents/meeting.ts';

export const fontDirectory = 'node_modules/@fontsource';

export const annex6Example: Annex6Paper = {
  inspectingUnit: '如皋市应急管理局',
  enterpriseName: '势加透博洁净动力如皋有限公司',
  cityLeader: '王志强',
  basisAndReason:
    '依据《中华人民共和国安全生产法》第六十五条和《如皋市2021年度安全生产监督检查计划》，对涉及金属粉尘、动火作业的制造企业开展安全生产检查。',
  findings:
    '2021年9月14日，检查人员到企业总装车间、试验台和危化品暂存间进行现场检查，发现：1.试验台区域1处消防通道被物料占用；2.危化品暂存间可燃气体报警器未按期检定。',
  conclusion: '责令限期整改，于2021年9月30日前整改到位并提交整改报告，届时组织复查。',
  firstDiscovered: 'yes',
  thisConclusion: '限期整改',
};

/** An entry of as many short paragraphs. */
export const numberedLines = (count: number): string =>
  Array.from({ length: count }, (_, index) => `${index + 1}.试验台消防通道被物料占用，现场已清理。`).join(
    '\n',
  );

export const meetingExample: MeetingPaper = {
  title: '长江镇专精特新“小巨人”企业培育工作月度联席会议纪要',
  month: '2021-09',
  date: '2021-09-28',
  place: '长江镇人民政府三楼第二会议室',
  chair: '李建国',
  chairRole: '副组长',
  recorder: '周晓燕',
  departments: ['镇党政办公室', '经济发展局', '科技人才局', '应急管理局', '生态环境分局'],
  topics: [
    {
      title: '通报9月份走访和问题办理情况',
      summary: '9月份共走访入库企业12家，收集问题诉求9件，办结6件，正在办理3件。',
    },
    {
      title: '研究检查处置报备工作',
      summary: '本月共报备检查2次，均已按要求事前报告。\n会议要求次日报送联系市领导。',
    },
  ],
  decisions: [
    {
      what: '协调供电部门完成势加透博洁净动力如皋有限公司试验台用电增容。',
      who: '经济发展局/陈刚',
      dueDate: '2021-10-15',
    },
    { what: '为5家研发投入偏低的企业逐一制定提升计划。', who: '科技人才局/许敏', dueDate: '' },
  ],
};
