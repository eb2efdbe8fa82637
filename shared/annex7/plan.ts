/**
 * 附件7《各级专精特新“小巨人”三年培育计划》 (皋政办发〔2021〕87号): 18 rows × 3 years, 54 entries, 40 enterprises.
 * These are plans to apply, not titles held: never infer an enterprise's level from them. The table is 动态调整.
 */
import type { LevelKey } from '../enterprise/levels.ts';

export const annex7Source = '皋政办发〔2021〕87号 附件7';
export const annex7Note = '表中名单根据国家、省市年度申报通知要求及我市企业发展情况动态调整。';

export const planLevelKeys = [
  'national-champion',
  'national-little-giant',
  'provincial-tech-little-giant-manufacturing',
  'provincial-product',
] as const;
export type PlanLevelKey = (typeof planLevelKeys)[number];

/** 项目名称 as the annex words it. */
export const planLevelLabels = {
  'national-champion': '国家制造业单项冠军企业',
  'national-little-giant': '国家专精特新“小巨人”企业',
  'provincial-tech-little-giant-manufacturing': '省科技小巨人企业（制造类）',
  'provincial-product': '省专精特新产品',
} as const satisfies Record<PlanLevelKey, string>;

/** The rung of the ladder a plan aims at. The annex says 省科技小巨人 where annex 3 says 省级专精特新小巨人企业（制造类）. */
export const planLevelTarget = {
  'national-champion': 'national-champion-enterprise',
  'national-little-giant': 'national-little-giant',
  'provincial-tech-little-giant-manufacturing': 'provincial-little-giant-manufacturing',
  'provincial-product': 'provincial-product',
} as const satisfies Record<PlanLevelKey, LevelKey>;

export const planYears = [2021, 2022, 2023] as const;
export type PlanYear = (typeof planYears)[number];

export interface PlanEntry {
  /** 序号 in the annex, 1–18. */
  readonly row: number;
  readonly level: PlanLevelKey;
  readonly year: PlanYear;
  /** Registered name, verbatim. */
  readonly enterprise: string;
}

type PlanRow = readonly [row: number, level: PlanLevelKey, y2021: string, y2022: string, y2023: string];

/** The table as printed: 序号, 项目名称, then 2021, 2022, 2023. */
export const annex7Table: readonly PlanRow[] = [
  [
    1,
    'national-champion',
    '江苏万达特种轴承有限公司',
    '江苏省如高高压电器有限公司',
    '森松（江苏）重工有限公司',
  ],
  [
    2,
    'national-champion',
    '江苏思源赫兹互感器有限公司',
    '江苏嘉好热熔胶股份有限公司',
    '南通中铁华宇电气有限公司',
  ],
  [
    3,
    'national-champion',
    '江苏汤臣汽车零部件有限公司',
    '江苏天南电力股份有限公司',
    '江苏明德玩具股份有限公司',
  ],
  [
    4,
    'national-champion',
    '南通超达装备股份有限公司',
    '江苏九鼎新材料股份有限公司',
    '南通世睿电力科技有限公司',
  ],
  [
    5,
    'national-little-giant',
    '南通中铁华宇电气有限公司',
    '江苏九鼎新材料股份有限公司',
    '南通力威机械有限公司',
  ],
  [
    6,
    'national-little-giant',
    '江苏省如高高压电器有限公司',
    '森松（江苏）重工有限公司',
    '南通华东油压科技有限公司',
  ],
  [
    7,
    'national-little-giant',
    '江苏嘉好热熔胶股份有限公司',
    '南通超达装备股份有限公司',
    '江苏永大化工机械有限公司',
  ],
  [
    8,
    'national-little-giant',
    '江苏天南电力股份有限公司',
    '南通世睿电力科技有限公司',
    '南通德晋昌光电科技有限公司',
  ],
  [
    9,
    'provincial-tech-little-giant-manufacturing',
    '江苏九鼎新材料股份有限公司',
    '江苏卓远半导体有限公司',
    '势加透博洁净动力如皋有限公司',
  ],
  [
    10,
    'provincial-tech-little-giant-manufacturing',
    '森松（江苏）重工有限公司',
    '南通海泰科特精密材料有限公司',
    '江苏秦烯新材料有限公司',
  ],
  [
    11,
    'provincial-tech-little-giant-manufacturing',
    '南通力威机械有限公司',
    '南通德晋昌光电科技有限公司',
    '江苏瀚皋机械有限公司',
  ],
  [
    12,
    'provincial-tech-little-giant-manufacturing',
    '江苏永大化工机械有限公司',
    '江苏沃能电气科技有限公司',
    '如皋市大生线路器材有限公司',
  ],
  [
    13,
    'provincial-tech-little-giant-manufacturing',
    '南通世睿电力科技有限公司',
    '江苏迅镭激光科技有限公司',
    '如皋纳川新材料有限公司',
  ],
  [
    14,
    'provincial-product',
    '南通佳宝机械有限公司',
    '江苏曜彰体育用品有限公司',
    '南通创源电化学科技有限公司',
  ],
  [
    15,
    'provincial-product',
    '南通思瑞机器制造有限公司',
    '颢葳环保科技南通有限公司',
    '南通泰德电子材料科技有限公司',
  ],
  [
    16,
    'provincial-product',
    '南通市电站阀门有限公司',
    '江苏宝众宝达药业有限公司',
    '南通爱可普环保设备有限公司',
  ],
  [
    17,
    'provincial-product',
    '凯晖科技股份有限公司',
    '南通维尔斯机械科技有限公司',
    '南通沪达机械设备有限公司',
  ],
  [18, 'provincial-product', '江苏祥源电气设备有限公司', '江苏艾威机械制造有限公司', '江苏隆昌化工有限公司'],
];

/** The 54 entries, row by row. */
export const annex7Plan: readonly PlanEntry[] = annex7Table.flatMap(([row, level, ...names]) =>
  names.map((enterprise, index) => ({ row, level, year: planYears[index] ?? 2021, enterprise })),
);

/** The 40 enterprises, in the order in which the annex first names them. */
export const annex7EnterpriseNames: readonly string[] = [
  ...new Set(annex7Plan.map((entry) => entry.enterprise)),
];
