/** Annex 6 as PDF beside the PDF of a blank page, by the same Chromium in the same run. */
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { annex6Pdf } from '../../electron/documents/annex6.ts';
import { loadPaperFonts } from '../../electron/documents/fonts/paper-fonts.ts';
import type { PdfPrinter } from '../../electron/documents/pdf.ts';
import { ensureChromium } from '../ensure-chromium.ts';
import { projectRoot } from '../steps.ts';
import { alternate, type Figure, median, msText, ratioText, summarise, timed } from './measure.ts';

const ratioLimit = 1.5;
const papersPerRound = 8;

const blank = '<!doctype html><style>@page { size: A4; margin: 0 }</style><title>blank</title><body></body>';

const paper = {
  inspectingUnit: '如皋市应急管理局',
  enterpriseName: '势加透博洁净动力如皋有限公司',
  cityLeader: '张示例（副市长）',
  basisAndReason: '依据《中华人民共和国安全生产法》第六十五条，开展年度计划内安全检查。',
  findings: '现场检查发现疏散通道堵塞一处，消防器材未按期检验两件，已当场告知。',
  conclusion: '责令限期整改，十五日内复查。',
  firstDiscovered: 'yes',
  thisConclusion: '限期整改',
} as const;

export async function measurePaper(rounds: number): Promise<Figure[]> {
  const browser = await chromium.launch({
    executablePath: ensureChromium(),
    args: ['--no-sandbox', '--disable-gpu'],
  });
  try {
    const context = await browser.newContext({ offline: true });
    // A window of its own for each, as electron/printing.ts does.
    const print: PdfPrinter = async (html) => {
      const page = await context.newPage();
      try {
        await page.setContent(html, { waitUntil: 'load' });
        return new Uint8Array(await page.pdf({ preferCSSPageSize: true, printBackground: true }));
      } finally {
        await page.close();
      }
    };
    const fonts = loadPaperFonts(join(projectRoot, 'node_modules/@fontsource'));
    const several = async (work: () => Promise<unknown>): Promise<number> => {
      const times: number[] = [];
      for (let made = 0; made < papersPerRound; made += 1) times.push(await timed(work));
      return median(times);
    };
    const annex6 = (): Promise<number> => several(() => annex6Pdf(paper, fonts, print));
    const beside = (): Promise<number> => several(() => print(blank));
    await annex6();
    await beside();
    const summary = summarise(await alternate(rounds, annex6, beside));
    return [
      {
        id: 'paper',
        what: '报备表（附件6）生成 PDF',
        how: `\`annex6Pdf\`：排版、嵌入字体、打印、核对页数；同一个 Chromium，与程序一样每次另开一个窗口，每轮 ${papersPerRound} 次取中位数，交替`,
        figure: msText(summary.ours),
        beside: `空白页的 PDF ${msText(summary.beside)}`,
        limit: `≤ ${ratioLimit} ×`,
        ratio: ratioText(summary),
        holds: summary.ratio <= ratioLimit,
      },
    ];
  } finally {
    await browser.close();
  }
}
