import { describe, expect, test } from 'vitest';
import type { RosterColumnKey } from '../../../shared/roster/columns.ts';
import type { CellValue } from '../../../shared/roster/sheet.ts';
import { importableRows, problemText, type RosterPreview } from '../../../shared/roster/preview.ts';
import { goodCode, ledger, otherCode, preview } from '../../support/roster.ts';

const messages = (result: RosterPreview): string[] =>
  result.rows.flatMap((row) =>
    row.problems.map((problem) => `${problem.cell} ${problem.label}：${problem.message}`),
  );

test('a full row becomes a draft with every field in its final form', () => {
  const [row] = preview(
    [
      'name',
      'formerNames',
      'shortName',
      'creditCode',
      'townId',
      'address',
      'industry',
      'mainProduct',
      'legalRepresentative',
      'contactName',
      'contactPhone',
      'foundedOn',
      'inCityPool',
      'pooledOn',
      'inProvincialPool',
      'titleLevels',
      'titleGrantedOn',
      'titleValidUntil',
      'planYears',
      'planLevels',
      'note',
    ],
    [
      [
        ' 森松（江苏）重工有限公司 ',
        '上海森松、森松压力容器',
        '森松重工',
        '９１３５０１００m000100y43',
        '如皋港区',
        '疏港路1号',
        '高端装备',
        '压力容器',
        '张　三',
        '李四',
        13800138000,
        '2008年5月6日',
        '是',
        44365,
        '√',
        '省级专精特新小巨人企业（制造类）、国家专精特新“小巨人”企业',
        '2019.12.1、2021/7/1',
        '2022-11-30；2024-6-30',
        2023,
        '国家制造业单项冠军企业',
        '重点',
      ],
    ],
  ).rows;
  expect(row).toEqual({
    rowNumber: 2,
    status: 'new',
    name: '森松（江苏）重工有限公司',
    existingId: null,
    draft: {
      fields: {
        name: '森松（江苏）重工有限公司',
        formerNames: ['上海森松', '森松压力容器'],
        shortName: '森松重工',
        creditCode: goodCode,
        townId: 't10',
        address: '疏港路1号',
        industry: '高端装备',
        mainProduct: '压力容器',
        legalRepresentative: '张三',
        contactName: '李四',
        contactPhone: '13800138000',
        foundedOn: '2008-05-06',
        inCityPool: true,
        pooledOn: '2021-06-18',
        inProvincialPool: true,
        note: '重点',
      },
      titles: [
        { level: 'provincial-little-giant-manufacturing', grantedOn: '2019-12-01', validUntil: '2022-11-30' },
        { level: 'national-little-giant', grantedOn: '2021-07-01', validUntil: '2024-06-30' },
      ],
      plans: [{ year: 2023, level: 'national-champion-enterprise' }],
    },
    problems: [],
    notices: [],
    changes: [],
  });
});

describe('errors name the row, the cell and the reason, and nothing is guessed', () => {
  test.each<[RosterColumnKey, CellValue, string]>([
    [
      'creditCode',
      '91350100M000100Y44',
      'B2 统一社会信用代码：统一社会信用代码校验位不符，可能有一位录错，请对照营业执照核对',
    ],
    [
      'creditCode',
      '9135O100M000100Y43',
      'B2 统一社会信用代码：统一社会信用代码第 5 位是字母“O”，代码中不使用 I、O、Z、S、V，请核对是否应为“0”',
    ],
    [
      'creditCode',
      9.14403001922038e17,
      'B2 统一社会信用代码：单元格以科学计数显示，后几位数字已丢失，请把该列设为“文本”后重新填写',
    ],
    ['townId', '长冮镇', 'B2 所属镇区：没有名为“长冮镇”的镇（区、街道），是否应为“长江镇”'],
    ['townId', '海安', 'B2 所属镇区：没有名为“海安”的镇（区、街道），请填镇（区、街道）的全称'],
    ['foundedOn', '2008年', 'B2 成立日期：“2008年”缺少月或日，请写成 2021-06-18 的样式'],
    ['inCityPool', '拟入', 'B2 是否入库：“拟入”看不出是“是”还是“否”，请填“是”或“否”'],
    ['titleLevels', '小巨人', 'B2 级别/称号：“小巨人”请写明是南通市级、省级还是国家级'],
    ['titleGrantedOn', '2021-6-1', 'B2 认定日期：有日期而没有级别'],
    ['planLevels', '国家小巨人', '申报计划年度：有申报级别而没有申报年度'],
    ['planYears', '2022', '申报计划级别：有申报年度而没有申报级别'],
    ['shortName', '很长的简称'.repeat(7), 'B2 简称：内容有 35 个字，最多 30 个字'],
  ])('%s %j', (column, value, message) => {
    const result = preview(['name', column], [['甲公司', value]]);
    expect(result.rows[0]?.status).toBe('error');
    expect(messages(result)).toEqual([message.startsWith('申报') ? ` ${message}` : message]);
  });

  test('a row without a name is an error, a row without anything is left out', () => {
    const result = preview(
      ['name', 'note'],
      [
        [null, '重点'],
        [null, ' '],
        ['甲', null],
      ],
    );
    expect(result.rows.map((row) => [row.rowNumber, row.status])).toEqual([
      [2, 'error'],
      [4, 'new'],
    ]);
    expect(messages(result)).toEqual(['A2 企业名称：缺少企业名称']);
  });

  test('titles and dates that do not pair, or end before they begin', () => {
    const columns: RosterColumnKey[] = ['name', 'titleLevels', 'titleGrantedOn', 'titleValidUntil'];
    const result = preview(columns, [
      ['甲', '国家小巨人、省专精特新产品', '2021-6-1', null],
      ['乙', '国家小巨人', '2021-6-1', '2020-6-1'],
    ]);
    expect(messages(result)).toEqual([
      'C2 认定日期：有 2 个级别、1 个日期，应一一对应',
      'D3 有效期至：有效期至（2020-06-01）早于认定日期（2021-06-01）',
    ]);
  });

  test('several errors of one row are all told', () => {
    expect(messages(preview(['name', 'creditCode', 'townId'], [['', '123', '某镇']]))).toHaveLength(3);
  });
});

