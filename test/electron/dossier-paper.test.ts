import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyProfile } from '../../shared/enterprise/schema.ts';
import { openTestDesk, type TestDesk } from '../support/desk.ts';
import { readDocx } from '../support/docx.ts';
import { filingFields, filingLedger } from '../support/filing-ledger.ts';
import { startOfDayMs } from '../../shared/clock.ts';

async function enterprise(desk: TestDesk): Promise<string> {
  const profile = { ...emptyProfile, name: '势加透博洁净动力如皋有限公司', shortName: '势加透博' };
  return (await desk.call('enterprise.create', { profile })).id;
}

describe('the dossier on paper', () => {
  it('previews the profile, titles with their dates, leaders and meetings', async () => {
    const desk = openTestDesk({ side: 'city', digit: 'c' });
    const id = await enterprise(desk);
    await desk.call('title.create', {
      enterpriseId: id,
      fields: {
        level: 'nantong-little-giant',
        certificateNumber: '2021-01',
        grantedOn: '2021-07-01',
        validUntil: '2024-06-30',
        note: '',
      },
    });
    const person = await desk.call('person.create', {
      fields: {
        name: '张志远',
        post: '副市长',
        unit: '市政府',
        category: 'city-leader',
        phone: '',
        inOfficeFrom: '',
        inOfficeTo: '',
      },
    });
    await desk.call('link.create', {
      enterpriseId: id,
      fields: { personId: person.id, kind: 'city-leader', fromDate: '2021-06-18', toDate: '', note: '' },
    });
    await desk.call('meeting.save', {
      fields: {
        month: '2021-09',
        heldOn: '2021-09-28',
        place: '',
        chair: '李建国',
        chairRole: '',
        recorder: '',
        departments: [],
        topics: [{ title: '用地', summary: '势加透博反映二期用地' }],
      },
      decisions: [],
    });
    const { html } = await desk.call('enterprise.paperPreview', { id });
    const text = html.replace(/<style>[\s\S]*?<\/style>|<[^>]*>/g, '');
    for (const said of [
      '一企一册　市发改委',
      '南通市级专精特新“小巨人”企业',
      '2024-06-30',
      '已过期',
      '张志远',
      '市政府副市长',
      '2021-06-18 至 今',
      '用地：势加透博反映二期用地',
      '八、月度联席会议（1）',
      '九、附件',
    ])
      expect(text).toContain(said);
  });

  it('says of a trial assignment that it is one, and where a plan stands in the annex', async () => {
    const desk = openTestDesk({ side: 'city', digit: 'c' });
    await desk.call('roster.loadSample', {});
    const [sample] = await desk.call('enterprise.pick', { text: '势加透博' });
    const { html } = await desk.call('enterprise.paperPreview', { id: sample?.id ?? '' });
    expect(html).toContain('（示例分派）');
    expect(html).toMatch(/附件7第\d+项/);
  });

  it('tells of inspections that were made, and of none to come', async () => {
    const { desk, enterpriseId } = await filingLedger();
    const text = async () => (await desk.call('enterprise.paperPreview', { id: enterpriseId })).html;
    const { id } = await desk.call('filing.create', { enterpriseId, fields: filingFields });
    expect(await text()).not.toContain(filingFields.inspectingUnit);
    desk.setNow(startOfDayMs('2026-11-26') + 9 * 3_600_000);
    await desk.call('filing.advance', { id, step: { to: 'inspected', date: '2026-11-24' } });
    expect(await text()).toContain(filingFields.inspectingUnit);
  });

  it('is saved as a Word document; nothing when cancelled or removed', async () => {
    const desk = openTestDesk();
    const id = await enterprise(desk);
    const path = join(desk.folder, '一册.docx');
    desk.dialogAnswers.push(null, path);
    expect(await desk.call('enterprise.exportPaper', { id, format: 'docx' })).toBeNull();
    expect(await desk.call('enterprise.exportPaper', { id, format: 'docx' })).toEqual({ path });
    expect(readDocx(new Uint8Array(readFileSync(path)))['word/document.xml']).toContain('势加透博');
    await desk.call('enterprise.remove', { id });
    expect(await desk.refusal('enterprise.paperPreview', { id })).toBe('record.not-found');
    expect(await desk.refusal('enterprise.print', { id })).toBe('record.not-found');
  });
});
