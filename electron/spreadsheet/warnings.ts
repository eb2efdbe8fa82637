import { cellReference, type SheetWarning, type SheetWarningKind } from '../../shared/roster/sheet.ts';

const shownCells = 5;

/** Collects reservations of one sheet: one sentence for each kind, with the first places and the count. */
export interface WarningCollector {
  readonly add: (kind: SheetWarningKind, row: number, column: number) => void;
  readonly list: () => SheetWarning[];
}

export function collectWarnings(sheetName: string): WarningCollector {
  const found = new Map<SheetWarningKind, { cells: string[]; count: number }>();
  return {
    add(kind, row, column) {
      const entry = found.get(kind) ?? { cells: [], count: 0 };
      entry.count += 1;
      if (entry.cells.length < shownCells) entry.cells.push(cellReference(row, column));
      found.set(kind, entry);
    },
    list: () =>
      [...found].map(([kind, { cells, count }]) => ({
        sheetName,
        kind,
        cells,
        count,
        message: sentence(kind, sheetName, cells, count),
      })),
  };
}

function sentence(
  kind: SheetWarningKind,
  sheetName: string,
  cells: readonly string[],
  count: number,
): string {
  const places = `${cells.join('、')}${count > cells.length ? ` 等 ${count} 处` : ''}`;
  switch (kind) {
    case 'merged':
      return `工作表“${sheetName}”有 ${count} 处纵向合并的单元格（${places}），下面各行已按合并单元格的内容读入，请核对。`;
    case 'scientific':
      return `工作表“${sheetName}”的单元格以科学计数显示（${places}），15 位以后的数字已丢失。请在表格中把该列设为“文本”后重新填写。`;
    case 'formula-error':
      return `工作表“${sheetName}”的公式有错误（${places}），这些单元格按空白读入，请核对。`;
    case 'formula-without-value':
      return `工作表“${sheetName}”的公式没有保存计算结果（${places}），这些单元格按空白读入。请用 WPS 打开并保存一次后再试。`;
    case 'hidden-rows':
      return `工作表“${sheetName}”有 ${count} 行被筛选或隐藏，也一并读入，请核对。`;
    case 'text-instead-of-workbook':
      return `文件的扩展名是电子表格，内容却是文字，已按文字表格读入，请核对各列是否对齐。`;
    case 'unclosed-quote':
      return `文件中有单元格的内容特别长（${places}），可能有双引号没有配对，后面的内容并进了一个单元格，请核对。`;
  }
}
