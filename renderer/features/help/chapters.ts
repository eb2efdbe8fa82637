/** 使用说明: what the officer reads inside the program, without a network. Pictures are taken by `npm run tour`. */
import board from './pictures/board.webp';
import bulletin from './pictures/bulletin.webp';
import bundles from './pictures/exchange.webp';
import calendar from './pictures/calendar.webp';
import conflict from './pictures/conflict.webp';
import dossier from './pictures/dossier.webp';
import filing from './pictures/filing.webp';
import meeting from './pictures/meeting.webp';
import month from './pictures/month.webp';
import problem from './pictures/problem.webp';
import today from './pictures/today.webp';
import visit from './pictures/visit.webp';

/** Who sits before the desk; a leader's laptop is no office. */
export type Reader = 'office' | 'city' | 'town' | 'leader';

export type HelpStep = string | { readonly for: Reader; readonly text: string };

export interface HelpChapter {
  readonly key: string;
  readonly title: string;
  /** For whom: everybody when left out. */
  readonly for?: Reader;
  /** Beginnings of the addresses it explains, for F1. */
  readonly about: readonly string[];
  readonly lead: string;
  readonly steps: readonly HelpStep[];
  readonly picture?: { readonly source: string; readonly alt: string };
}

export const chapters: readonly HelpChapter[] = [
  {
    key: 'today',
    title: '每天从“今日待办”开始',
    about: ['/today', '/news'],
    lead: '到期的、逾期的、等您处理的都在这一页，轮到您办的，右边就是要做的那一步。',
    steps: [
      {
        for: 'office',
        text: '报备按三个时限排列：事前报告、通报联系领导、结论次日报送。办完了点右边的“登记报告”“登记通报”“登记报送”。',
      },
      '承诺兑现了，勾选这一行右边的方框，记为今天兑现；议定事项同样勾选办结，交镇区办理的由市里点“确认办结”。勾错了，到那一条记录里可以撤回。',
      '“新到变化”列出数据包带来、您还没有看过的改动；看过点“知道了”。',
      '未完成的草稿列在最上面，点开接着填：输入的内容边写边存，断电也不会丢。不要了的，打开后点“放弃”，或者关闭时点“放弃草稿”。',
    ],
    picture: { source: today, alt: '今日待办：报备、问题、走访与承诺，右边是新到变化和上报情况' },
  },
  {
    key: 'calendar',
    title: '月历：这个月有哪些事',
    about: ['/calendar'],
    lead: '走访、检查、各种时限和会议排在一张月历上，点一项就打开那条记录。',
    steps: [
      '只想看走访或某个镇区的，用上面的筛选；一天事情多时点“还有 n 项”看全。',
      '法定节假日和调休上班日照国务院办公厅公布的标注，还没有公布的年份不标。',
      '“打印月历”按筛选印成横放的一页；格子里写不下的写“另 n 项”，后面接逐日清单；太多时每天只写各类几项。',
      '一家企业的年历在一企一册里，一位领导的年历在他的页面上：走访和检查排在一起，免得一家企业跑两趟；也可以打印。',
    ],
    picture: { source: calendar, alt: '月历' },
  },
  {
    key: 'find',
    title: '找企业，看一企一册',
    about: ['/enterprises'],
    lead: '按 Ctrl+K，输入两三个字、拼音首字母、曾用名或信用代码，回车打开。',
    steps: [
      '一企一册里有基本情况、级别与称号、申报计划、挂钩联系、报备、走访、问题、年历、附件和每一项内容的变更记录。',
      '列表可以筛选、排序、选择显示哪些列，“导出 Excel”得到的与屏幕上一致；右上角“层级统计”看每一级现有几家、本年计划申报几家。',
      {
        for: 'office',
        text: '级别、申报计划、所属镇区、市培育库由市里维护；镇区认为有误，在那一项旁边提“修改建议”，随数据包报市里。',
      },
    ],
    picture: { source: dossier, alt: '一企一册' },
  },
  {
    key: 'people',
    title: '挂钩联系：谁联系哪家企业',
    about: ['/people'],
    lead: '市领导由市里登记，镇区主要领导由镇区登记；报备、走访都按当天的挂钩联系带出领导。',
    steps: [
      { for: 'leader', text: '您联系哪几家企业由市发改委和镇区登记，有变化随数据包带来。' },
      { for: 'office', text: '新来一位领导：先“新建人员”，再在他的页面上“建立挂钩”，可以一次勾选多家企业。' },
      { for: 'office', text: '换届、调离：在那条挂钩上填结束日期，不要删除；以前的报备仍能查到当时是谁。' },
    ],
  },
  {
    key: 'visits',
    title: '走访企业',
    about: ['/visits'],
    lead: '走访不是检查。现场只记五分钟：上次承诺了什么排在最上面，写三句话，拍两张照片。',
    steps: [
      '去之前：在“走访计划”里勾选企业，定下日期；近期有人去过的会提醒无事不扰，可以同行的直接加入。',
      '不带电脑去：打印走访单，手写回来，再到“记录走访”照着录入；录入以后可打印走访记录存档。',
      '企业提的困难直接写在“企业问题”里，保存后成为问题诉求，自动算出办理期限。',
      '答应的事写进“承诺事项”，到期前三天出现在今日待办（没写时限的一直列着），下次走访排在最上面。',
      '走访台账打开时是近一年和以后的计划，旁边点“全部”看以前的；右上角“统计”看各月走访与计划，按领导、按镇区还有几家没有走访。',
      '照片保存后在“附件”里添加，一次可以选择多张，自动压缩；哪一张没有添加、为什么，最后列出来；点小图可以放大看。',
    ],
    picture: { source: visit, alt: '记录走访的表单' },
  },
  {
    key: 'mine',
    title: '挂钩领导：我的企业',
    about: ['/mine'],
    lead: '领导自己的电脑打开“我的挂钩企业”，镇区和市里在领导的页面上看到同样的内容。',
    steps: [
      '每家企业写着上次走访、下次安排、答应了还没有办的事、在办的问题；逾期的排在最上面。',
      '去之前打印“工作单”供领导本人看：上面有他所有的企业，不要留在企业；带进企业的是“走访单”。',
    ],
  },
  {
    key: 'board',
    title: '谁还没有走访',
    about: ['/visits/plan'],
    lead: '“走访计划”按领导列出本期还没有走访的企业，最久没去的排在前面。',
    steps: [
      '按月还是按季走访，由市发改委在“政策口径”里定。',
      '同行人员也算走访过。',
      '计划的日子过了还没有记录的写着“待记录”：点日期打开，补记、改期或取消；走访台账的“状态”里也可以只看这些。',
    ],
    picture: { source: board, alt: '走访计划' },
  },
  {
    key: 'problems',
    title: '企业的问题诉求',
    about: ['/problems'],
    lead: '每个问题都有主办单位、期限和结果：受理、交办、答复、企业确认、办结。',
    steps: [
      {
        for: 'leader',
        text: '走访时提出的问题由镇区或市发改委办理，办到哪一步在这里看；要补充情况的，点开那个问题写“补充说明”。',
      },
      { for: 'office', text: '期限按工作日计算，节假日和调休都算在内；办不完要在到期之前“延期”。' },
      {
        for: 'office',
        text: '答复之后请企业确认：满意的办结，不满意的重新办理；确实办不到的，解释说明后关闭。',
      },
      {
        for: 'office',
        text: '答复或企业确认写错了，在“办理记录”里点“更正”，写明原因：原来的话划去保留，统计按更正后的算。',
      },
      {
        for: 'office',
        text: '镇区办不了的“提请市级协调”；市里接手后，镇区看得到进展，回到镇区办理时也会提示。',
      },
      { for: 'office', text: '同一件事提了两次，用“并案”；并错了可以撤销。' },
    ],
    picture: { source: problem, alt: '一个问题的办理记录' },
  },
  {
    key: 'filings',
    title: '检查处置报备（附件6）',
    for: 'office',
    about: ['/filings'],
    lead: '选定企业，程序就说明要不要报备、依据哪一条，并带出检查当天的联系领导。',
    steps: [
      '检查前：填好检查单位、日期、事由，登记事前报告和通报。',
      '检查后：补填检查情况和处置结论，打印附件6，结论次日 24 时前报送。',
      '打印后又改了，再打印时注明“第2版”；已经报送的，点“更正”另立一份；作废的原件和编号保留。',
      '政策没有写明的，程序先按“政策口径”里写的做法，市发改委答复后全市照办。',
    ],
    picture: { source: filing, alt: '一份检查处置报备' },
  },
  {
    key: 'meetings',
    title: '月度联席会议',
    for: 'office',
    about: ['/meetings'],
    lead: '议题从在办、逾期的问题和没有办结的议定事项里生成，由您排序、删减。',
    steps: [
      '会前：新建会议纪要，点“从在办事项生成议题”，打印议程和签到表。',
      '会后：补填情况和议定事项（做什么、谁、何时），导出会议纪要。市里的会议纪要留在市级，镇区的随数据包报市里。',
      '市里的议定事项，责任单位写明镇区的，会后随数据包交到那个镇区，列在它的今日待办；镇区点“报办理情况”，随数据包报回，市里确认办结，或退回继续办理。',
      '议定事项一直列在今日待办，到办结为止；下次会议再问一次。',
    ],
    picture: { source: meeting, alt: '一份会议纪要' },
  },
  {
    key: 'bulletins',
    title: '季度通报',
    about: ['/bulletins'],
    lead: '每季度一份，由领导小组办公室编写：数字和图表取自台账，自动与上季度比较；点“印发”以后随数据包发到各镇区。',
    steps: [
      { for: 'city', text: '编写：选好季度，数字已经取好；从记录里挑选特色亮点，排好先后，改好文字。' },
      {
        for: 'city',
        text: '数字取好以后不再变，纸上印的和库里存的一致。台账补录了，在“修改”里点“重新取数”，先看有哪些变化，再决定是否采用。',
      },
      '导出 Word、PDF 都带图表；“保存图片”可以单独取一张图。',
    ],
    picture: { source: bulletin, alt: '季度通报' },
  },
  {
    key: 'hand-over',
    title: '月末交换数据包',
    about: ['/exchange', '/suggestions'],
    lead: '镇区导出交市里，市里导入、回复，再发回来。用 U 盘、邮件或办公系统传都可以，数据包已加密签名。',
    steps: [
      '导出：“数据交换”里点“导出给市发改委”，选好位置，写完会自动读回核对。',
      '导入：点“导入数据包”，先看预览，什么都还没有写入；确认后再导入。同一个包导入两次不会多出内容。',
      '提示缺少前面的数据包时，请对方导出时勾选“带上全部内容”。',
      '不得录入涉密信息：涉密内容不在这个程序里办理。',
    ],
    picture: { source: bundles, alt: '数据交换' },
  },
  {
    key: 'conflicts',
    title: '两边写得不一样',
    for: 'office',
    about: ['/conflicts'],
    lead: '两台电脑都改了同一项，两种写法都保留，由人来定，谁的也不会丢。',
    steps: ['在“待定冲突”里看清是谁、什么时候写的，选定一种，或另写一种。', '定下的结果随数据包到对方。'],
    picture: { source: conflict, alt: '待定冲突' },
  },
  {
    key: 'month',
    title: '市级：汇总一个月',
    for: 'city',
    about: ['/month', '/towns'],
    lead: '“月度汇总”说明谁交了、谁没交、带来什么变化，一次导出给所有镇区。',
    steps: [
      '新镇区：在“镇区与设备”制作邀请文件，加入码用电话告知，不要与文件放在一起。',
      '第一次收到某台电脑的数据包，请当面或电话核对电脑识别码，再确认。',
      '冲突和建议处理完，点“办结本月”；没处理完的可以写明后结转下月。',
    ],
    picture: { source: month, alt: '月度汇总' },
  },
  {
    key: 'safety',
    title: '口令、备份、换电脑',
    about: ['/settings'],
    lead: '内容只在这台电脑上，整库加密。口令没有人能够找回，请按单位规定密封保管一份。',
    steps: [
      '离开座位按 Ctrl+L 锁定；几分钟不动也会自动锁定，正在填的内容留着。',
      '每天第一次打开自动备份并核对；备份在同一块硬盘上，请定期把备份文件夹复制到单位保管的移动硬盘。',
      '换电脑：新电脑上首次打开程序，选“从备份恢复”，用原来的口令。',
      { for: 'city', text: '市级的电脑丢了又没有备份：用保险柜里的恢复密钥重建，请事先制作。' },
    ],
  },
  {
    key: 'mistakes',
    title: '写错了、删错了怎么办',
    about: [],
    lead: '没有什么是改一次就找不回来的。',
    steps: [
      '每条记录下面的“变更记录”写着谁、什么时候、从哪台电脑、由什么改成什么，照着改回去即可。',
      '删除之后变更记录仍在；企业删错了，由市里在“已删除”里恢复。',
      '程序或电脑意外关闭，再打开时没填完的内容在“今日待办”最上面。',
    ],
  },
];
