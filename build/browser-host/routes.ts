/** Every request of a page is answered by the program, or refused and written down. */
import type { BrowserContext, Page, Request, Route } from '@playwright/test';
import type { PageRequest, PageResponse } from './protocol.ts';
import { programOrigin, toAppUrl, toChromiumHeader, toProgramUrl } from './urls.ts';

export interface RouteAnswers {
  serve(request: PageRequest): Promise<PageResponse>;
  /** Whether the page may go to another document. Not asked when the program itself loads an address. */
  mayNavigate(page: Page, url: string, isMainFrame: boolean): Promise<boolean>;
  /** Whether the program asked this page to load this address. */
  isExpected(page: Page, url: string): boolean;
  refused(kind: 'refused-request' | 'refused-navigation', url: string): void;
}

const mappedHeaders = new Set(['content-security-policy', 'location', 'access-control-allow-origin']);

export async function routeRequests(context: BrowserContext, answers: RouteAnswers): Promise<void> {
  await context.route('**/*', async (route, request) => {
    // A page that closes while its request is being answered takes the request with it.
    await answer(route, request, answers).catch((error: unknown) => {
      if (!/closed|handled|Target|Invalid InterceptionId/i.test(String(error))) throw error;
    });
  });
}

async function answer(route: Route, request: Request, answers: RouteAnswers): Promise<void> {
  const url = request.url();
  const appUrl = toAppUrl(url);
  if (request.isNavigationRequest()) {
    const place = frameOf(request);
    if (!place) {
      // A new window: it is being closed.
      answers.refused('refused-request', toProgramUrl(url));
      await route.abort('aborted');
      return;
    }
    const { page, isMainFrame } = place;
    const wanted = isMainFrame && answers.isExpected(page, url);
    if (!wanted && !(await answers.mayNavigate(page, toProgramUrl(url), isMainFrame))) {
      answers.refused('refused-navigation', toProgramUrl(url));
      await route.abort('aborted');
      return;
    }
  }
  if (appUrl === undefined) {
    answers.refused('refused-request', url);
    await route.abort(request.isNavigationRequest() ? 'aborted' : 'blockedbyclient');
    return;
  }
  await fulfil(route, request, appUrl, answers);
}

async function fulfil(route: Route, request: Request, url: string, answers: RouteAnswers): Promise<void> {
  let response: PageResponse;
  try {
    response = await answers.serve({
      url,
      method: request.method(),
      headers: Object.fromEntries(Object.entries(request.headers()).map(toProgramHeader)),
      body: request.postDataBuffer(),
    });
  } catch {
    await route.abort('failed');
    return;
  }
  await route.fulfill({
    status: response.status,
    headers: Object.fromEntries(
      response.headers.map(([name, value]) => [
        name,
        mappedHeaders.has(name) ? toChromiumHeader(value) : value,
      ]),
    ),
    body: Buffer.from(response.body),
  });
}

function toProgramHeader([name, value]: [string, string]): [string, string] {
  if (name === 'origin') return [name, programOrigin(value)];
  return [name, name === 'referer' ? toProgramUrl(value) : value];
}

function frameOf(request: Request): { page: Page; isMainFrame: boolean } | undefined {
  try {
    const frame = request.frame();
    return { page: frame.page(), isMainFrame: frame.parentFrame() === null };
  } catch {
    return undefined;
  }
}
