/** 挂钩领导 at the city, what links to him, and how his laptop takes in what is his no more. */
import { expect } from 'vitest';
import type { InputOf } from '../../shared/contract.ts';
import type { TestDesk } from './desk.ts';
import { handOverTo } from './joined.ts';

type Kind = 'city-leader' | 'town-leader';

/** @returns the person's id. */
export async function addLeader(desk: TestDesk, name: string, category: Kind): Promise<string> {
  const unit = category === 'city-leader' ? '市政府' : '白蒲镇';
  const fields = { name, post: category === 'city-leader' ? '副市长' : '镇长', unit, category };
  const unknown = { phone: '', inOfficeFrom: '', inOfficeTo: '' };
  return (await desk.call('person.create', { fields: { ...fields, ...unknown } })).id;
}

/** @returns the link's id. */
export async function linkTo(
  desk: TestDesk,
  enterpriseId: string,
  personId: string,
  kind: Kind,
): Promise<string> {
  const fields = { personId, kind, fromDate: '2026-01-01', toDate: '', note: '' };
  return (await desk.call('link.create', { enterpriseId, fields })).id;
}

export const companiesAt = async (desk: TestDesk): Promise<string[]> =>
  (await desk.call('search.query', { text: '有限公司' })).map(({ title }) => title).toSorted();

/**
 * As `handOverTo`; an import that clears more than a fifth of the enterprises asks first.
 * @returns the names of those cleared after it asked.
 */
export async function handOverClearing(
  from: TestDesk,
  to: TestDesk,
  peer: InputOf<'exchange.export'>['to'],
): Promise<readonly string[]> {
  try {
    await handOverTo(from, to, peer);
    return [];
  } catch (error) {
    expect(error).toMatchObject({ code: 'exchange.retiring' });
    const [entry] = await to.call('exchange.inbox', {});
    const { token } = await to.call('exchange.previewInbox', { name: entry?.name ?? '' });
    return (await to.call('exchange.import', { token, acceptRetiring: true })).cleared;
  }
}
