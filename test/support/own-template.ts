/** A town's own template, written as Word writes one, and damaged in every way a file can be. */
import PizZip from 'pizzip';
import { sampleTemplate } from '../../electron/documents/template-sample.ts';

/** The sample with some of its parts changed, taken away ('') or added. */
export function templateWith(changes: Readonly<Record<string, (part: string) => string>>): Uint8Array {
  const zip = new PizZip(sampleTemplate());
  for (const [name, change] of Object.entries(changes)) {
    const part = change(zip.file(name)?.asText() ?? '');
    if (part === '') zip.remove(name);
    else zip.file(name, part);
  }
  return zip.generate({ type: 'uint8array', compression: 'DEFLATE' });
}

export const inDocument = (change: (xml: string) => string): Uint8Array =>
  templateWith({ 'word/document.xml': change });

/** A placeholder cut into runs, as Word does around what it checked or what was corrected. */
export function cutIntoRuns(name: string): Uint8Array {
  const runs = [...`{${name}}`].map(
    (character) => `<w:r><w:rPr><w:b/></w:rPr><w:t>${character}</w:t></w:r><w:proofErr w:type="spellStart"/>`,
  );
  return inDocument((xml) =>
    xml.replace(new RegExp(`<w:r>(?:(?!<w:r>).)*?\\{${name}\\}</w:t></w:r>`), () => runs.join('')),
  );
}
