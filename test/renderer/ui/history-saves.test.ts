import { expect, it } from 'vitest';
import { toSaves } from '../../../renderer/ui/historySaves.ts';
import type { ReadableHistoryEntry } from '../../../shared/record/contract.ts';

const entry = (over: Partial<ReadableHistoryEntry>): ReadableHistoryEntry => ({
  opId: 'op1',
  entityType: 'enterprise',
  entityLabel: '企业',
  entityId: 'e1',
  field: 'name',
  fieldLabel: '企业名称',
  newValue: '',
  isCreation: false,
  isAcceptance: false,
  reason: '',
  oldValues: [],
  unit: '白蒲镇',
  officer: '李晓',
  deviceName: '镇里电脑',
  side: 'town',
  writtenAtMs: 0,
  isClockOff: false,
  state: 'applied',
  suggested: null,
  newText: '',
  oldTexts: [],
  ...over,
});

it('names the town and the officer, calls the first save 新建, and leaves out what stayed empty', () => {
  const [save] = toSaves([
    entry({ isCreation: true, newText: '甲公司' }),
    entry({ isCreation: true, field: 'address', fieldLabel: '地址' }),
    entry({ isCreation: true, field: 'note', fieldLabel: '备注', oldTexts: [''] }),
  ]);
  expect(save).toMatchObject({
    who: '白蒲镇 李晓',
    action: '新建企业',
    changes: [{ label: '企业名称', before: [], after: '甲公司' }],
  });
});

it('calls a later first value of a field a change, and says what was erased', () => {
  const saves = toSaves([
    entry({ opId: 'op2', field: 'address', fieldLabel: '地址', newText: '疏港路1号' }),
    entry({ opId: 'op3', field: 'note', fieldLabel: '备注', oldTexts: ['重点'], oldValues: ['重点'] }),
  ]);
  expect(saves.map(({ action }) => action)).toEqual(['修改企业', '修改企业']);
  expect(saves[1]?.changes).toEqual([{ label: '备注', before: ['重点'], after: '' }]);
});

it('says a deletion once', () => {
  const [save] = toSaves([
    entry({ field: 'deleted', fieldLabel: '删除', newValue: true, newText: '已删除' }),
  ]);
  expect(save).toMatchObject({ action: '删除企业', changes: [] });
});

it('calls the decision of a conflict by its name and keeps the values that stood side by side apart', () => {
  const [save] = toSaves([
    entry({ field: 'note', fieldLabel: '备注', oldTexts: ['镇里\n第二行', '市里'], newText: '市里' }),
  ]);
  expect(save).toMatchObject({
    action: '确定冲突（企业）',
    changes: [{ label: '备注', before: ['镇里\n第二行', '市里'], after: '市里' }],
  });
});
