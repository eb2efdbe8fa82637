import Database from 'better-sqlite3';
import { pinyin } from 'pinyin-pro';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { personSearchText, pinyinReadings, searchText } from '../../../db/search/pinyin.ts';
import { annex7EnterpriseNames } from '../../../shared/annex7/plan.ts';
import { suggestShortName } from '../../../shared/enterprise/short-name.ts';
import { likePattern } from '../../../shared/text/query.ts';
import { towns } from '../../../shared/town/towns.ts';

describe('readings', () => {
  test('the 14 towns and their zones are read as the people of Rugao read them', () => {
    const readings = towns.map((town) => pinyinReadings(town.name).full[0]);
    expect(readings).toEqual([
      'ruchengjiedao',
      'chengbeijiedao',
      'chengnanjiedao',
      'dongchenzhen',
      'dingyanzhen',
      'baipuzhen',
      'xiayuanzhen',
      'jiuhuazhen',
      'shizhuangzhen',
      'changjiangzhen',
      'wuyaozhen',
      'jianganzhen',
      'banjingzhen',
      'motouzhen',
    ]);
    expect(pinyinReadings('如皋港区').full[0]).toBe('rugaogangqu');
  });

  test('市 before 长 is not a mayor: 如皋市长江镇 is read chang jiang', () => {
    expect(pinyinReadings('江苏省南通市如皋市长江镇').full[0]).toBe(
      'jiangsushengnantongshirugaoshichangjiangzhen',
    );
    expect(pinyinReadings('江苏省长安电机').full[0]).toContain('shengchangan');
    expect(pinyinReadings('如皋市长寿食品').initials[0]).toBe('rgscssp');
  });

  test('a character read in two ways is found by both, and there are never more than eight readings', () => {
    expect(pinyinReadings('森松重工').full).toEqual(['sensongzhonggong', 'sensongchonggong']);
    expect(pinyinReadings('森松重工').initials).toEqual(['sszg', 'sscg']);
    expect(pinyinReadings('长重行乐厦曾单解朝调传弹').full.length).toBeLessThanOrEqual(8);
  });

  test('ü is v; Latin letters, digits and rare characters stand for themselves', () => {
    expect(pinyinReadings('吕氏').full[0]).toBe('lvshi');
    expect(pinyinReadings('𠮷田ABC 3')).toEqual({ full: ['𠮷tianabc3'], initials: ['𠮷tabc3'] });
    expect(pinyinReadings('（）')).toEqual({ full: [], initials: [] });
  });

  test('every common character is read as the dictionary writes it without tones', () => {
    for (let code = 0x4e00; code <= 0x9fff; code += 7) {
      const character = String.fromCodePoint(code);
      const [plain] = pinyin(character, { type: 'array', toneType: 'none', v: true });
      expect(pinyinReadings(character).full[0]).toBe(plain);
    }
    expect(['嗯', '呣', '欸', '绿'].map((character) => pinyinReadings(character).full[0])).toEqual(
      ['嗯', '呣', '欸', '绿'].map((character) => pinyin(character, { toneType: 'none', v: true })),
    );
  });

  test('people are read by their surname', () => {
    expect(personSearchText('曾国强')).toMatch(/^曾国强\|zengguoqiang\|.*zgq/);
    expect(personSearchText('单雄')).toContain('shanxiong');
    expect(personSearchText('解强')).toContain('xieqiang');
  });
});

describe('the search line', () => {
  test('holds name, former names, short name, code, full pinyin, initials on one line, folded', () => {
    expect(
      searchText({
        name: '森松（江苏）重工有限公司',
        formerNames: ['上海 森松'],
        shortName: '森松重工',
        creditCode: '91350100M000100Y43',
      }).split('|'),
    ).toEqual([
      '森松江苏重工有限公司',
      '上海森松',
      '森松重工',
      '91350100m000100y43',
      'sensongjiangsuzhonggongyouxiangongsi',
      'sensongjiangsuchonggongyouxiangongsi',
      'shanghaisensong',
      'sensongzhonggong',
      'sensongchonggong',
      'ssjszgyxgs',
      'ssjscgyxgs',
      'shss',
      'sszg',
      'sscg',
    ]);
  });

  test('an enterprise with nothing but a name has no empty parts', () => {
    expect(searchText({ name: '凯晖', formerNames: [''], shortName: '', creditCode: '' })).toBe(
      '凯晖|kaihui|kh',
    );
  });
});

describe('searching in SQLite', () => {
  const db = new Database(':memory:');
  const find = (query: string): string[] =>
    db
      .prepare(String.raw`SELECT name FROM enterprise WHERE search_text LIKE ? ESCAPE '\' ORDER BY rowid`)
      .pluck()
      .all(likePattern(query)) as string[];

  beforeAll(() => {
    db.exec('CREATE TABLE enterprise (name TEXT NOT NULL, search_text TEXT NOT NULL) STRICT');
    const insert = db.prepare('INSERT INTO enterprise VALUES (?, ?)');
    for (const name of annex7EnterpriseNames) {
      const formerNames = name === '江苏九鼎新材料股份有限公司' ? ['南通华泰玻璃%纤维_厂'] : [];
      const creditCode = name === '凯晖科技股份有限公司' ? '91350100M000100Y43' : '';
      insert.run(name, searchText({ name, formerNames, shortName: suggestShortName(name), creditCode }));
    }
  });
  afterAll(() => db.close());

  test.each([
    ['特种轴承', '江苏万达特种轴承有限公司'],
    ['wdtz', '江苏万达特种轴承有限公司'],
    ['WanDa TeZhong', '江苏万达特种轴承有限公司'],
    ['森松（江苏', '森松（江苏）重工有限公司'],
    ['sszg', '森松（江苏）重工有限公司'],
    ['sjtb', '势加透博洁净动力如皋有限公司'],
    ['华泰玻璃', '江苏九鼎新材料股份有限公司'],
    ['htbl', '江苏九鼎新材料股份有限公司'],
    ['m000100y', '凯晖科技股份有限公司'],
    ['Ｍ０００１００', '凯晖科技股份有限公司'],
    ['璃%纤', '江苏九鼎新材料股份有限公司'],
    ['haowei', '颢葳环保科技南通有限公司'],
  ])('%s finds %s and nothing else', (query, name) => {
    expect(find(query)).toEqual([name]);
  });

  test('every enterprise is found by its name, short name, their pinyin and their initials', () => {
    for (const name of annex7EnterpriseNames) {
      const short = suggestShortName(name);
      const readings = [pinyinReadings(name), pinyinReadings(short)];
      const queries = [name, short, ...readings.flatMap((one) => [...one.full, ...one.initials])];
      for (const query of queries) expect(find(query), query).toContain(name);
    }
  });

  test('wildcards typed by the officer find only themselves; what is nowhere finds nothing', () => {
    expect(find('%')).toEqual(['江苏九鼎新材料股份有限公司']);
    expect(find('a_a')).toEqual([]);
    expect(find('不存在')).toEqual([]);
  });

  test('an empty query finds all', () => {
    expect(find('  ')).toHaveLength(40);
  });
});
