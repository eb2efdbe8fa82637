import { expect, it } from 'vitest';
import { filingFilterText, yearsText } from '../../../shared/filing/filter-text.ts';

const names = { enterprise: '南通思瑞机器制造有限公司', town: (id: string) => (id === '7' ? '长江镇' : id) };

it('says of every part of a filter what it leaves', () => {
  expect(filingFilterText({ text: ' ' }, names)).toBe('');
  expect(
    filingFilterText(
      {
        text: '思瑞',
        enterpriseId: 'e',
        statuses: ['draft', 'sent'],
        domains: ['fire'],
        triggers: ['ordinary'],
        standings: ['void'],
        years: ['2026', '2025'],
        towns: ['7', ''],
        unit: '应急',
        date: '2026-11',
        fromDate: '2026-11-01',
        toDate: '2026-11-30',
        softFirst: true,
        overdue: true,
      },
      names,
    ).split('；'),
  ).toEqual([
    '检索“思瑞”',
    '企业：南通思瑞机器制造有限公司',
    '办理进度：草稿、已报送联系领导',
    '领域：消防',
    '检查类型：一般检查',
    '效力：已作废',
    '检查年份：2025、2026',
    '所属镇区：长江镇、未分派',
    '检查处置单位含“应急”',
    '检查日期含“2026-11”',
    '检查日期自 2026-11-01 起',
    '检查日期至 2026-11-30 止',
    '入库企业首次环保、安全、消防检查',
    '应办事项已逾期',
  ]);
});

it('names the years of the inspections', () => {
  expect(yearsText(['2026-11-24', '', '2026-01-05'])).toBe('2026年');
  expect(yearsText(['2026-11-24', '2024-01-05', '2025-01-05'])).toBe('2024—2026年');
  expect(yearsText([''])).toBe('');
});
