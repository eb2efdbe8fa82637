/** What the two halves of the browser host say to each other: Chromium's side and the program's side. */
import type {
  MessageBoxOptions,
  MessageBoxReturnValue,
  OpenDialogOptions,
  OpenDialogReturnValue,
  PrintToPDFOptions,
  SaveDialogOptions,
  SaveDialogReturnValue,
} from 'electron';

/** Handed to the program's process when it starts. */
export interface StartOptions {
  readonly mainEntry: string;
  readonly appPath: string;
  readonly userDataDir: string | null;
}

export interface WindowOptions {
  readonly windowId: number;
  readonly width: number;
  readonly height: number;
  readonly title: string;
  /** Created with `show: false`. */
  readonly hidden: boolean;
  readonly javascript: boolean;
  /** The text of the preload bundle; null when the window has none. */
  readonly preload: string | null;
}

/** A request of the page, in the program's own addresses. */
export interface PageRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | null;
}

export interface PageResponse {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array;
}

export interface DialogRequests {
  readonly showSaveDialog: SaveDialogOptions;
  readonly showOpenDialog: OpenDialogOptions;
  readonly showMessageBox: MessageBoxOptions;
}

export interface DialogAnswers {
  readonly showSaveDialog: SaveDialogReturnValue;
  readonly showOpenDialog: OpenDialogReturnValue;
  readonly showMessageBox: MessageBoxReturnValue;
}

export type DialogKind = keyof DialogRequests;

/** What the program asked of the system around it; written down instead of being done. */
export interface HostRecord {
  readonly kind:
    | 'open-path'
    | 'open-external'
    | 'show-item-in-folder'
    | 'print'
    | 'beep'
    | 'error-box'
    | 'refused-request'
    | 'refused-window'
    | 'refused-navigation';
  readonly detail: string;
}

/** Answered by the side that runs Chromium. */
export interface BrowserCalls {
  openWindow(options: WindowOptions): Promise<void>;
  /** Resolves when the page has loaded; rejects with Chromium's reason. `url` is Chromium's. */
  navigate(input: { windowId: number; url: string }): Promise<void>;
  closeWindow(input: { windowId: number }): Promise<void>;
  /** A message for the preload's world of one document; dropped when that document is gone. */
  deliver(input: { windowId: number; document: string; message: string; packed: boolean }): Promise<void>;
  evaluate(input: { windowId: number; code: string }): Promise<unknown>;
  printToPdf(input: { windowId: number; options: PrintToPDFOptions }): Promise<Uint8Array>;
  showWindow(input: { windowId: number }): Promise<void>;
  setBounds(input: {
    windowId: number;
    bounds: { width?: number; height?: number; state?: 'normal' | 'minimized' | 'maximized' | 'fullscreen' };
  }): Promise<void>;
  askDialog(input: { kind: DialogKind; options: object }): Promise<object>;
  record(record: HostRecord): void;
  /** The program loaded and is ready for its window. */
  loaded(input: null): void;
  /** The program could not be loaded. */
  failed(input: { message: string }): void;
}

/** Answered by the side that runs the program. */
export interface ProgramCalls {
  /** Chromium is there: `ready` may be emitted. */
  browserReady(input: null): void;
  request(request: PageRequest): Promise<PageResponse>;
  /** A message of the preload's world. `url` is Chromium's. */
  message(input: { windowId: number; document: string; url: string; message: string }): void;
  /** The page wants to go to another document; false keeps it where it is. */
  mayNavigate(input: { windowId: number; url: string; isMainFrame: boolean }): boolean;
  /** A document took the place of the former one, or its address changed (`sameDocument`). */
  navigated(input: { windowId: number; url: string; sameDocument: boolean }): void;
  /** A document's preload world ended: its frame is gone. */
  documentGone(input: { windowId: number; document: string }): void;
  titleChanged(input: { windowId: number; title: string }): void;
  domReady(input: { windowId: number }): void;
  rendererGone(input: { windowId: number }): void;
  /** Somebody clicked the close button of Chromium's window; it stays until the program closes it. */
  closeAsked(input: { windowId: number }): void;
  /** The window is gone although the program did not close it. */
  windowGone(input: { windowId: number }): void;
  control(input: ControlRequest): unknown;
}

/** What a test can make happen in the world around the program. */
export type ControlRequest =
  | { readonly what: 'quit' }
  | { readonly what: 'close-window'; readonly index: number }
  | { readonly what: 'second-instance'; readonly argv: readonly string[]; readonly workingDirectory: string }
  | { readonly what: 'activate' }
  | { readonly what: 'power'; readonly event: PowerEvent }
  | { readonly what: 'ask-permission'; readonly permission: string }
  | { readonly what: 'window-state'; readonly index: number };

export type PowerEvent = 'suspend' | 'resume' | 'lock-screen' | 'unlock-screen' | 'shutdown';

/** What the program last did to a window. */
export interface WindowState {
  readonly title: string;
  readonly visible: boolean;
  readonly focused: boolean;
  readonly minimized: boolean;
  readonly url: string;
}
