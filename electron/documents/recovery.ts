/**
 * 市级恢复密钥保管单: one page that lies in the envelope with the stick. Says what the key is, who keeps it, how it is
 * used, and the city's fingerprint to compare; never the passphrase. Set like an official paper (GB/T 9704—2012 7.3).
 */
import { chineseDate } from './chinese-date.ts';
import type { PaperFonts } from './fonts/paper-fonts.ts';
import {
  type Cell,
  type Layout,
  officialPage,
  type Paragraph,
  pointSizes,
  type Row,
  type TextStyle,
} from './layout.ts';
import { layoutDocx } from './layout-docx.ts';
import { layoutHtml } from './layout-html.ts';
import { oneLine } from './text.ts';

export interface RecoveryPaper {
  readonly n: number;
  /** YYYY-MM-DD */
  readonly date: string;
  /** Who made it, and 保管人; empty ones leave their place open for the pen. */
  readonly officer: string;
  readonly keeper: string;
  readonly cityFingerprint: string;
}

const titleStyle: TextStyle = { face: 'title', sizePt: pointSizes.二号, leadingPt: 34 };
const headingStyle: TextStyle = { face: 'heading', sizePt: pointSizes.三号, leadingPt: 28 };
const bodyStyle: TextStyle = { face: 'body', sizePt: pointSizes.四号, leadingPt: 25 };
const labelStyle: TextStyle = { face: 'heading', sizePt: pointSizes.四号, leadingPt: 22 };
const valueStyle: TextStyle = { face: 'body', sizePt: pointSizes.四号, leadingPt: 22 };

const columnsMm = [36, 120] as const;

const rules = [
  '恢复密钥文件（扩展名.drck）单独存放在一个U盘里，与本单一并装入信封密封，存入保险柜，不得存放在市级工作台的电脑里。',
  '打开文件的口令由另一人写在纸上另行密封保管，不得与U盘放在一起。口令遗失无法找回，应当重新制作恢复密钥。',
  '市级工作台的电脑丢失或损坏时，在新电脑上首次打开程序，选“从恢复密钥重建”，选择文件、输入口令，核对市级识别码与本单一致。',
  '重建后请各镇区交来一个完整数据包，收齐后再停用原来的电脑。市级内部未下发的内容不在各镇区，只能从备份取回。',
  '重新制作恢复密钥后，旧的文件和本单应当销毁。',
];

/** The PDF's page. Errors: 'paper.unsupported-characters'. */
export function recoveryHtml(paper: RecoveryPaper, fonts: PaperFonts): string {
  return layoutHtml(recoveryLayout(paper), fonts);
}

/** The DOCX's bytes. */
export function recoveryDocx(paper: RecoveryPaper): Uint8Array {
  return layoutDocx(recoveryLayout(paper));
}

export function recoveryLayout(paper: RecoveryPaper): Layout {
  return {
    name: `市级恢复密钥保管单（第${paper.n}号）`,
    page: officialPage,
    blocks: [
      line('市级恢复密钥保管单', titleStyle, { align: 'center', isTitle: true, spaceAfterPt: 14 }),
      {
        kind: 'table',
        columnsMm,
        rows: [
          row('编号', `第${paper.n}号`),
          row('制作单位', '市发改委'),
          row('制作日期', chineseDate(paper.date)),
          row('制作人', oneLine(paper.officer)),
          row('保管人', oneLine(paper.keeper)),
          row('口令保管人', ''),
          row('市级识别码', oneLine(paper.cityFingerprint)),
        ],
      },
      line('保管和使用', headingStyle, { spaceBeforePt: 16, indentChars: 2, keepWithNext: true }),
      ...rules.map((rule, index) => line(`${index + 1}．${rule}`, bodyStyle, { indentChars: 2 })),
      {
        kind: 'split-line',
        left: '制作人（签字）：',
        right: '保管人（签字）：　　　　　　　',
        rightInsetPt: 0,
        style: { ...bodyStyle, leadingPt: 60 },
      },
    ],
  };
}

function line(text: string, style: TextStyle, options: Partial<Paragraph> = {}): Paragraph {
  return { kind: 'paragraph', runs: [{ text }], style, align: 'justify', ...options };
}

function row(label: string, value: string): Row {
  const cells: readonly Cell[] = [
    { paragraphs: [label], style: labelStyle, align: 'center' },
    { paragraphs: value === '' ? [] : [value], style: valueStyle, align: 'left' },
  ];
  return { minHeightPt: 32, cells };
}
