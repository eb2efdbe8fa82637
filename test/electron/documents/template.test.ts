import { describe, expect, it } from 'vitest';
import {
  fillTemplate,
  openTemplate,
  templateBytes,
  type TemplateValues,
} from '../../../electron/documents/template.ts';
import { sampleTemplate } from '../../../electron/documents/template-sample.ts';
import { AppError, errorText } from '../../../shared/errors.ts';
import { requiredPlaceholders } from '../../../shared/filing/template.ts';
import { paragraphTexts, readDocx, tableTexts } from '../../support/docx.ts';
import { cutIntoRuns, inDocument, templateWith } from '../../support/own-template.ts';

const values: TemplateValues = {
  检查处置单位: '如皋市应急管理局',
  企业名称: '势加透博洁净动力如皋有限公司',
  挂钩联系市领导: '张志远（市委常委、副市长）',
  检查依据和原因: '依据《安全生产法》第六十五条。',
  检查情况: '1.通道堵塞。\n2.器材未检。',
  处置结论: '限期整改 <15日> & 复查',
  存在问题是否首次发现: '是',
  此次处置结论: '限期整改',
  编号: '〔2026〕3号',
  检查日期: '2026年11月24日',
  版本标记: '',
};

const filled = (template: Uint8Array, change: Partial<TemplateValues> = {}): Record<string, string> => ({
  ...readDocx(fillTemplate(openTemplate(template, '本镇.docx'), { ...values, ...change })),
});
const documentOf = (template: Uint8Array, change: Partial<TemplateValues> = {}): string =>
  filled(template, change)['word/document.xml'] ?? '';

/** What the officer reads. */
function refusalOf(bytes: Uint8Array, name = '本镇.docx'): string {
  try {
    openTemplate(bytes, name);
  } catch (error) {
    if (error instanceof AppError) return errorText(error.code, error.details);
    throw error;
  }
  return '';
}

describe('the sample', () => {
  it('is itself a template that can be used, and gives the rows of the official form', () => {
    const xml = documentOf(sampleTemplate());
    expect(paragraphTexts(xml)[1]).toContain('检查处置单位：如皋市应急管理局');
    expect(tableTexts(xml)).toEqual([
      ['企业名称', values.企业名称, '挂钩联系\n市领导', values.挂钩联系市领导],
      ['检查依据\n和原因', values.检查依据和原因],
      ['检查情况', values.检查情况],
      ['处置结论', values.处置结论],
      ['存在问题是\n否首次发现', '是', '此次处\n置结论', '限期整改'],
      ['检查人\n员签字', '', '部门主要\n领导意见', ''],
    ]);
    expect(xml).not.toContain('{');
  });
});

