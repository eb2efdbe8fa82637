// @vitest-environment happy-dom
/** What both sides read of an answer and a withdrawal that crossed on their way. */
import { act } from 'react';
import { expect, it } from 'vitest';
import { writeEnterprise } from '../../../db/assignment.ts';
import { appendWrite } from '../../../db/log/append.ts';
import { transact } from '../../../db/sql.ts';
import { SuggestionDesk } from '../../../renderer/features/suggestion/SuggestionDesk.tsx';
import { enterpriseEntity } from '../../../shared/enterprise/entity.ts';
import {
  suggestionDecisionEntity,
  suggestionWithdrawalEntity,
  withdrawalId,
} from '../../../shared/suggestion/entity.ts';
import { testAuthor } from '../../support/database.ts';
import { openTestDesk } from '../../support/desk.ts';
import { certify } from '../../support/log.ts';
import { openScreen } from '../desk-screen.tsx';

it.each([
  ['city', 'accepted', 'answer', '采纳'],
  ['city', 'accepted', 'withdrawal', '采纳'],
  ['city', 'declined', 'withdrawal', '不采纳'],
  ['town', 'accepted', 'answer', '采纳'],
  ['town', 'declined', 'answer', '不采纳'],
  ['town', 'declined', 'withdrawal', '不采纳'],
] as const)(
  'says at the %s, where it was %s, that the two crossed, and not which came first, the %s being the older',
  async (side, outcome, older, word) => {
    const desk = openTestDesk({ side });
    const { db } = desk.services.desk.current() ?? {};
    if (!db) throw new Error('closed');
    const city = { ...testAuthor('city', side === 'city' ? 'a' : 'c'), nowMs: desk.services.nowMs() };
    const town = { ...testAuthor('town', side === 'town' ? 'a' : 'b'), nowMs: desk.services.nowMs() };
    certify(db, side === 'city' ? town : city);
    const write = { spec: enterpriseEntity, id: 'e1', partition: 'e1', asSuggestion: true } as const;
    const fields = { pool: { member: true, enteredOn: '2026-11-01', leftOn: '' } };
    transact(db, (writable) => {
      writeEnterprise(writable, city, { id: 'e1', fields: { name: '南通思瑞', townId: 't06' } });
      const opId = appendWrite(writable, town, { ...write, fields }) ?? '';
      const answer = (): unknown =>
        appendWrite(writable, city, {
          spec: suggestionDecisionEntity,
          id: opId,
          partition: 'e1',
          fields: { outcome, reason: '' },
        });
      const withdrawal = (): unknown =>
        appendWrite(writable, town, {
          spec: suggestionWithdrawalEntity,
          id: withdrawalId('t06', opId),
          partition: 'e1',
          fields: { withdrawn: true },
        });
      for (const step of older === 'answer' ? [answer, withdrawal] : [withdrawal, answer]) step();
    });
    const screen = await openScreen(desk, '/suggestions', [
      { path: '/suggestions', element: <SuggestionDesk /> },
    ]);
    await screen.until(() => document.querySelector('input[type=radio]:not(:checked)') !== null);
    await act(async () => screen.find('input[type=radio]:not(:checked)').click());
    await screen.until(() => document.querySelector('.desk-suggestions') !== null);
    const shown = document.querySelector('.desk-suggestions')?.textContent ?? '';
    expect(shown).toMatch(new RegExp(`撤回与${word}.*在途中交错，以市发改委的答复为准。`));
    expect(shown).not.toMatch(/已经|同时|还不知道/);
  },
);
