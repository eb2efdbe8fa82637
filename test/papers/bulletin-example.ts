import { bulletinDocx, bulletinHtml, type BulletinPaper } from '../../electron/documents/bulletin.ts';
import { bulletinRecipients, bulletinTitle, bulletinUnit } from '../../shared/bulletin/form.ts';
import { bulletinExample } from '../support/bulletin-figures.ts';
import type { PaperExample } from './example.ts';

const bulletin: BulletinPaper = {
  issue: 4,
  title: bulletinTitle,
  unit: bulletinUnit,
  issuedOn: '2027-01-05',
  highlights: [
    { text: '势加透博洁净动力如皋有限公司获认定为国家专精特新“小巨人”企业。' },
    {
      text: '南通思瑞机器制造有限公司反映的“一线操作工招工难”，由市人社局主办，3天答复，企业表示满意。',
    },
    { text: '长江镇期限在本季度的4个企业问题全部按期答复。' },
    { text: '李建国（副市长）走访了挂钩联系的全部8家企业。' },
  ],
  closing:
    '一是抓紧2027年度申报企业的摸底和辅导，逐企落实培育方案。\n二是对逾期未答复的问题逐件督办，提请月度联席会议协调。',
  recipients: bulletinRecipients,
  figures: bulletinExample,
};

export const bulletinPaperExample: PaperExample = {
  name: 'bulletin',
  title: '季度信息通报',
  about: '数字取自台账并与上季度比较，图表与文字同一来源，黑白打印也分得清；印发以后不再改动',
  pages: 5,
  order: [
    '季度信息通报',
    '（2026年第四季度第4期）',
    '一、工作情况',
    '（一）企业培育',
    '图1培育层级与年度申报计划',
    '（三）问题诉求办理',
    '二、特色亮点',
    '三、各镇（区、街道）情况',
    '搬经镇',
    '全市',
    '比上季度',
    '四、下一步工作',
    '发：各镇',
  ],
  html: (fonts) => bulletinHtml(bulletin, fonts),
  docx: (pictures) => bulletinDocx(bulletin, pictures),
};
