/** docs/papers.md: a picture of every paper, and which fonts it is set in. */
import { paperExamples } from './examples.ts';
import { pictureFolder, pictureName } from './print.ts';

export const papersPagePath = 'docs/papers.md';

export function papersPage(): string {
  const pictures = paperExamples.map(({ name, title, about, pages }) => {
    const shown = pages > 1 && name.endsWith('attached') ? 2 : 1;
    const cell = (way: 'pdf' | 'docx'): string =>
      Array.from(
        { length: shown },
        (_, index) => `![${title}](../${pictureFolder}/${pictureName(name, way, index + 1)})`,
      ).join(' ');
    return `## ${title}\n\n${about}。\n\n| PDF、打印 | Word 文件，在 LibreOffice 中 |\n|---|---|\n| ${cell('pdf')} | ${cell('docx')} |\n`;
  });
  return `# 公文和表格

程序印出的每一种纸，一张图。图由 \`npm run papers\` 生成；测试把现在印出的与这些图比较（\`test/papers\`）。版式只写一遍
（\`electron/documents\`），再分别写成 PDF 的页面和 Word 文件，所以两边的行、列、页数相同。

${pictures.join('\n')}
## 字体

公文要求仿宋、小标宋、黑体、楷体（GB/T 9704—2012）。这些字体不能随程序分发，所以：

- **电脑上有的，用电脑上的。** PDF 先按名称找仿宋_GB2312、方正小标宋、黑体、楷体_GB2312 及其常见别名；Word 文件里写的就是这四个名称，
  WPS 和 Word 在办公电脑上直接用。
- **没有的，用随程序的自由字体**，嵌在 PDF 里，到哪台电脑、哪台打印机都一样。三种都按 SIL Open Font License 1.1 发布：可以随程序分发、
  嵌入文件、用于公务，不收费，不要求公开文件内容。

| 公文字体 | 代用 | 许可 | 为什么 |
|---|---|---|---|
| 仿宋、小标宋 | Noto Serif SC（思源宋体）常规、粗体 | OFL 1.1 | 笔画细、灰度匀，接近仿宋的观感；粗体的横细竖粗接近小标宋 |
| 黑体 | Noto Sans SC（思源黑体）中等 | OFL 1.1 | 与黑体结构相同 |
| 楷体 | LXGW WenKai（霞鹜文楷） | OFL 1.1 | 手写楷体；收字三万二千，人名地名里的生僻字（如𬭎、𫓧）也由它补上 |

字库里没有的字符（如表情符号）不会印成空框：生成 PDF 时指出是哪一个。

测试用的 LibreOffice 里没有这四种字体，用的是 Noto CJK；所以右边的图看排版，不看字形。
`;
}
