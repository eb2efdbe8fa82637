/**
 * 走访记录: a visit that was made, as it was written down: to be filed, or read by whoever follows it up. No form of the
 * policy. 备注 is the office's own and stays out of it, since the enterprise may be given one.
 */
import { chineseDate } from './chinese-date.ts';
import type { PaperFonts } from './fonts/paper-fonts.ts';
import {
  type Block,
  type Cell,
  type Layout,
  type Paragraph,
  pointSizes,
  type TextStyle,
  withoutLoneRows,
} from './layout.ts';
import { layoutDocx } from './layout-docx.ts';
import { layoutHtml } from './layout-html.ts';
import { oneLine, paragraphsOf } from './text.ts';
import { columnsMm, heading, label, page, pair, title, value, valueStyle, wide } from './visit-blocks.ts';

export interface VisitRecordPaper {
  readonly enterpriseName: string;
  readonly townName: string;
  readonly address: string;
  /** YYYY-MM-DD */
  readonly date: string;
  readonly leader: string;
  readonly participants: readonly string[];
  /** 企业参加人员 */
  readonly hosts: string;
  /** 走访事由; '' leaves the line out. */
  readonly purpose: string;
  /** 企业反映情况, in as many paragraphs as it was typed in. */
  readonly said: string;
  readonly promises: readonly {
    readonly what: string;
    readonly who: string;
    readonly dueDate: string;
    /** How it stands on the day of the print; each line a `\n`. */
    readonly state: string;
  }[];
  readonly problems: readonly { readonly title: string; readonly category: string; readonly state: string }[];
  readonly photos: number;
  /** Whose laptop, and the day on which what was promised and asked for stood so. */
  readonly imprint: string;
}

const saidStyle: TextStyle = { face: 'body', sizePt: pointSizes.小四, leadingPt: 20 };

/** 序号, what, who, when, how it stands: 163 mm. */
const promiseColumnsMm = [12, 65, 36, 24, 26] as const;
const problemColumnsMm = [12, 89, 36, 26] as const;
const rowPt = 23;

/** The PDF's page. Errors: 'paper.unsupported-characters'. */
export function visitRecordHtml(record: VisitRecordPaper, fonts: PaperFonts): string {
  return layoutHtml(visitRecordLayout(record), fonts);
}

/** The DOCX's bytes. */
export function visitRecordDocx(record: VisitRecordPaper): Uint8Array {
  return layoutDocx(visitRecordLayout(record));
}

/** Parts without anything say so: a record must not leave open whether one was forgotten. */
function visitRecordLayout(record: VisitRecordPaper): Layout {
  const { promises, problems, photos, purpose } = record;
  const said = paragraphsOf(record.said);
  return {
    name: `走访记录　${oneLine(record.enterpriseName)}`,
    page,
    blocks: [
      title('企业走访记录'),
      {
        kind: 'table',
        columnsMm,
        rows: [
          pair('企业名称', record.enterpriseName, '所属镇区', record.townName),
          wide('地址', paragraphsOf(record.address)),
          pair('走访领导', record.leader, '走访日期', chineseDate(record.date)),
          wide('同行人员', paragraphsOf(record.participants.map(oneLine).join('、'))),
          wide('企业参加人员', paragraphsOf(record.hosts)),
          ...(purpose === '' ? [] : [wide('走访事由', paragraphsOf(purpose))]),
          wide('现场照片', [photos === 0 ? '无。' : `${photos} 张，存于本程序。`]),
        ],
      },
      heading('企业反映情况'),
      ...(said.length === 0 ? [text('无。')] : said.map(text)),
      heading('承诺事项'),
      listed(
        { columnsMm: promiseColumnsMm, head: ['承诺事项', '责任单位（人）', '完成时限', '兑现情况'] },
        promises.map(({ what, who, dueDate, state }) => [
          lines(what),
          value(who),
          centred(dueDate),
          { ...lines(state), align: 'center' },
        ]),
      ),
      heading('企业问题'),
      listed(
        { columnsMm: problemColumnsMm, head: ['问题', '类别', '办理情况'] },
        problems.map((problem) => [value(problem.title), centred(problem.category), centred(problem.state)]),
      ),
      { ...text(record.imprint), style: valueStyle, align: 'left', indentChars: 0, spaceBeforePt: 8 },
    ],
  };
}

function text(paragraph: string): Paragraph {
  return {
    kind: 'paragraph',
    runs: [{ text: paragraph }],
    style: saidStyle,
    align: 'justify',
    indentChars: 2,
  };
}

function listed(
  look: { readonly columnsMm: readonly number[]; readonly head: readonly string[] },
  rows: readonly (readonly Cell[])[],
): Block {
  if (rows.length === 0) return text('无。');
  return {
    kind: 'table',
    columnsMm: look.columnsMm,
    rows: [
      { minHeightPt: 21, isHeader: true, keepWithNext: true, cells: ['序号', ...look.head].map(label) },
      ...withoutLoneRows(
        rows.map((cells, index) => ({ minHeightPt: rowPt, cells: [centred(String(index + 1)), ...cells] })),
      ),
    ],
  };
}

function lines(typed: string): Cell {
  return { ...value(''), paragraphs: paragraphsOf(typed) };
}

function centred(typed: string): Cell {
  return { ...value(typed), align: 'center' };
}