describe('filling in', () => {
  it('finds a placeholder that Word cut into runs, in the format of its first brace', () => {
    const xml = documentOf(cutIntoRuns('检查情况'));
    expect(tableTexts(xml)[2]).toEqual(['检查情况', values.检查情况]);
    expect(xml).toMatch(/<w:rPr><w:b\/><\/w:rPr><w:t xml:space="preserve">1\.通道堵塞。<\/w:t>/);
  });

  it('takes the full-width braces of a Chinese keyboard, and spaces inside them', () => {
    const template = inDocument((xml) => xml.replace('{企业名称}', '｛ 企业名称 ｝'));
    expect(tableTexts(documentOf(template))[0]?.[1]).toBe(values.企业名称);
  });

  it('makes a paragraph of every line where the placeholder stands alone, else a line break', () => {
    const alone = documentOf(sampleTemplate());
    const indent = /<w:p>(?:(?!<\/w:p>).)*w:firstLineChars="200"(?:(?!<\/w:p>).)*(?:通道堵塞|器材未检)/g;
    expect(alone.match(indent)).toHaveLength(2);
    const beside = documentOf(inDocument((xml) => xml.replace('{检查情况}', '经查：{检查情况}特此说明')));
    expect(beside.match(/<w:br\/>/g)).toHaveLength(1);
    expect(tableTexts(beside)[2]?.[1]).toBe('经查：1.通道堵塞。\n2.器材未检。特此说明');
  });

  it('fills two placeholders of one run, and one that stands there twice', () => {
    const template = inDocument((xml) => xml.replace('{企业名称}', '{编号}{企业名称}（{编号}，{检查日期}）'));
    expect(tableTexts(documentOf(template))[0]?.[1]).toBe(
      '〔2026〕3号势加透博洁净动力如皋有限公司（〔2026〕3号，2026年11月24日）',
    );
  });

  it('leaves braces, emoji, rare characters and markup of the officer as he typed them', () => {
    const text = '{企业名称} {{ 𬭎𫓧👍 <w:t> &amp; ]]>';
    expect(tableTexts(documentOf(sampleTemplate(), { 检查情况: text }))[2]?.[1]).toBe(text);
  });

  it('takes away control characters, which no XML may hold', () => {
    const xml = documentOf(sampleTemplate(), { 检查情况: 'a\u0000\u0008b\u202ec\ud800d\u2028e\r\n\r\nf' });
    expect(tableTexts(xml)[2]?.[1]).toBe('abcd\ne\nf');
  });

  it('holds 10,000 characters', () => {
    const text = '现场检查发现疏散通道堵塞。'.repeat(800);
    expect(tableTexts(documentOf(sampleTemplate(), { 检查情况: text }))[2]?.[1]).toBe(text);
  });

  it('fills the head and the foot of the page, and text boxes', () => {
    const box =
      '<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>{编号}</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>';
    const w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
    const parts = filled(
      templateWith({
        'word/document.xml': (xml) =>
          xml.replace('<w:t xml:space="preserve">{企业名称}', `<w:t/></w:r>${box}<w:r><w:t>{企业名称}`),
        'word/header1.xml': () => `<w:hdr ${w}><w:p><w:r><w:t>{编号}</w:t></w:r></w:p></w:hdr>`,
      }),
    );
    expect(parts['word/header1.xml']).toContain('〔2026〕3号');
    expect(parts['word/document.xml']).toContain('〔2026〕3号');
    expect(parts['word/document.xml']).toContain(values.企业名称);
  });

  it('shows the mark of a changed paper, at the end when the template has no place for it', () => {
    const mark = '（打印后有修改，第2版）';
    expect(paragraphTexts(documentOf(sampleTemplate(), { 版本标记: mark })).at(-1)).toBe(mark);
    const without = inDocument((xml) => xml.replace('{版本标记}', ''));
    expect(documentOf(without)).not.toContain('第2版');
    expect(paragraphTexts(documentOf(without, { 版本标记: mark })).at(-1)).toBe(mark);
    const behind = inDocument((xml) => xml.replace('{版本标记}', '此表一式两份。'));
    const last = paragraphTexts(documentOf(behind, { 版本标记: mark })).at(-1);
    expect(last).toBe(`此表一式两份。${mark}`);
  });

  it('drops the path of the template that Word made the document from', () => {
    const rels = 'word/_rels/document.xml.rels';
    const attached =
      '<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" Target="file:///C:/Users/a/b.dotx" TargetMode="External"/>';
    const template = templateWith({
      [rels]: (xml) => xml.replace('</Relationships>', `${attached}</Relationships>`),
    });
    expect(filled(template)[rels]).not.toContain('b.dotx');
  });

  it('gives the same bytes for the same text', () => {
    const make = (): Uint8Array => fillTemplate(openTemplate(sampleTemplate(), 'a'), values);
    expect(make()).toEqual(make());
  });
});

