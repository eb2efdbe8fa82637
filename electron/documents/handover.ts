/**
 * 数据交接单: one bundle's receipt for both sides, in the hands of the one who gives and the one who takes. One page,
 * whose lower half is for the pen; the files of a bundle that was cut are listed behind it.
 */
import { chineseMonth } from './chinese-date.ts';
import type { PaperFonts } from './fonts/paper-fonts.ts';
import {
  type Block,
  type Cell,
  type Layout,
  officialPage,
  pointSizes,
  type Row,
  softBreak,
  type TextStyle,
} from './layout.ts';
import { layoutDocx } from './layout-docx.ts';
import { layoutHtml } from './layout-html.ts';
import { oneLine } from './text.ts';

export type HandoverFile = {
  /** '' when it is not known */
  readonly size: string;
  /** 64 hex digits; '' when it is not known */
  readonly sha256: string;
};

export type HandoverPaper = {
  /** YYYY-MM */
  readonly month: string;
  /** 移交单位 */
  readonly from: string;
  /** 接收单位 */
  readonly to: string;
  /** Who made the bundle, and at which laptop; '' when it is not known. */
  readonly officer: string;
  readonly device: string;
  /** Of all files. */
  readonly size: string;
  /** At least one, in their order. */
  readonly files: readonly HandoverFile[];
  /** Stands where a file's checksum is not known. */
  readonly absent: string;
  readonly content: string;
  /** What the import found; '' while it is only sent. */
  readonly outcome: string;
  readonly atLabel: string;
  readonly at: string;
};

const titleStyle: TextStyle = { face: 'title', sizePt: pointSizes.二号, leadingPt: 36 };
const monthStyle: TextStyle = { face: 'subheading', sizePt: pointSizes.三号, leadingPt: 28 };
const labelStyle: TextStyle = { face: 'heading', sizePt: pointSizes.小四, leadingPt: 20 };
const valueStyle: TextStyle = { face: 'body', sizePt: pointSizes.小四, leadingPt: 20 };
const noteStyle: TextStyle = { face: 'body', sizePt: pointSizes.五号, leadingPt: 18 };

const fileStyle: TextStyle = { ...noteStyle, leadingPt: 15 };

const columnsMm = [30, 48, 30, 48] as const;

/** Least heights of the rows; closer where a list of up to four files shall stand on the same page. */
const open = { factPt: 34, penPt: 44, remarkPt: 90 };
const close = { factPt: 28, penPt: 38, remarkPt: 38 };

/** The PDF's page. Errors: 'paper.unsupported-characters'. */
export function handoverHtml(paper: HandoverPaper, fonts: PaperFonts): string {
  return layoutHtml(handoverLayout(paper), fonts);
}

/** The DOCX's bytes. */
export function handoverDocx(paper: HandoverPaper): Uint8Array {
  return layoutDocx(handoverLayout(paper));
}

export function handoverLayout(paper: HandoverPaper): Layout {
  const isOne = paper.files.length === 1;
  const { factPt, penPt, remarkPt } = isOne ? open : close;
  const pair = (first: string, one: string, second: string, other: string): Row => ({
    minHeightPt: factPt,
    cells: [label(first), value(one), label(second), value(other)],
  });
  const wide = (name: string, ...lines: readonly string[]): Row => ({
    minHeightPt: factPt,
    cells: [
      label(name),
      { ...value(''), paragraphs: lines.map(oneLine).filter((line) => line !== ''), span: 3 },
    ],
  });
  /** Left blank for ink. */
  const pen = (first: string, second: string): Row => ({
    minHeightPt: penPt,
    cells: [label(first), value(''), label(second), value('')],
  });
  const rows: readonly Row[] = [
    pair('移交单位', paper.from, '接收单位', paper.to),
    pair('移交方经办人', paper.officer, paper.atLabel, paper.at),
    wide('移交方电脑', paper.device),
    wide('数据包内容', paper.content),
    ...(isOne
      ? [
          wide('文件大小', paper.size),
          wide('文件校验值（SHA-256）', ...grouped(paper.files[0]?.sha256 ?? '', paper.absent)),
        ]
      : [wide('文件', `共 ${paper.files.length} 个，合计 ${paper.size}，逐个列于表后`)]),
    ...(paper.outcome === '' ? [] : [wide('接收核验结果', paper.outcome)]),
    pen('移交人签字', '接收人签字'),
    pen('移交日期', '接收日期'),
    { minHeightPt: remarkPt, cells: [label('备注'), { ...value(''), span: 3 }] },
  ];
  return {
    name: '专精特新“小巨人”企业培育数据交接单',
    page: { ...officialPage, isNumbered: !isOne },
    blocks: [
      {
        kind: 'paragraph',
        runs: [{ text: '专精特新“小巨人”企业培育\n数据交接单' }],
        style: titleStyle,
        align: 'center',
        isTitle: true,
      },
      {
        kind: 'paragraph',
        runs: [{ text: `（${chineseMonth(paper.month)}）` }],
        style: monthStyle,
        align: 'center',
        spaceAfterPt: isOne ? 12 : 8,
      },
      { kind: 'table', columnsMm, rows },
      {
        kind: 'paragraph',
        runs: [{ text: '本单一式两份，移交、接收双方各存一份。数据包已加密并签名，不得装入涉密信息。' }],
        style: noteStyle,
        align: 'left',
        spaceBeforePt: 8,
      },
      ...(isOne ? [] : fileList(paper)),
    ],
  };
}

/** Of a hand-over in several files: whoever takes them compares each. */
function fileList({ files, absent }: HandoverPaper): readonly Block[] {
  const head = ['文件', '大小', '校验值（SHA-256）'];
  return [
    {
      kind: 'paragraph',
      runs: [{ text: '文件清单' }],
      style: labelStyle,
      align: 'left',
      spaceBeforePt: 12,
      spaceAfterPt: 4,
      keepWithNext: true,
    },
    {
      kind: 'table',
      columnsMm: [22, 24, 110],
      rows: [
        {
          minHeightPt: 24,
          isHeader: true,
          keepWithNext: true,
          cells: head.map((text): Cell => ({ paragraphs: [text], style: labelStyle, align: 'center' })),
        },
        ...files.map(({ size, sha256 }, index): Row => {
          const cell = (align: Cell['align'], ...lines: readonly string[]): Cell => ({
            paragraphs: lines.filter((line) => line !== ''),
            style: fileStyle,
            align,
          });
          return {
            minHeightPt: 24,
            keepWithNext: isKept(index, files.length),
            cells: [
              cell('center', `第 ${index + 1} 包`),
              cell('center', size),
              cell('left', ...grouped(sha256, absent)),
            ],
          };
        }),
      ],
    },
  ];
}

/** A list that fits a page is not torn over two; a longer one at least leaves no line alone. */
function isKept(index: number, count: number): boolean {
  return index < count - 1 && (count <= filesOnPage || index === 0 || index === count - 2);
}

/** Rows of the list that a page holds for certain. */
const filesOnPage = 12;

function label(text: string): Cell {
  return { paragraphs: [text.replace('（', `${softBreak}（`)], style: labelStyle, align: 'center' };
}

function value(text: string): Cell {
  const line = oneLine(text);
  return { paragraphs: line === '' ? [] : [line], style: valueStyle, align: 'left' };
}

/** Eight digits a group and four groups a line, so that two people can compare it aloud. */
function grouped(hash: string, absent: string): readonly string[] {
  if (hash === '') return [absent];
  return (hash.match(/.{1,32}/g) ?? []).map((line) => (line.match(/.{1,8}/g) ?? []).join(' '));
}
