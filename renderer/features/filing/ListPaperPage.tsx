/** 检查处置报备台账 and 报备提醒清单 as they will be printed. */
import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import type { InputOf } from '../../../shared/contract.ts';
import { filingListPaper } from '../../../shared/filing/paper-contract.ts';
import { useCommand } from '../../commands.ts';
import { useCall } from '../../queries.ts';
import { useSavedFile } from '../../saved-file.ts';
import { FailedPage } from '../../ui/FailedPage.tsx';
import { PaperPage } from '../../ui/PaperPage.tsx';

type Paper = InputOf<'filing.listPaper'>['paper'];

/** At /filings/paper; the filter of the list stands in the address, so that a locked desk opens here again. */
export function RegisterPaperPage(): ReactNode {
  const [search] = useSearchParams();
  const paper: Paper = readPaper(search.get('paper')) ?? { kind: 'register', filter: {} };
  return <ListPaperPage paper={paper} title="打印台账" back={{ to: '/filings', label: '检查处置报备' }} />;
}

/** At /filings/reminders. */
export function RemindersPaperPage(): ReactNode {
  return (
    <ListPaperPage
      paper={{ kind: 'reminders' }}
      title="打印报备提醒清单"
      back={{ to: '/', label: '今日待办' }}
    />
  );
}

/** Undefined for an address that was altered. */
function readPaper(text: string | null): Paper | undefined {
  try {
    return filingListPaper.safeParse(JSON.parse(text ?? '')).data;
  } catch {
    return undefined;
  }
}

interface ListPaperPageProps {
  readonly paper: Paper;
  readonly title: string;
  readonly back: { readonly to: string; readonly label: string };
}

function ListPaperPage({ paper, title, back }: ListPaperPageProps): ReactNode {
  const saved = useSavedFile();
  const preview = useCall('filing.listPaper', { paper });
  const exported = useCommand('filing.exportListPaper', {
    onDone: (file) => {
      if (file) saved('已保存', file.path);
    },
  });
  const print = useCommand('filing.printListPaper');
  if (preview.error) {
    return (
      <FailedPage back={back} title={title} error={preview.error} onRetry={() => void preview.refetch()} />
    );
  }
  return (
    <PaperPage
      back={back}
      title={title}
      html={preview.data?.html}
      sheets={2}
      isLandscape
      onSave={(format) => exported.mutate({ paper, format })}
      saving={exported.isPending}
      onPrint={() => print.mutate({ paper })}
      printing={print.isPending}
    />
  );
}
