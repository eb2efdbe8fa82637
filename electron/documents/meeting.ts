/**
 * The note of the monthly joint meeting (月度联席会议, 皋政办发〔2021〕87号 四（一）), set like an official paper:
 * 小标宋 title, 黑体 and 楷体 headings, 仿宋 body (GB/T 9704—2012 7.3). Runs over as many pages as it needs.
 */
import { chineseDate, chineseMonth } from './chinese-date.ts';
import type { PaperFonts } from './fonts/paper-fonts.ts';
import {
  type Block,
  type Cell,
  type Layout,
  officialPage,
  type Paragraph,
  pointSizes,
  type Row,
  softBreak,
  type Table,
  type TextStyle,
  typeWidthPt,
  withoutLoneRows,
} from './layout.ts';
import { layoutDocx } from './layout-docx.ts';
import { layoutHtml } from './layout-html.ts';
import { oneLine, paragraphsOf } from './text.ts';
import { textWidthPt } from './typeset.ts';

export type MeetingPaper = {
  /** The paper's own title, for instance 长江镇专精特新“小巨人”企业培育工作月度联席会议纪要. */
  readonly title: string;
  /** YYYY-MM */
  readonly month: string;
  /** YYYY-MM-DD, or empty while the day is open */
  readonly date: string;
  readonly place: string;
  readonly chair: string;
  /** 组长 or 副组长 */
  readonly chairRole: string;
  readonly recorder: string;
  /** 参会部门 */
  readonly departments: readonly string[];
  readonly topics: readonly { readonly title: string; readonly summary: string }[];
  /** 议定事项; dueDate YYYY-MM-DD or empty */
  readonly decisions: readonly { readonly what: string; readonly who: string; readonly dueDate: string }[];
};

export const titleStyle: TextStyle = { face: 'title', sizePt: pointSizes.二号, leadingPt: 34 };
export const monthStyle: TextStyle = { face: 'subheading', sizePt: pointSizes.三号, leadingPt: 28 };
export const headingStyle: TextStyle = { face: 'heading', sizePt: pointSizes.三号, leadingPt: 28 };
const topicStyle: TextStyle = { face: 'subheading', sizePt: pointSizes.三号, leadingPt: 28 };
const bodyStyle: TextStyle = { face: 'body', sizePt: pointSizes.三号, leadingPt: 28 };
const headStyle: TextStyle = { face: 'heading', sizePt: pointSizes.小四, leadingPt: 18 };
const cellStyle: TextStyle = { face: 'body', sizePt: pointSizes.小四, leadingPt: 18 };

/** 序号, 议定事项, 责任单位/责任人, 完成时限 */
const columnsMm = [13, 68, 40, 35] as const;

/** The PDF's page. Errors: 'paper.unsupported-characters'. */
export function meetingHtml(paper: MeetingPaper, fonts: PaperFonts): string {
  return layoutHtml(meetingLayout(paper), fonts);
}

/** The DOCX's bytes. */
export function meetingDocx(paper: MeetingPaper): Uint8Array {
  return layoutDocx(meetingLayout(paper));
}

/** The note's layout; empty fields leave their line open for the pen. */
export function meetingLayout(paper: MeetingPaper): Layout {
  const title = oneLine(paper.title);
  const departments = paper.departments.map(oneLine).filter((department) => department !== '');
  return {
    name: title,
    page: { ...officialPage, isNumbered: true },
    blocks: [
      line(withTitleBreak(title), titleStyle, { align: 'center', isTitle: true }),
      line(`（${chineseMonth(paper.month)}）`, monthStyle, { align: 'center', spaceAfterPt: 14 }),
      fact('时间', chineseDate(paper.date, { withWeekday: true })),
      fact('地点', oneLine(paper.place)),
      fact('主持', chairText(paper)),
      fact('记录', oneLine(paper.recorder)),
      fact('参会部门', departments.join('、')),
      line('一、会议议题', headingStyle, { spaceBeforePt: 8, keepWithNext: true, indentChars: 2 }),
      ...topicBlocks(paper.topics),
      line('二、议定事项', headingStyle, { keepWithNext: true, indentChars: 2, spaceAfterPt: 4 }),
      decisionBlock(paper.decisions),
    ],
  };
}

/** 陈某某（副组长） */
export function chairText({ chair, chairRole }: Pick<MeetingPaper, 'chair' | 'chairRole'>): string {
  const role = oneLine(chairRole);
  return oneLine(chair) + (chair !== '' && role !== '' ? `（${role}）` : '');
}

export function line(text: string, style: TextStyle, options: Partial<Paragraph> = {}): Paragraph {
  return { kind: 'paragraph', runs: [{ text }], style, align: 'justify', ...options };
}

/** `地点：…` with the label in 黑体; further lines stand under the first word of the value. */
export function fact(label: string, value: string): Paragraph {
  return {
    kind: 'paragraph',
    runs: [{ text: `${label}：`, face: 'heading' }, { text: value }],
    style: bodyStyle,
    align: 'left',
    hangingChars: label.length + 1,
  };
}

/** A title too long for one line is broken before the kind of meeting, never inside a word. */
export function withTitleBreak(title: string): string {
  if (textWidthPt(title, titleStyle.sizePt) <= typeWidthPt(officialPage)) return title;
  return title.replace(/(?<=.)(?=月度联席会议)/, '\n');
}

function topicBlocks(topics: MeetingPaper['topics']): readonly Block[] {
  if (topics.length === 0) return [line('本次会议没有议题。', bodyStyle, { indentChars: 2 })];
  return topics.flatMap((topic, index) => {
    const summary = paragraphsOf(topic.summary);
    const heading = line(`（${chineseNumber(index + 1)}）${oneLine(topic.title)}`, topicStyle, {
      indentChars: 2,
      keepWithNext: summary.length > 0,
    });
    return [heading, ...summary.map((text) => line(text, bodyStyle, { indentChars: 2 }))];
  });
}

function decisionBlock(decisions: MeetingPaper['decisions']): Block {
  if (decisions.length === 0) return line('本次会议没有议定事项。', bodyStyle, { indentChars: 2 });
  const head = (text: string): Cell => ({ paragraphs: [text], style: headStyle, align: 'center' });
  const short = (text: string): Cell => ({
    paragraphs: text === '' ? [] : [text],
    style: cellStyle,
    align: 'center',
  });
  const rows: readonly Row[] = [
    {
      minHeightPt: 30,
      isHeader: true,
      cells: ['序号', '议定事项', '责任单位/责任人', '完成时限'].map(head),
    },
    ...withoutLoneRows(
      decisions.map((decision, index) => ({
        minHeightPt: 30,
        cells: [
          short(String(index + 1)),
          { paragraphs: paragraphsOf(decision.what), style: cellStyle, align: 'justify' } as const,
          short(oneLine(decision.who).replace('/', `/${softBreak}`)),
          short(chineseDate(decision.dueDate)),
        ],
      })),
    ),
  ];
  return { kind: 'table', columnsMm, rows } satisfies Table;
}

const digits = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/** 1 to 99 in Chinese figures: 九, 十, 十二, 四十五; above that in Arabic ones. */
export function chineseNumber(value: number): string {
  if (value > 99) return String(value);
  const tens = Math.floor(value / 10);
  const ten = tens === 0 ? '' : tens === 1 ? '十' : `${digits[tens]}十`;
  return `${ten}${digits[value % 10]}`;
}
