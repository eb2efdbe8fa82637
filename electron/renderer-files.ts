/** Serves the window's own files under app://desk/, and nothing else. */
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';

export const rendererOrigin = 'app://desk';
export const rendererUrl = `${rendererOrigin}/index.html`;

/** design/security.md rule 7; antd needs inline styles. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.json': 'application/json; charset=utf-8',
};

/** Answers one request for a file below `root`; anything outside it, or of another kind, is 404. */
export async function serveRendererFile(root: string, url: string): Promise<Response> {
  const { host, pathname } = new URL(url);
  const relative = normalize(decodeURIComponent(pathname)).replace(/^[/\\]+/, '');
  const mediaType = mediaTypes[extname(relative)];
  if (host !== 'desk' || !mediaType || relative.split(sep).includes('..')) return notFound();
  try {
    const bytes = await readFile(join(root, relative));
    return new Response(new Uint8Array(bytes), {
      headers: {
        'content-type': mediaType,
        'content-security-policy': contentSecurityPolicy,
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
      },
    });
  } catch {
    return notFound();
  }
}

function notFound(): Response {
  return new Response('', { status: 404 });
}
