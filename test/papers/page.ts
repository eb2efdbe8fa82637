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
## 本单位的报备表模板

设置里可以选本单位自己的 Word 文件（.docx）作报备表模板，导出 Word 时选用；打印、PDF 和预览始终是官方式样。模板只留在这台电脑的加密
数据库里，不随数据包交换。

| 占位 | |
|---|---|
| \`{检查处置单位}\` \`{企业名称}\` \`{挂钩联系市领导}\` \`{检查依据和原因}\` \`{检查情况}\` \`{处置结论}\` \`{存在问题是否首次发现}\` \`{此次处置结论}\` | 必须写全 |
| \`{编号}\` \`{检查日期}\` \`{版本标记}\` | 可写可不写；没有写 \`{版本标记}\` 的，打印后有修改时在文末加注“第2版” |

占位可以写在正文、表格、文本框、页眉和页脚里，半角、全角括号都认；Word 把一个占位拆成几段的，照样认得，格式随左括号。单独成段的
占位，内容有几段就成几段；与其他文字同段的，换行接排。填进去的内容不再当作占位。

选用之前先核对：是否真是 .docx、XML 是否完好、占位是否写全、有没有认不出的占位（写错的指出应为哪一个）。带有宏、嵌入文件（OLE 对象）、
超链接、链接的图片或会取用别处内容的域的，说明原因，不予采用；Word 记下的“附加模板”路径在导出时去掉。文件不超过 4 MB。样板由官方式样生成，
含有全部必写的占位，改好版式即可选用。

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

《通用规范汉字表》的字全有。字库里没有的字符（如表情符号）不会印成空框：填写报备表时就提醒是哪一栏的哪一个，打印、生成 PDF 前再次指出；
Word 文件照原样写入，由 WPS 或 Word 用电脑上的字体印。

测试用的 LibreOffice 里没有这四种字体，用的是 Noto CJK；所以右边的图看排版，不看字形。
`;
}