describe('checking', () => {
  it('names the placeholders that are missing', () => {
    const text = refusalOf(inDocument((xml) => xml.replace('{检查情况}', '').replace('{企业名称}', '')));
    expect(text).toContain('“本镇.docx”没有用作报备表模板：缺少占位 {企业名称}、{检查情况}。');
    expect(text).toContain('原来的设置没有变化');
  });

  it('names a misspelt placeholder and what was meant', () => {
    const text = refusalOf(inDocument((xml) => xml.replace('{检查情况}', '{检查倩况}')));
    expect(text).toContain('缺少占位 {检查情况}；认不出占位 {检查倩况}（是否应为 {检查情况}）');
  });

  it('names one that is not of the form, and leaves what is for the pen to the pen', () => {
    const text = refusalOf(
      inDocument((xml) => xml.replace('{企业名称}', '{企业名称}{法人电话}{检查人员签字}')),
    );
    expect(text).toContain('认不出占位 {法人电话}、{检查人员签字}（由笔填写，请留空）');
  });

  it('names a brace that nothing closes', () => {
    expect(refusalOf(inDocument((xml) => xml.replace('{企业名称}', '{企业名称}{编号')))).toContain(
      '“{编号”没有右括号',
    );
  });

  it('needs every field of the form', () => {
    for (const name of requiredPlaceholders)
      expect(refusalOf(inDocument((xml) => xml.replace(`{${name}}`, ''))), name).toContain(
        `缺少占位 {${name}}`,
      );
  });

  const w = (xml: string): Uint8Array =>
    inDocument((document) => document.replace('<w:body>', `<w:body>${xml}`));
  const relation = (type: string, target: string): Uint8Array =>
    templateWith({
      'word/_rels/document.xml.rels': (xml) =>
        xml.replace(
          '</Relationships>',
          `<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}" TargetMode="External"/></Relationships>`,
        ),
    });
  const bytes = (text: string): Uint8Array => Buffer.from(text, 'latin1');
  it.each([
    ['an element left open', inDocument((xml) => xml.replace('</w:body>', '')), '不是完好的 XML'],
    ['a bare ampersand', inDocument((xml) => xml.replace('备注', '备注 & ')), '不是完好的 XML'],
    ['a control character', inDocument((xml) => xml.replace('备注', '\u0001')), '不是完好的 XML'],
    [
      'entities of its own',
      inDocument((xml) => xml.replace('<w:document', '<!DOCTYPE a [<!ENTITY b "c">]><w:document')),
      '不是完好的 XML',
    ],
    [
      'a hundred thousand elements in one another',
      w('<w:p>'.repeat(100_000) + '</w:p>'.repeat(100_000)),
      '不是完好的 XML',
    ],
    [
      'a broken part beside the text',
      templateWith({ 'word/styles.xml': () => '<w:styles' }),
      'word/styles.xml 不是完好的 XML',
    ],
    ['another root', templateWith({ 'word/document.xml': () => '<html/>' }), '不是 Word 文档'],
    ['no document', templateWith({ 'word/document.xml': () => '' }), '不是 Word 文档'],
    ['a file that was cut', sampleTemplate().slice(0, 3000), '文件不完整'],
    ['a renamed program', bytes('MZ\x90\x00 and so on'), '它是程序'],
    ['a renamed PDF', bytes('%PDF-1.7'), '不是 Word 文档'],
    ['a .doc or a password', bytes('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'), '旧版 .doc，或者设有打开密码'],
    ['nothing', new Uint8Array(), '空文件'],
    ['macros', templateWith({ 'word/vbaProject.bin': () => 'x' }), '带有宏'],
    [
      'the type of a .docm',
      templateWith({
        '[Content_Types].xml': (xml) =>
          xml.replace(
            'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main',
            'application/vnd.ms-word.document.macroEnabled.main',
          ),
      }),
      '带有宏',
    ],
    [
      'the type of a .dotx',
      templateWith({ '[Content_Types].xml': (xml) => xml.replace('document.main', 'template.main') }),
      '.dotx',
    ],
    ['an embedded file', templateWith({ 'word/embeddings/oleObject1.bin': () => 'x' }), 'OLE'],
    ['a link', relation('hyperlink', 'https://example.invalid'), '超链接'],
    ['a picture from elsewhere', relation('image', 'https://example.invalid/a.png'), '图片链接在别处'],
    ['a frame from elsewhere', relation('frame', 'https://example.invalid'), '链接着别处'],
    [
      'a field that runs something, cut into runs',
      w(
        '<w:p><w:r><w:instrText> DDEA</w:instrText></w:r><w:r><w:instrText>UTO c:\\x</w:instrText></w:r></w:p>',
      ),
      '会取用别处内容的域',
    ],
    ['too many bytes', Buffer.concat([sampleTemplate(), Buffer.alloc(templateBytes)]), '超过 4 MB'],
    ['a bomb', templateWith({ 'word/media/a.bin': () => '0'.repeat(30 * 1024 * 1024) }), '展开后的内容过大'],
    ['more XML than any form has', w(`<!--${'x'.repeat(4_000_000)}-->`), '内容太多'],
  ])('refuses %s', (_what, template, reason) => {
    const text = refusalOf(template);
    expect(text).toContain(reason);
    expect(text).toMatch(/^“本镇\.docx”没有用作报备表模板：.*原来的设置没有变化/);
  });
});
