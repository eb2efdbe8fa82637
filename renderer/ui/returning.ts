/**
 * Where the officer was when the desk was locked. Once it is open again the focus, the scrolled place, the ticked rows and
 * the open form are as they were; of the ledger nothing is kept here but ids, labels only as a number.
 */
import { useEffect, useState } from 'react';

interface Place {
  /** The screen's address. */
  readonly address: string;
  /** What had the focus; null when nothing in the page had it. */
  readonly focus: FocusMark | null;
  readonly scrollTop: number;
  /** By key of the form that was open: the time of the draft its notice told of, null without a notice. */
  readonly forms: Map<string, number | null>;
  /** By list: the ids of the rows that were ticked. */
  readonly ticks: ReadonlyMap<string, readonly string[]>;
}

interface FocusMark {
  readonly mark: number;
  /** Among the elements of the page with the same mark. */
  readonly ordinal: number;
  readonly selection: readonly [number, number] | null;
}

/** Null once the officer goes on by himself. */
let left: Place | null = null;
const openForms = new Map<string, number | null>();
const ticked = new Map<string, readonly string[]>();

/** How long a screen may take to show what had the focus. */
const waitMs = 5_000;
const signs = ['pointerdown', 'keydown', 'wheel'] as const;

/** While true, a form must not take the focus to its first field. */
export function isReturning(): boolean {
  return left?.focus !== null && left?.address === window.location.hash;
}

/** A form is open, with or without the notice of a draft of an earlier sitting. @returns what to call when it is gone. */
export function noteOpenForm(formKey: string, restoredAtMs: number | null): () => void {
  openForms.set(formKey, restoredAtMs);
  return () => openForms.delete(formKey);
}

/** Of a form that was open when the desk was locked and goes on now; undefined when one comes to it anew. Told once. */
export function formThatGoesOn(formKey: string): { readonly restoredAtMs: number | null } | undefined {
  if (left?.address !== window.location.hash) return undefined;
  const restoredAtMs = left.forms.get(formKey);
  left.forms.delete(formKey);
  return restoredAtMs === undefined ? undefined : { restoredAtMs };
}

/**
 * The ticked rows of a list, none at first; still those that were ticked when the desk was locked: nothing changes while
 * it is. A list must pass over ids that are not in it any more.
 */
export function useTicks(list: string): readonly [readonly string[], (ids: readonly string[]) => void] {
  const [ids, setIds] = useState(() =>
    left?.address === window.location.hash ? (left.ticks.get(list) ?? []) : [],
  );
  useEffect(() => {
    ticked.set(list, ids);
    return () => void ticked.delete(list);
  }, [list, ids]);
  return [ids, setIds];
}

/**
 * The desk was opened: goes back to where it was left, or on a list to its search box. @returns what to call when it is
 * locked, while its page still stands.
 */
export function followPlace(): () => void {
  let latest: Element | null = null;
  const note = ({ target }: FocusEvent): void => {
    if (target instanceof Element && target.closest('.desk-main') !== null) latest = target;
  };
  document.addEventListener('focusin', note);
  const stopReturning = goBack();
  return () => {
    document.removeEventListener('focusin', note);
    stopReturning();
    left = {
      address: window.location.hash,
      focus: latest?.isConnected === true ? markFocus(latest) : null,
      scrollTop: pageBody()?.scrollTop ?? 0,
      forms: new Map(openForms),
      ticks: new Map(ticked),
    };
  };
}

function goBack(): () => void {
  if (left?.address !== window.location.hash) left = null;
  const place = left;
  let focused = false;
  const look = (): void => {
    focused ||= place?.focus ? focusMarked(place.focus) : focusList();
    const body = pageBody();
    // A page grows while its parts are read.
    if (place && body && body.scrollTop < place.scrollTop) body.scrollTop = place.scrollTop;
    if (focused && place === null) stop();
  };
  const end = (): void => {
    stop();
    left = null;
  };
  const stop = (): void => {
    clearTimeout(timer);
    observer.disconnect();
    for (const sign of signs) window.removeEventListener(sign, end, { capture: true });
  };
  const observer = new MutationObserver(look);
  observer.observe(document.body, { childList: true, subtree: true });
  const timer = setTimeout(() => {
    if (!focused) focusList();
    end();
  }, waitMs);
  for (const sign of signs) window.addEventListener(sign, end, { capture: true, passive: true });
  look();
  return stop;
}

const pageBody = (): HTMLElement | null => document.querySelector<HTMLElement>('.desk-main .desk-page-body');

function focusables(): readonly HTMLElement[] {
  const selector = 'input, textarea, button, a[href], [tabindex]';
  return [...document.querySelectorAll<HTMLElement>(`.desk-main :is(${selector})`)];
}

function markFocus(element: Element): FocusMark {
  const mark = markOf(element);
  const alike = focusables().filter((each) => markOf(each) === mark);
  const isText = element instanceof HTMLTextAreaElement || element instanceof HTMLInputElement;
  const selection = isText ? ([element.selectionStart, element.selectionEnd] as const) : null;
  return {
    mark,
    ordinal: alike.findIndex((each) => each === element),
    selection: selection?.[0] == null || selection[1] == null ? null : [selection[0], selection[1]],
  };
}

function focusMarked({ mark, ordinal, selection }: FocusMark): boolean {
  const element = focusables().filter((each) => markOf(each) === mark)[ordinal];
  if (element === undefined || element.matches(':disabled')) return false;
  element.focus({ preventScroll: true });
  const isText = element instanceof HTMLTextAreaElement || element instanceof HTMLInputElement;
  if (isText && selection !== null) element.setSelectionRange(...selection);
  return true;
}

/** False on a screen that is no list. Whoever has the focus already keeps it. */
function focusList(): boolean {
  if (document.activeElement !== document.body && document.activeElement !== null) return false;
  const list =
    document.querySelector<HTMLElement>('.desk-main .desk-table-search input') ??
    document.querySelector<HTMLElement>('.desk-main .desk-table-frame[tabindex="0"]');
  list?.focus({ preventScroll: true });
  return list !== null;
}

/** What kind of element it is and how it is called; not what it holds. FNV-1a, so that no name of the ledger is kept. */
function markOf(element: Element): number {
  const field = element.closest('[data-field]')?.getAttribute('data-field') ?? null;
  const called = element.getAttribute('aria-label') ?? element.getAttribute('placeholder');
  const name = field ?? called ?? element.textContent;
  const text = [element.tagName, element.getAttribute('type'), element.getAttribute('role'), name].join(' ');
  let digest = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    digest = Math.imul(digest ^ text.charCodeAt(index), 0x01000193);
  }
  return digest;
}
