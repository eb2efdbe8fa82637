/** 月历 as it will be printed, at /calendar/paper?month=…&kinds=…&towns=… */
import { type ReactNode, useState } from 'react';
import { useSearchParams } from 'react-router';
import { isMonth, localMonth } from '../../../shared/clock.ts';
import { useCommand } from '../../commands.ts';
import { useCall } from '../../queries.ts';
import { useSavedFile } from '../../saved-file.ts';
import { FailedPage } from '../../ui/FailedPage.tsx';
import { PaperPage } from '../../ui/PaperPage.tsx';
import { chosenIn, paperSearch } from './chosen.ts';

export function MonthPaperPage(): ReactNode {
  const [search] = useSearchParams();
  const asked = search.get('month') ?? '';
  const [thisMonth] = useState(() => localMonth(Date.now()));
  const month = isMonth(asked) ? asked : thisMonth;
  const chosen = chosenIn(search);
  const paper = { month, ...chosen };
  const saved = useSavedFile();
  const preview = useCall('calendar.paperPreview', paper);
  const exported = useCommand('calendar.exportPaper', {
    onDone: (file) => {
      if (file) saved('已保存', file.path);
    },
  });
  const print = useCommand('calendar.printPaper');
  const back = { to: `/calendar?${paperSearch(month, chosen)}`, label: '月历' };
  if (preview.error)
    return (
      <FailedPage back={back} title="打印月历" error={preview.error} onRetry={() => void preview.refetch()} />
    );
  return (
    <PaperPage
      back={back}
      title="打印月历"
      html={preview.data?.html}
      sheets={2}
      isLandscape
      onSave={(format) => exported.mutate({ ...paper, format })}
      saving={exported.isPending}
      onPrint={() => print.mutate(paper)}
      printing={print.isPending}
    />
  );
}
