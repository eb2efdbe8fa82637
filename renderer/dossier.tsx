/** 一企一册 with the sections that other features draw: features never import one another, this file puts them together. */
import type { ReactNode } from 'react';
import { DossierScreen, type DossierSlots } from './features/enterprise/DossierScreen.tsx';
import { CalendarPanel } from './features/filing/CalendarPanel.tsx';
import { FilingPanel } from './features/filing/FilingPanel.tsx';
import { LinkPanel } from './features/person/LinkPanel.tsx';
import { ProblemPanel } from './features/problem/ProblemPanel.tsx';
import { VisitPanel } from './features/visit/VisitPanel.tsx';

const slots: DossierSlots = {
  links: LinkPanel,
  filings: FilingPanel,
  visits: VisitPanel,
  problems: ProblemPanel,
  calendar: CalendarPanel,
};

export function EnterpriseDossier(): ReactNode {
  return <DossierScreen slots={slots} />;
}
