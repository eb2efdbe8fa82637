/** The parts of a DOCX that are the same for every paper: types, relations, styles, settings, fonts. */
import type { Face } from './layout.ts';
import { escapeMarkup } from './text.ts';

const main = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const relationships = 'http://schemas.openxmlformats.org/package/2006/relationships';
const officeRelation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml';

/** Fonts by the names an office computer knows them; fontTable names what to take where one is missing. */
export const docxFonts: Readonly<Record<Face, string>> = {
  body: '仿宋_GB2312',
  title: '方正小标宋简体',
  heading: '黑体',
  subheading: '楷体_GB2312',
};

/** `[Content_Types].xml`. */
export function contentTypes(hasFooters: boolean, hasPictures: boolean): string {
  const override = (part: string, type: string): string =>
    `<Override PartName="${part}" ContentType="${type}"/>`;
  const footers = hasFooters
    ? ['/word/footer1.xml', '/word/footer2.xml'].map((part) => override(part, `${wordType}.footer+xml`))
    : [];
  return [
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">',
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
    '<Default Extension="xml" ContentType="application/xml"/>',
    ...(hasPictures ? ['<Default Extension="png" ContentType="image/png"/>'] : []),
    override('/docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml'),
    override('/word/document.xml', `${wordType}.document.main+xml`),
    override('/word/styles.xml', `${wordType}.styles+xml`),
    override('/word/settings.xml', `${wordType}.settings+xml`),
    override('/word/fontTable.xml', `${wordType}.fontTable+xml`),
    ...footers,
    '</Types>',
  ].join('');
}

export const packageRelations = `<Relationships xmlns="${relationships}"><Relationship Id="rId1" Type="${officeRelation}/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`;

/** The name of a paper's picture, counted from 1, and of its relation. */
export const pictureFile = (n: number): string => `media/image${n}.png`;
export const pictureRelation = (n: number): string => `rIdImage${n}`;

/** `word/_rels/document.xml.rels`; rId4 and rId5 are the footers of odd and even pages. */
export function documentRelations(hasFooters: boolean, pictures: number): string {
  const targets = ['styles', 'settings', 'fontTable'].map((part) => ({ type: part, target: `${part}.xml` }));
  if (hasFooters)
    targets.push({ type: 'footer', target: 'footer1.xml' }, { type: 'footer', target: 'footer2.xml' });
  const items = targets.map(
    ({ type, target }, index) =>
      `<Relationship Id="rId${index + 1}" Type="${officeRelation}/${type}" Target="${target}"/>`,
  );
  const images = Array.from({ length: pictures }, (_, index) => index + 1).map(
    (n) =>
      `<Relationship Id="${pictureRelation(n)}" Type="${officeRelation}/image" Target="${pictureFile(n)}"/>`,
  );
  return `<Relationships xmlns="${relationships}">${items.join('')}${images.join('')}</Relationships>`;
}

/** Title only: no author and no date, the paper says nothing the officer did not write. */
export function coreProperties(name: string): string {
  return `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${escapeMarkup(name)}</dc:title><dc:language>zh-CN</dc:language></cp:coreProperties>`;
}

const bodyFont = docxFonts.body;

export const styles = `<w:styles xmlns:w="${main}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="${bodyFont}" w:hAnsi="${bodyFont}" w:eastAsia="${bodyFont}" w:cs="${bodyFont}"/><w:sz w:val="32"/><w:szCs w:val="32"/><w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:kinsoku/><w:overflowPunct w:val="0"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:adjustRightInd w:val="0"/><w:snapToGrid w:val="0"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style><w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/><w:qFormat/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style></w:styles>`;

/** compatibilityMode 15: tables stand on the type area, not half a cell margin outside it. */
export function settings(hasEvenFooter: boolean): string {
  const even = hasEvenFooter ? '<w:evenAndOddHeaders/>' : '';
  return `<w:settings xmlns:w="${main}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/>${even}<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>`;
}

/** What Word and WPS take when a named font is not installed. */
const substitutes: Readonly<Record<Face, { alternatives: string; family: string; panose: string }>> = {
  body: { alternatives: '仿宋,FangSong', family: 'modern', panose: '02010609060101010101' },
  title: { alternatives: '方正小标宋_GBK,华文中宋,宋体', family: 'script', panose: '02010601030101010101' },
  heading: { alternatives: 'SimHei', family: 'modern', panose: '02010609060101010101' },
  subheading: { alternatives: '楷体,KaiTi', family: 'modern', panose: '02010609060101010101' },
};

export const fontTable = `<w:fonts xmlns:w="${main}">${(Object.keys(docxFonts) as Face[])
  .map((face) => {
    const { alternatives, family, panose } = substitutes[face];
    return `<w:font w:name="${docxFonts[face]}"><w:altName w:val="${alternatives}"/><w:panose1 w:val="${panose}"/><w:charset w:val="86"/><w:family w:val="${family}"/><w:pitch w:val="default"/></w:font>`;
  })
  .join('')}</w:fonts>`;
