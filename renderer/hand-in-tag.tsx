/** Where a town stands with a month's hand-over, as a tag. */
import type { ReactNode } from 'react';
import type { TownMonth } from '../shared/month/contract.ts';
import { handInText } from '../shared/month/rules.ts';
import { StatusTag, type StatusTone } from './ui/StatusTag.tsx';

const tones: Readonly<Record<TownMonth['handIn'], StatusTone>> = {
  absent: 'plain',
  before: 'plain',
  missing: 'bad',
  open: 'plain',
  waiting: 'warn',
  in: 'good',
  late: 'warn',
};

interface HandInTagProps {
  readonly town: Pick<TownMonth, 'name' | 'handIn' | 'joining'>;
  /** Before the state: where the town is not named beside it. */
  readonly withName?: boolean;
}

export function HandInTag({ town, withName = false }: HandInTagProps): ReactNode {
  return (
    <StatusTag tone={tones[town.handIn]}>
      {withName ? `${town.name} ${handInText(town)}` : handInText(town)}
    </StatusTag>
  );
}
