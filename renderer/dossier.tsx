/** 一企一册 with the sections that other features draw: features never import one another, this file puts them together. */
import type { ReactNode } from 'react';
import { EnterpriseCalendar } from './features/calendar/EnterpriseCalendar.tsx';
import { DossierScreen, type DossierSlots } from './features/enterprise/DossierScreen.tsx';
import { FilingPanel } from './features/filing/FilingPanel.tsx';
import { LinkPanel } from './features/person/LinkPanel.tsx';
import { ProblemPanel } from './features/problem/ProblemPanel.tsx';
import { VisitPanel } from './features/visit/VisitPanel.tsx';

const slots: DossierSlots = {
  links: LinkPanel,
  filings: FilingPanel,
  visits: VisitPanel,
  problems: ProblemPanel,
  calendar: EnterpriseCalendar,
};

export function EnterpriseDossier(): ReactNode {
  return <DossierScreen slots={slots} />;
}