test('plans: one year for all levels, a year for each, or the year inside the level', () => {
  const columns: RosterColumnKey[] = ['name', 'planYears', 'planLevels'];
  const plans = preview(columns, [
    ['甲', 2022, '国家小巨人、单项冠军企业'],
    ['乙', '2021、2023', '省专精特新产品、国家小巨人'],
    ['丙', null, '2021年省专精特新产品、2023国家小巨人'],
  ]).rows.map((row) => row.draft.plans.map((plan) => `${plan.year} ${plan.level}`));
  expect(plans).toEqual([
    ['2022 national-little-giant', '2022 national-champion-enterprise'],
    ['2021 provincial-product', '2023 national-little-giant'],
    ['2021 provincial-product', '2023 national-little-giant'],
  ]);
});

describe('matching with the ledger', () => {
  test('by credit code; a new name is told as a renaming and the old one is kept as former name', () => {
    const existing = [ledger({ creditCode: goodCode, formerNames: ['万达轴承厂'] })];
    const [row] = preview(['name', 'creditCode'], [['江苏万达轴承集团有限公司', goodCode]], existing).rows;
    expect(row).toMatchObject({
      status: 'update',
      existingId: 'e1',
      draft: {
        fields: { name: '江苏万达轴承集团有限公司', formerNames: ['万达轴承厂', '江苏万达特种轴承有限公司'] },
      },
      notices: ['台账中的“江苏万达特种轴承有限公司”将更名为“江苏万达轴承集团有限公司”，原名记入曾用名'],
      changes: [
        { label: '企业名称', before: '江苏万达特种轴承有限公司', after: '江苏万达轴承集团有限公司' },
        { label: '曾用名', before: '万达轴承厂', after: '万达轴承厂、江苏万达特种轴承有限公司' },
      ],
    });
  });

  test('by name whatever the width and the brackets; the writing of the ledger stays', () => {
    const existing = [ledger({ name: '森松（江苏）重工有限公司' })];
    const [row] = preview(['name', 'creditCode'], [['森松(江苏)重工有限公司', goodCode]], existing).rows;
    expect(row?.draft.fields.name).toBe('森松（江苏）重工有限公司');
    expect(row?.changes).toEqual([{ label: '统一社会信用代码', before: '', after: goodCode }]);
  });

  test('by a former name of the ledger: the current name stays', () => {
    const existing = [ledger({ formerNames: ['万达轴承厂'] })];
    const [row] = preview(['name', 'note'], [['万达轴承厂', '重点']], existing).rows;
    expect(row?.draft.fields.name).toBe('江苏万达特种轴承有限公司');
    expect(row?.notices[0]).toContain('曾用名');
    expect(row?.changes).toEqual([{ label: '备注', before: '', after: '重点' }]);
  });

  test('by a former name that the row states', () => {
    const row = preview(['name', 'formerNames'], [['万达新公司', '江苏万达特种轴承有限公司']], [ledger()])
      .rows[0];
    expect(row).toMatchObject({ status: 'update', existingId: 'e1' });
    expect(row?.notices[0]).toContain('更名');
  });

  test('contradictions are errors', () => {
    const a = ledger({ id: 'a', name: '甲公司', creditCode: goodCode });
    const b = ledger({ id: 'b', name: '乙公司', creditCode: otherCode });
    const columns: RosterColumnKey[] = ['name', 'creditCode'];
    expect(messages(preview(columns, [['乙公司', goodCode]], [a, b]))[0]).toContain(
      '信用代码属于台账中的“甲公司”',
    );
    expect(messages(preview(columns, [['甲公司', '91330100799655058B']], [a, b]))[0]).toContain('与表中不同');
    expect(messages(preview(columns, [['丙', goodCode]], [a, { ...b, creditCode: goodCode }]))[0]).toContain(
      '2 家企业',
    );
    expect(messages(preview(columns, [['甲公司', null]], [a, { ...b, name: '甲公司' }]))[0]).toContain(
      '2 家企业',
    );
  });

  test('blank cells erase nothing; a row that says nothing new is unchanged', () => {
    const existing = [
      ledger({
        creditCode: goodCode,
        values: { townId: 't10', note: '旧备注', inCityPool: true },
        titles: [{ level: 'national-little-giant', grantedOn: '2021-07-01', validUntil: '' }],
        plans: [{ year: 2022, level: 'national-champion-enterprise' }],
      }),
    ];
    const columns: RosterColumnKey[] = [
      'name',
      'townId',
      'note',
      'inCityPool',
      'titleLevels',
      'planYears',
      'planLevels',
    ];
    const same = ['江苏万达特种轴承有限公司', '长江镇', null, '是', '国家小巨人', 2022, '单项冠军企业'];
    const more = ['江苏万达特种轴承有限公司', '白蒲镇', null, null, '南通小巨人', 2023, '单项冠军企业'];
    expect(preview(columns, [same], existing).rows[0]?.status).toBe('unchanged');
    const [row] = preview(columns, [more], existing).rows;
    expect(row?.draft.fields).not.toHaveProperty('note');
    expect(row?.changes).toEqual([
      { label: '所属镇区', before: '长江镇', after: '白蒲镇' },
      { label: '级别/称号', before: '', after: '南通市级专精特新“小巨人”企业' },
      { label: '申报计划', before: '', after: '2023 年申报国家制造业单项冠军企业' },
    ]);
  });
});

