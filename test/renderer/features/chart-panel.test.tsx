// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act } from 'react';
import { expect, it, vi } from 'vitest';
import { ChartPanel } from '../../../renderer/chart-panel.tsx';
import type { ChartSpec } from '../../../shared/chart/spec.ts';
import { render } from '../render.tsx';

const spec: ChartSpec = {
  title: '各月检查次数',
  kind: 'stacked',
  isLying: false,
  categories: ['1月', '2月'],
  unit: '次',
  series: [{ name: '已检查', tone: 'main', values: [3, 1] }],
};
const table = <table aria-label="表" />;
const nextTurn = () =>
  new Promise<void>((resolve) => {
    setTimeout(resolve, 5);
  });
const show = (shown: ChartSpec) =>
  render(
    <QueryClientProvider client={new QueryClient()}>
      <ChartPanel spec={shown} note="2026" table={table} />
    </QueryClientProvider>,
  );

it('shows the chart, told in words, and the table in its place when it is asked for', async () => {
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(600);
  const { container, find } = await show(spec);
  // The drawing library is loaded with the first chart.
  while (container.querySelector('img') === null) await act(() => nextTurn());
  expect(find('img').getAttribute('alt')).toBe('各月检查次数。1月：已检查 3 次；2月：已检查 1 次。');
  expect(decodeURIComponent(find('img').getAttribute('src') ?? '')).toContain('>2月</text>');
  expect(container.querySelector('table')).toBeNull();
  const [, asTable] = container.querySelectorAll<HTMLInputElement>('input[type=radio]');
  await act(async () => asTable?.click());
  expect(find('table').getAttribute('aria-label')).toBe('表');
  expect(container.querySelector('img')).toBeNull();
});

it('shows the table alone where a single bar is all there is to see', async () => {
  const { container, find } = await show({
    ...spec,
    series: [{ name: '已检查', tone: 'main', values: [3, 0] }],
  });
  expect(find('table')).not.toBeNull();
  expect(container.querySelector('.desk-chart')).toBeNull();
});

it('saves a picture that stands for itself: its title above and a margin all around', async () => {
  const drawn: unknown[][] = [];
  const context = {
    scale: () => undefined,
    fillRect: (...box: number[]) => drawn.push(['ground', ...box]),
    fillText: (...[text, left, top]: unknown[]) => drawn.push([text, left, top]),
    drawImage: (_: unknown, ...box: number[]) => drawn.push(['chart', ...box]),
  };
  const canvas = { getContext: () => context, convertToBlob: async () => new Blob(['png']) };
  vi.stubGlobal(
    'OffscreenCanvas',
    vi.fn(function OffscreenCanvas() {
      return canvas;
    }),
  );
  vi.spyOn(HTMLImageElement.prototype, 'decode').mockResolvedValue();
  const call = vi.fn(async () => ({ ok: true, value: null }));
  Object.assign(window, { desk: { call } });
  const { find } = await show(spec);
  await act(async () => find('[aria-label="保存图片：各月检查次数"]').click());
  while (call.mock.calls.length === 0) await act(() => nextTurn());
  expect(drawn).toEqual([
    ['ground', 0, 0, 588 + 48, 230 + 58 + 48],
    ['各月检查次数', 24, 24],
    ['2026', 24, 48],
    ['chart', 24, 24 + 58, 588, 230],
  ]);
});
