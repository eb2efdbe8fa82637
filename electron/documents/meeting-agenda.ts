/**
 * What lies on the table of the monthly joint meeting (月度联席会议): its agenda (会议议程) and the sheet to sign in on (签到表),
 * set like the note of the meeting.
 */
import { chineseDate, chineseMonth } from './chinese-date.ts';
import type { PaperFonts } from './fonts/paper-fonts.ts';
import { type Cell, type Layout, officialPage, pointSizes, type Table, type TextStyle } from './layout.ts';
import { layoutDocx } from './layout-docx.ts';
import { layoutHtml } from './layout-html.ts';
import {
  chairText,
  chineseNumber,
  fact,
  headingStyle,
  line,
  type MeetingPaper,
  monthStyle,
  titleStyle,
  withTitleBreak,
} from './meeting.ts';
import { oneLine } from './text.ts';

const topicStyle: TextStyle = { face: 'body', sizePt: pointSizes.三号, leadingPt: 32 };
const headStyle: TextStyle = { face: 'heading', sizePt: pointSizes.小四, leadingPt: 18 };
const cellStyle: TextStyle = { face: 'body', sizePt: pointSizes.小四, leadingPt: 18 };

/** 序号, 单位, 姓名, 职务, 联系电话 */
const columnsMm = [13, 55, 28, 30, 30] as const;
/** A sheet that is passed round has room for those nobody expected. */
const fewestRows = 14;

/** Errors of the HTML ones: 'paper.unsupported-characters'. */
export function agendaHtml(paper: MeetingPaper, fonts: PaperFonts): string {
  return layoutHtml(agendaLayout(paper), fonts);
}

export function agendaDocx(paper: MeetingPaper): Uint8Array {
  return layoutDocx(agendaLayout(paper));
}

export function signInHtml(paper: MeetingPaper, fonts: PaperFonts): string {
  return layoutHtml(signInLayout(paper), fonts);
}

export function signInDocx(paper: MeetingPaper): Uint8Array {
  return layoutDocx(signInLayout(paper));
}

/** Topics by name alone; what is to be said about them stands in the note. */
export function agendaLayout(paper: MeetingPaper): Layout {
  const title = titleOf(paper, '议程');
  const departments = paper.departments.map(oneLine).filter((department) => department !== '');
  return {
    name: title,
    page: { ...officialPage, isNumbered: true },
    blocks: [
      ...head(title, paper),
      fact('时间', chineseDate(paper.date, { withWeekday: true })),
      fact('地点', oneLine(paper.place)),
      fact('主持', chairText(paper)),
      fact('参会部门', departments.join('、')),
      line('会议议程', headingStyle, { spaceBeforePt: 8, keepWithNext: true, indentChars: 2 }),
      ...paper.topics.map((topic, index) =>
        line(`${chineseNumber(index + 1)}、${oneLine(topic.title)}`, topicStyle, { indentChars: 2 }),
      ),
      line(`${chineseNumber(paper.topics.length + 1)}、议定有关事项`, topicStyle, { indentChars: 2 }),
    ],
  };
}

/** A line for every department, the rest blank; everything but the department is for the pen. */
export function signInLayout(paper: MeetingPaper): Layout {
  const title = titleOf(paper, '签到表');
  const departments = paper.departments.map(oneLine).filter((department) => department !== '');
  const count = Math.max(fewestRows, departments.length + 4);
  const cell = (text: string): Cell => ({
    paragraphs: text === '' ? [] : [text],
    style: cellStyle,
    align: 'center',
  });
  const rows = Array.from({ length: count }, (_, index) => ({
    minHeightPt: 29,
    cells: [cell(String(index + 1)), cell(departments[index] ?? ''), cell(''), cell(''), cell('')],
  }));
  const header = {
    minHeightPt: 29,
    isHeader: true,
    cells: ['序号', '单位', '姓名', '职务', '联系电话'].map(
      (text): Cell => ({ paragraphs: [text], style: headStyle, align: 'center' }),
    ),
  };
  return {
    name: title,
    page: { ...officialPage, isNumbered: true },
    blocks: [
      ...head(title, paper),
      fact('时间', chineseDate(paper.date, { withWeekday: true })),
      { ...fact('地点', oneLine(paper.place)), spaceAfterPt: 8 },
      { kind: 'table', columnsMm, rows: [header, ...rows] } satisfies Table,
    ],
  };
}

/** …月度联席会议议程: the note's own title with another end. */
function titleOf({ title }: MeetingPaper, end: string): string {
  return oneLine(title).replace(/纪要$/, '') + end;
}

function head(title: string, { month }: MeetingPaper) {
  return [
    line(withTitleBreak(title), titleStyle, { align: 'center', isTitle: true } as const),
    line(`（${chineseMonth(month)}）`, monthStyle, { align: 'center', spaceAfterPt: 14 } as const),
  ];
}
