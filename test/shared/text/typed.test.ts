import fc from 'fast-check';
import { expect, it } from 'vitest';
import { editorOf } from '../../../shared/conflict/editor.ts';
import { entitySpecs } from '../../../shared/log/registry.ts';
import { onOneLine, typedLine, typedLines, withoutControls } from '../../../shared/text/typed.ts';

it('keeps lines and tabs of a field of several lines, whoever spelt them, and drops other controls', () => {
  const pasted =
    '第一行\r\n第二行\v第三行\r第四行\f第五行\u0085\t缩进\u0000\u0007\u001b[31m红\u007f\u0080\u009f完';
  expect(withoutControls(pasted)).toBe('第一行\n第二行\n第三行\n第四行\n第五行\n\t缩进[31m红完');
});

it('brings a field of one line onto one line', () => {
  expect(typedLine().parse(' 如皋市\r\n白蒲镇\t1号\u0000 ')).toBe('如皋市 白蒲镇 1号');
});

it('loses nothing but controls, and nothing more the second time', () => {
  const control = /\p{Cc}/gu;
  const pasted = fc.array(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('\r\n', '\v', '\u0000', '\u0085', '\u009f', '\t', '😀'),
    ),
  );
  fc.assert(
    fc.property(pasted, (parts) => {
      const text = parts.join('');
      const clean = withoutControls(text);
      expect(clean.replace(control, '')).toBe(text.replace(control, ''));
      expect(clean).not.toMatch(/(?![\n\t])\p{Cc}/u);
      expect(withoutControls(clean)).toBe(clean);
      const line = onOneLine(text);
      expect(line.replaceAll(' ', '')).toBe(text.replace(control, '').replaceAll(' ', ''));
      expect(line).not.toMatch(control);
    }),
  );
});

it('counts a field after it was cleaned', () => {
  expect(typedLines().max(2).parse('甲\u0000\u0000乙')).toBe('甲乙');
});

const written = entitySpecs.flatMap(({ type, fields }) =>
  Object.keys(fields).flatMap((field) => {
    const editor = editorOf(type, field);
    const isText = editor !== null && ['text', 'multiline'].includes(editor.field.input.kind);
    // A code is made of its letters and digits alone.
    return isText && field !== 'creditCode'
      ? [{ name: `${type}.${field}`, field, schema: editor.schema }]
      : [];
  }),
);

it.each(written)('takes $name without the controls that were pasted with it', ({ field, schema }) => {
  expect(schema.parse({ [field]: '粘贴\u0000的\u009f文字\u0007' })).toEqual({ [field]: '粘贴的文字' });
});
