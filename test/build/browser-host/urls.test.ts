import { describe, expect, test } from 'vitest';
import {
  programOrigin,
  toAppUrl,
  toChromiumHeader,
  toChromiumUrl,
} from '../../../build/browser-host/urls.ts';

describe('addresses of the browser host', () => {
  test.each([
    ['app://desk/index.html#/home', 'https://desk.invalid/index.html#/home'],
    ['app://desk/a%20b.js?x=1', 'https://desk.invalid/a%20b.js?x=1'],
    ['app://print/0f3a', 'https://print.invalid/0f3a'],
    ['app://desk', 'https://desk.invalid/'],
  ])('maps %s to a secure address and back', (app, chromium) => {
    expect(toChromiumUrl(app)).toBe(chromium);
    expect(toAppUrl(chromium)).toBe(app === 'app://desk' ? 'app://desk/' : app);
  });

  test.each([
    'https://example.com/',
    'https://desk.invalid.example.com/',
    'https://a.desk.invalid/',
    'http://desk.invalid/',
    'https://user@desk.invalid/',
    'https://desk.invalid:444/',
    'file:///etc/passwd',
    'about:blank',
  ])('takes %s for a stranger', (url) => {
    expect(toAppUrl(url)).toBeUndefined();
    expect(toChromiumUrl(url)).toBeUndefined();
  });

  test('names the origin as the program knows it', () => {
    expect(programOrigin('https://desk.invalid/a#b')).toBe('app://desk');
    expect(programOrigin('data:text/html,')).toBe('null');
  });

  test('lets the content security policy follow', () => {
    expect(toChromiumHeader("img-src 'self' app: data:; connect-src app://desk")).toBe(
      "img-src 'self' https://*.invalid data:; connect-src https://desk.invalid",
    );
  });
});
