/** Synthetic enterprises: names as they stand in a business register, the same in every run. */
import { createHash } from 'node:crypto';

export interface SampleEnterprise {
  readonly id: string;
  readonly name: string;
  readonly creditCode: string;
  readonly townId: string;
}

const regions = ['如皋市', '如皋', '南通', '南通市', '江苏', '江苏省', '白蒲镇', '长江镇', '', ''];
const brandCharacters = [
  ...'超达森松恒康双马九鼎天南神马力威泰慕士盛昌帝人铁锚玉兔金轮思源海迅沃荣赛晶鑫宏图华鹏瑞泰安泰顺丰永兴隆大众民生长乐重行朝阳柏盛晟拓新洋和润达通凯利美佳宝信诚德仁义礼智中正光明远航启航展望万里江河湖海山川云雨风雷星月日辰',
];
const trades =
  '精密机械 重工 电力设备 新材料 生物科技 智能装备 电子科技 纺织 食品 化工 汽车部件 环保科技 建设工程 船舶配件 医疗器械 液压件 电缆 模具 铸造 花木盆景 肠衣 混凝土 钢结构 减速机 轴承 阀门 包装 塑业 玻璃 农业发展'.split(
    ' ',
  );
const forms = ['有限公司', '股份有限公司', '有限责任公司', '厂', '集团有限公司', '科技有限公司'];

/** Numbers in [0, 1), the same for the same seed (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One of the items. */
export function pick<Item>(random: () => number, items: readonly Item[]): Item {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
}

/** 32 hex digits that look as random as a real id, and do not change from run to run. */
export function sampleId(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

export function sampleEnterprises(count: number, seed = 20261124): SampleEnterprise[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, (_, index) => {
    const brandLength = 2 + Math.floor(random() * 3);
    const brand = Array.from({ length: brandLength }, () => pick(random, brandCharacters)).join('');
    return {
      id: sampleId(`enterprise ${index}`),
      name: `${pick(random, regions)}${brand}${pick(random, trades)}${pick(random, forms)}`,
      creditCode: `91320682MA${sampleId(`code ${index}`).slice(0, 8).toUpperCase()}`,
      townId: `t${String(1 + Math.floor(random() * 14)).padStart(2, '0')}`,
    };
  });
}
