/** A leader's page with the sections that other features draw: features never import one another. */
import type { ReactNode } from 'react';
import { LeaderCalendar } from './features/calendar/LeaderCalendar.tsx';
import { PersonPage, type PersonSlots } from './features/person/PersonPage.tsx';
import { LeaderWorkSection } from './features/visit/LeaderWorkSection.tsx';

const slots: PersonSlots = { work: LeaderWorkSection, calendar: LeaderCalendar };

export function LeaderPage(): ReactNode {
  return <PersonPage slots={slots} />;
}
