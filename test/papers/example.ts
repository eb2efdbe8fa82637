import type { ChartPictures } from '../../electron/documents/bulletin.ts';
import type { PaperFonts } from '../../electron/documents/fonts/paper-fonts.ts';

/** A paper of the program, filled in: what a picture shows. */
export interface PaperExample {
  /** Of its pictures. */
  readonly name: string;
  readonly title: string;
  /** What it shows. */
  readonly about: string;
  readonly pages: number;
  /** Stand on it in this order. */
  readonly order: readonly string[];
  readonly html: (fonts: PaperFonts) => string;
  /** `pictures`: the charts of 季度信息通报 as the window draws them. */
  readonly docx: (pictures: ChartPictures) => Uint8Array;
}
