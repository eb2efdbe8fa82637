/** 检查处置报备台账 and 报备提醒清单 as they will be printed. */
import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import type { InputOf } from '../../../shared/contract.ts';
import { filingListPaper } from '../../../shared/filing/paper-contract.ts';
import { PaperOf } from '../../paper-of.tsx';

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
  return (
    <PaperOf
      preview="filing.listPaper"
      exported="filing.exportListPaper"
      printed="filing.printListPaper"
      of={{ paper }}
      title={title}
      sheets={2}
      isLandscape
      back={back}
    />
  );
}
