/**
 * The only place where the program's addresses meet Chromium's: `app://desk/…` is what the program says,
 * `https://desk.invalid/…` is what Chromium can open as a secure context. The `.invalid` domain exists nowhere
 * (RFC 2606), and every request to it is answered by the program itself.
 */

const suffix = '.invalid';

/** `app://desk/index.html#/x` → `https://desk.invalid/index.html#/x`; undefined for any other scheme. */
export function toChromiumUrl(url: string): string | undefined {
  const match = /^app:\/\/([a-z0-9-]+)(\/.*)?$/i.exec(url);
  return match ? `https://${match[1]?.toLowerCase()}${suffix}${match[2] ?? '/'}` : undefined;
}

/** `https://desk.invalid/index.html#/x` → `app://desk/index.html#/x`; undefined for any other address. */
export function toAppUrl(url: string): string | undefined {
  const match = /^https:\/\/([a-z0-9-]+)\.invalid(\/.*)?$/i.exec(url);
  return match ? `app://${match[1]}${match[2] ?? '/'}` : undefined;
}

/** What the program sees of any address Chromium reports. */
export function toProgramUrl(url: string): string {
  return toAppUrl(url) ?? url;
}

/** `https://desk.invalid` of `app://desk/index.html`. */
export function chromiumOrigin(appUrl: string): string {
  const url = toChromiumUrl(appUrl);
  if (!url) throw new Error(`The browser host opens app:// addresses only, not ${appUrl}`);
  return new URL(url).origin;
}

/** `app://desk` of `https://desk.invalid/…`; `null` for an address without origin, as in Electron. */
export function programOrigin(url: string): string {
  const app = toAppUrl(url);
  if (app) return app.split('/').slice(0, 3).join('/');
  return URL.canParse(url) ? new URL(url).origin : 'null';
}

/** Names of origins inside a header (the content security policy) follow the address. */
export function toChromiumHeader(value: string): string {
  return value
    .replace(/\bapp:\/\/([a-z0-9-]+)/gi, `https://$1${suffix}`)
    .replace(/(^|\s)app:(?=\s|;|$)/g, `$1https://*${suffix}`);
}
