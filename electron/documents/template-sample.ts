/** 样板: the official form with every placeholder where its text stands, to be changed in WPS and chosen as one's own. */
import { inBraces, isPlaceholder } from '../../shared/filing/template.ts';
import { annex6Layout } from './annex6.ts';
import { blankAnnex6 } from './annex6-rows.ts';
import type { Block, Cell } from './layout.ts';
import { layoutDocx } from './layout-docx.ts';

/** As much text as an ordinary filing has: set for it, the form has room and stays on its page. */
const ordinary = (characters: number): string => '字'.repeat(characters);
const mark = '版本标记';

export function sampleTemplate(): Uint8Array {
  const layout = annex6Layout({
    ...blankAnnex6,
    inspectingUnit: inBraces('检查处置单位'),
    basisAndReason: ordinary(70),
    findings: ordinary(140),
    conclusion: ordinary(70),
    mark,
  });
  return layoutDocx({ ...layout, blocks: layout.blocks.map(withPlaceholders) });
}

/** Each entry holds the name of its label. The mark is a sentence of its own, or nothing. */
function withPlaceholders(block: Block): Block {
  if (block.kind === 'paragraph' && block.runs.some(({ text }) => text.includes(mark)))
    return { ...block, runs: [{ text: inBraces(mark) }] };
  if (block.kind !== 'table') return block;
  const rows = block.rows.map((row) => ({ ...row, cells: row.cells.map(behindLabel) }));
  return { ...block, rows };
}

function behindLabel(cell: Cell, index: number, cells: readonly Cell[]): Cell {
  const label = cells[index - 1]?.paragraphs.join('') ?? '';
  return isPlaceholder(label) ? { ...cell, paragraphs: [inBraces(label)] } : cell;
}
