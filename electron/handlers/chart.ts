/** 统计图: what is drawn in the window, saved as a picture or printed with its table. */
import type { chartContract } from '../../shared/chart/contract.ts';
import { safeFileName } from '../../shared/text/file-name.ts';
import { requireChartPng } from '../documents/png.ts';
import type { HandlersOf } from '../rpc.ts';
import { openDesk } from '../services.ts';
import { writeFromDesk } from '../write-from-desk.ts';

export const chartHandlers: HandlersOf<typeof chartContract> = {
  'chart.save': async (services, { name, png }) => {
    const desk = openDesk(services);
    const picture = requireChartPng(png);
    const path = await services.dialogs.saveFile({
      title: '保存图片',
      defaultName: safeFileName(`${name}.png`),
      filters: [{ name: 'PNG 图片', extensions: ['png'] }],
    });
    if (path === null) return null;
    await writeFromDesk(services, desk, path, () => picture);
    return { path };
  },
  'chart.print': async (services, { spec, note }) => {
    openDesk(services);
    // The drawing library comes with the first chart that is printed.
    const { chartPaperHtml } = await import('../documents/chart-paper.ts');
    return { printed: await services.printing.print(chartPaperHtml(spec, note, services.paperFonts())) };
  },
};
