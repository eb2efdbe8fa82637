/** npm run papers: writes the approved pictures and docs/papers.md anew. Look at every picture before they are committed. */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { papersPage, papersPagePath } from './page.ts';
import { pagePictures, writeGreyPng } from './picture.ts';
import { mostPictures, pictureFolder, pictureName, printAllPapers } from './print.ts';

const printed = await printAllPapers();
mkdirSync(pictureFolder, { recursive: true });
for (const name of readdirSync(pictureFolder)) rmSync(join(pictureFolder, name));
let count = 0;
for (const { example, way, pdf } of printed) {
  pagePictures(pdf, mostPictures).forEach((picture, index) => {
    writeFileSync(join(pictureFolder, pictureName(example.name, way, index + 1)), writeGreyPng(picture));
    count += 1;
  });
}
writeFileSync(papersPagePath, papersPage());
console.log(`已写 ${count} 张图到 ${pictureFolder}，说明在 ${papersPagePath}`);
