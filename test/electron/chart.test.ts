import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { ChartSpec } from '../../shared/chart/spec.ts';
import { writeGreyPng } from '../papers/picture.ts';
import { openTestDesk } from '../support/desk.ts';

const picture = (width: number, height: number): Uint8Array<ArrayBuffer> =>
  new Uint8Array(writeGreyPng({ width, height, pixels: new Uint8Array(width * height).fill(200) }));
const spec: ChartSpec = {
  title: '在办问题按已办天数',
  kind: 'stacked',
  isLying: false,
  categories: ['7 天以内', '90 天以上'],
  unit: '个',
  series: [
    { name: '在办', tone: 'main', values: [3, 1] },
    { name: '逾期', tone: 'late', values: [0, 2] },
  ],
};

it('saves a chart as the picture that the window drew, byte for byte', async () => {
  const desk = openTestDesk();
  const path = join(desk.folder, '图.png');
  desk.dialogAnswers.push(path);
  const png = picture(120, 40);
  expect(await desk.call('chart.save', { name: '图', png })).toEqual({ path });
  expect(new Uint8Array(readFileSync(path))).toEqual(png);
});

it('saves nothing that is no whole PNG, or larger than a chart, and asks for no place for it', async () => {
  const desk = openTestDesk();
  const whole = picture(30, 20);
  const changed = whole.slice();
  changed[45] = (changed[45] ?? 0) ^ 1;
  const wrong: Readonly<Record<string, Uint8Array<ArrayBuffer>>> = {
    'cut off': whole.subarray(0, whole.length - 5),
    'something behind its end': Uint8Array.from([...whole, 0]),
    'a bit turned over': changed,
    'a web page': new TextEncoder().encode('<!doctype html><script>x</script>'),
    'too wide': picture(6001, 1),
  };
  for (const [what, png] of Object.entries(wrong))
    expect(await desk.refusal('chart.save', { name: '图', png }), what).toBe('chart.picture-broken');
  expect(await desk.refusal('chart.save', { name: '图', png: new Uint8Array() })).toBe('rpc.invalid-input');
});

it('prints a chart with its table, told in words for those who cannot see it', async () => {
  const desk = openTestDesk();
  let page = '';
  Object.assign(desk.services.printing, {
    print: async (html: string) => {
      page = html;
      return true;
    },
  });
  const note = '2026-01-01至2026-12-31';
  expect(await desk.call('chart.print', { spec, note })).toEqual({ printed: true });
  expect(page).toContain('<svg');
  expect(page).toContain('aria-label="在办问题按已办天数。7 天以内：在办 3 个，逾期 0 个；');
  expect(page).toContain(note);
  expect(page).toMatch(/<td[^>]*><p>3 个<\/p>/);
  // It carries what it needs: no script, nothing asked for.
  expect(page).not.toMatch(/<script|href="http/);
});

it('names a character that no font has instead of printing an empty box', async () => {
  const desk = openTestDesk();
  const strange = { ...spec, categories: ['7 天以内', '😀'] };
  expect(await desk.refusal('chart.print', { spec: strange, note: '' })).toBe('paper.unsupported-characters');
});
