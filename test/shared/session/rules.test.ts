import { describe, expect, it } from 'vitest';
import { passphraseProblem, passphraseStrength, waitAfterWrong } from '../../../shared/session/rules.ts';

describe('passphrase', () => {
  it.each([
    ['', 'short'],
    ['abc1234', 'short'],
    ['如皋市发改委七', 'short'],
    ['aaaaaaaa', 'repeated'],
    ['中中中中中中中中', 'repeated'],
    ['12345678', 'sequence'],
    ['87654321', 'sequence'],
    ['67890123', 'sequence'],
    ['abcdefgh', 'sequence'],
    ['QWERTYUI', 'sequence'],
  ])('refuses %j as %s', (passphrase, problem) => {
    expect(passphraseProblem(passphrase)).toBe(problem);
    expect(passphraseStrength(passphrase)).toBe('refused');
  });

  it.each(['12345679', '如皋市发改委的口令', 'zhenqu 2026 baipu', '        a'])(
    'accepts %j',
    (passphrase) => {
      expect(passphraseProblem(passphrase)).toBeNull();
    },
  );

  it('tells the officer in a word how good it is', () => {
    expect(passphraseStrength('rugao123')).toBe('plain');
    expect(passphraseStrength('Rugao-2026!')).toBe('good');
    expect(passphraseStrength('清明时节雨纷纷路上行人欲断魂')).toBe('strong');
  });
});

it('makes wrong tries wait from the third on, doubling up to five minutes', () => {
  expect([0, 1, 2, 3, 4, 5, 10, 11, 12, 1000].map(waitAfterWrong)).toEqual([
    0, 0, 0, 1, 2, 4, 128, 256, 300, 300,
  ]);
});
