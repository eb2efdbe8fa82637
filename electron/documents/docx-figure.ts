/** A chart in a DOCX: a picture in the line, with its words for those who cannot see it. */
import { pictureRelation } from './docx-parts.ts';
import type { Figure } from './layout.ts';
import { escapeMarkup } from './text.ts';

export type DrawnFigure = Figure & { readonly png: Uint8Array };

const drawing = 'http://schemas.openxmlformats.org/drawingml/2006';
/** English metric units, which pictures are measured in. */
const emusPerPt = 12_700;

/** `n` counts the paper's pictures from 1; '' for one that Word cannot show. Line height follows the picture. */
export function figureXml({ alt, widthPt, heightPt, spaceBeforePt = 0 }: Figure, n: number): string {
  if (n === 0) return '';
  const [cx, cy] = [widthPt, heightPt].map((points) => Math.round(points * emusPerPt));
  const name = `图${n}`;
  const picture = [
    `<pic:pic xmlns:pic="${drawing}/picture"><pic:nvPicPr><pic:cNvPr id="${n}" name="${name}"/><pic:cNvPicPr/></pic:nvPicPr>`,
    `<pic:blipFill><a:blip r:embed="${pictureRelation(n)}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>`,
    `<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="${cx}" cy="${cy}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>`,
  ].join('');
  const inline = [
    `<wp:inline xmlns:wp="${drawing}/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0"><wp:extent cx="${cx}" cy="${cy}"/>`,
    `<wp:docPr id="${n}" name="${name}" descr="${escapeMarkup(alt)}"/><wp:cNvGraphicFramePr/>`,
    `<a:graphic xmlns:a="${drawing}/main"><a:graphicData uri="${drawing}/picture">${picture}</a:graphicData></a:graphic></wp:inline>`,
  ].join('');
  const spacing = `<w:spacing w:before="${Math.round(spaceBeforePt * 20)}" w:after="0" w:line="240" w:lineRule="auto"/>`;
  return `<w:p><w:pPr><w:keepNext/>${spacing}<w:jc w:val="center"/></w:pPr><w:r><w:drawing>${inline}</w:drawing></w:r></w:p>`;
}