describe('the foot of a roster', () => {
  test.each([
    ['合计', '7家'],
    ['合 计', null],
    [null, '总计：7'],
    ['共7家企业', null],
    ['7家', null],
    ['填表人：李晓', '联系电话'],
    ['备注：以上企业均已入库', null],
  ])('%j, %j is no enterprise and stops nothing', (name, note) => {
    const result = preview(
      ['name', 'note'],
      [
        ['甲公司', null],
        [name, note],
      ],
    );
    expect(result.rows.map((row) => row.status)).toEqual(['new', 'summary']);
    expect(importableRows(result, 'all-or-nothing').map((row) => row.name)).toEqual(['甲公司']);
  });

  test.each(['合计自动化设备有限公司', '汇总电子厂', '备注软件（如皋）有限公司', '江苏共计集团'])(
    '%s is an enterprise',
    (name) => expect(preview(['name'], [[name]]).rows[0]?.status).toBe('new'),
  );
});

test('a sentence that begins with its column’s name does not say it twice', () => {
  const [row] = preview(['name', 'creditCode', 'townId'], [['甲公司', '123', '某镇']]).rows;
  expect(row?.problems.map(problemText)).toEqual([
    'B2 统一社会信用代码应为 18 位，现为 3 位',
    'C2 所属镇区：没有名为“某镇”的镇（区、街道），请填镇（区、街道）的全称',
  ]);
});

describe('duplicates within the file', () => {
  test('by credit code, then by name; a row in error is not passed over in favour of the next', () => {
    const result = preview(
      ['name', 'creditCode', 'townId'],
      [
        ['甲公司', goodCode, '没有的镇'],
        ['甲公司', goodCode, null],
        ['甲公司（旧写法）', goodCode, null],
        ['乙 公司', null, null],
        ['乙公司', null, null],
      ],
    );
    expect(result.rows.map((row) => row.status)).toEqual([
      'error',
      'duplicate-in-file',
      'duplicate-in-file',
      'new',
      'duplicate-in-file',
    ]);
    expect(result.rows[1]?.notices[0]).toBe('与第 2 行信用代码相同，而那一行有误：请改正后只保留一行');
    expect(result.rows[2]?.notices[0]).toContain('与第 2 行信用代码相同');
    expect(result.rows[4]?.notices[0]).toContain('与第 5 行企业名称相同');
    expect(result.counts).toEqual({
      new: 1,
      update: 0,
      unchanged: 0,
      error: 1,
      'duplicate-in-file': 3,
      summary: 0,
    });
  });

  test('two rows that mean one enterprise of the ledger by different names', () => {
    const existing = [ledger({ formerNames: ['万达轴承厂'] })];
    const result = preview(
      ['name', 'note'],
      [
        ['万达轴承厂', 'a'],
        ['江苏万达特种轴承有限公司', 'b'],
      ],
      existing,
    );
    expect(result.rows.map((row) => row.status)).toEqual(['update', 'duplicate-in-file']);
  });
});

describe('what an import takes', () => {
  const rows = [
    ['甲', null],
    ['乙', '没有的镇'],
    ['甲', null],
    ['丙', '长江镇'],
  ];

  test('an error stops its own row only', () => {
    const taken = importableRows(preview(['name', 'townId'], rows), 'rows-without-error');
    expect(taken.map((row) => row.name)).toEqual(['甲', '丙']);
  });

  test('under 全部无误才导入 one error stops all', () => {
    expect(importableRows(preview(['name', 'townId'], rows), 'all-or-nothing')).toEqual([]);
    const clean = preview(
      ['name', 'townId'],
      [
        ['甲', null],
        ['丙', '长江镇'],
      ],
    );
    expect(importableRows(clean, 'all-or-nothing')).toHaveLength(2);
  });
});
