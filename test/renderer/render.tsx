/** A small stand-in for a testing library: React into happy-dom, every change inside act. */
import { App as AntdApp } from 'antd';
import { act, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { type KitServices, KitServicesProvider } from '../../renderer/ui/kitServices.tsx';

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
// happy-dom has none: here the window is idle at once.
Object.assign(globalThis, {
  requestIdleCallback: (run: () => void) => setTimeout(() => act(run), 0),
  cancelIdleCallback: (id: number) => clearTimeout(id),
});

export interface Rendered {
  readonly container: HTMLElement;
  readonly rerender: (node: ReactNode) => Promise<void>;
  readonly unmount: () => Promise<void>;
  /** The only element that matches; throws when there is none. */
  readonly find: (selector: string) => HTMLElement;
  /** The control of a form field by its name in the FormSpec. */
  readonly field: (name: string) => HTMLInputElement;
}

export async function render(node: ReactNode, services?: KitServices): Promise<Rendered> {
  const container = document.createElement('div');
  document.body.append(container);
  const root = createRoot(container);
  const wrap = (content: ReactNode): ReactNode => {
    const app = <AntdApp>{content}</AntdApp>;
    return services === undefined ? app : <KitServicesProvider value={services}>{app}</KitServicesProvider>;
  };
  await act(async () => root.render(wrap(node)));
  const find = (selector: string): HTMLElement => {
    const element = container.querySelector<HTMLElement>(selector);
    if (element === null) throw new Error(`nothing matches ${selector}`);
    return element;
  };
  return {
    container,
    rerender: async (next) => act(async () => root.render(wrap(next))),
    unmount: async () => {
      await act(async () => root.unmount());
      container.remove();
    },
    find,
    field: (name) => find(`[data-field="${name}"] :is(input, textarea)`) as HTMLInputElement,
  };
}

/** Puts text into an input the way React notices it. */
export async function typeInto(input: HTMLInputElement | HTMLTextAreaElement, text: string): Promise<void> {
  const setter = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(input), 'value')?.set;
  await act(async () => {
    input.focus();
    setter?.call(input, text);
    input.dispatchEvent(new Event('input', { bubbles: true }));
  });
}

export async function focus(element: HTMLElement): Promise<void> {
  await act(async () => element.focus());
}

export async function click(element: HTMLElement): Promise<void> {
  await act(async () => element.click());
}

/** Presses a key on an element; false when the program kept the browser from acting on it. */
export async function press(
  element: EventTarget,
  key: string,
  init: KeyboardEventInit = {},
): Promise<boolean> {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init });
  await act(async () => void element.dispatchEvent(event));
  return !event.defaultPrevented;
}

/** Lets promises and the given time pass; with fake timers only. */
export async function passTime(advance: () => Promise<unknown>): Promise<void> {
  await act(async () => void (await advance()));
}
