/** Several files chosen at once: one after the other, so that one of them is in memory at a time. */
import { useEffect, useRef, useState } from 'react';
import { create } from 'zustand';
import type { FileChoice } from '../shared/enterprise/attachment-contract.ts';
import { call, CallError } from './api.ts';
import { type AttachmentPlace, prepareFile, type PreparedFile } from './attachment-file.ts';
import { useOutcome } from './outcome.ts';
import { errorSentence } from './ui/errorSentence.ts';

/** A file that was not added, and why in a few words. */
export interface LeftOut extends FileChoice {
  readonly reason: string;
  /** Its content is attached already: nothing is missing. */
  readonly isAttached?: boolean;
}

export interface AttachingMany {
  /** Of this run: all that were chosen, or those that were confirmed. */
  readonly files: readonly FileChoice[];
  /** How many of them were dealt with. */
  readonly done: number;
  readonly phase: 'working' | 'stopping' | 'ended';
  readonly added: number;
  readonly refused: readonly LeftOut[];
  /** Added only when the officer says so. */
  readonly doubtful: readonly LeftOut[];
  /** Chosen, and not dealt with because the officer stopped or nothing could be added any more. */
  readonly untouched: number;
  /** Why nothing could be added any more, as a sentence; '' when it could. */
  readonly failure: string;
}

/**
 * How many were not added when a panel went away before that was read to its end: its page was left, or the desk was
 * locked. By the place; no name of a file stays in a locked window.
 */
const useMissing = create<Readonly<Record<string, number>>>(() => ({}));

export interface AttachMany {
  /** How many of an earlier choice were not added here, and not told of to the end; 0 for none. */
  readonly missing: number;
  readonly forget: () => void;
  /** Null while there is nothing to show. */
  readonly state: AttachingMany | null;
  /** Resolves when it has ended; called once at a time. */
  readonly start: (files: readonly FileChoice[]) => Promise<void>;
  /** Keeps what was added. */
  readonly stop: () => void;
  /** Adds those that are doubtful as they are. */
  readonly confirm: () => void;
  readonly close: () => void;
}

/** `onAllAdded` with their number, when nothing is left to be told. */
export function useAttachMany(place: AttachmentPlace, onAllAdded: (count: number) => void): AttachMany {
  const outcome = useOutcome(true, { quiet: true });
  const [state, setState] = useState<AttachingMany | null>(null);
  const key = `${place.enterpriseId} ${place.aboutId ?? ''}`;
  const missing = useMissing((all) => all[key] ?? 0);
  const forget = (): void => useMissing.setState({ [key]: 0 });
  const stopped = useRef(false);
  /** Of the run that is shown, until its summary is closed. */
  const untold = useRef<AttachingMany | null>(null);
  useEffect(
    () => () => {
      if (untold.current === null) return;
      useMissing.setState({ [key]: missingOf(untold.current) });
      untold.current = null;
      setState(null);
    },
    [key],
  );

  const close = (): void => {
    untold.current = null;
    setState(null);
  };

  const attachOne = async (
    file: FileChoice,
    isConfirmed: boolean,
    isOver: () => boolean,
  ): Promise<'added' | 'stopped' | LeftOut> => {
    const prepared = await prepareFile(place, file);
    if (isOver()) return 'stopped';
    const doubt = isConfirmed ? '' : doubtOf(prepared);
    if (prepared.sameContentAs === '' && doubt !== '') return { ...file, reason: doubt };
    await call('attachment.add', { ...place, token: file.token, note: '' });
    return 'added';
  };

  const run = async (begun: AttachingMany, isConfirmed: boolean): Promise<void> => {
    stopped.current = false;
    outcome.begin();
    let now = begun;
    untold.current = now;
    const isGone = (): boolean => untold.current !== now;
    // Nothing more is added unseen.
    const isOver = (): boolean => stopped.current || isGone();
    const show = (change: Partial<AttachingMany>): void => {
      const wasGone = isGone();
      now = { ...now, ...change };
      if (wasGone) return;
      untold.current = now;
      setState(stopped.current && now.phase === 'working' ? { ...now, phase: 'stopping' } : now);
    };
    show({});
    for (const file of begun.files) {
      if (isOver()) break;
      try {
        const result = await attachOne(file, isConfirmed, isOver);
        if (result === 'stopped') break;
        if (result === 'added') show({ added: now.added + 1, done: now.done + 1 });
        else show({ doubtful: [...now.doubtful, result], done: now.done + 1 });
      } catch (error) {
        if (!isOfOneFile(error)) {
          show({ failure: errorSentence(error) });
          break;
        }
        const isAttached = error.code === 'attachment.same-content';
        show({
          refused: [...now.refused, { ...file, reason: reasonOf(error), isAttached }],
          done: now.done + 1,
        });
      }
    }
    if (now.added > begun.added) outcome.done();
    else outcome.refused(null);
    if (isGone()) {
      // What was being added when the panel went away may have been added after all; a notice that was closed stays closed.
      useMissing.setState((all) => ((all[key] ?? 0) === 0 ? all : { [key]: missingOf(now) }));
    }
    if (leftOutOf(now) === 0) {
      if (!isGone()) close();
      onAllAdded(now.added);
    } else if (!isGone()) setState({ ...now, phase: 'ended', untouched: untouchedOf(now) });
  };

  return {
    missing,
    forget,
    state,
    start: async (files) => {
      forget();
      await run({ ...nothingYet, files }, false);
    },
    stop: () => {
      stopped.current = true;
      setState((shown) => (shown?.phase === 'working' ? { ...shown, phase: 'stopping' } : shown));
    },
    confirm: () => {
      if (state?.phase !== 'ended' || state.doubtful.length === 0) return;
      const files = state.doubtful;
      void run({ ...state, files, doubtful: [], done: 0, phase: 'working' }, true);
    },
    close,
  };
}

const nothingYet: AttachingMany = {
  files: [],
  done: 0,
  phase: 'working',
  added: 0,
  refused: [],
  doubtful: [],
  untouched: 0,
  failure: '',
};

const untouchedOf = ({ untouched, files, done }: AttachingMany): number => untouched + files.length - done;
const leftOutOf = (now: AttachingMany): number => untouchedOf(now) + now.refused.length + now.doubtful.length;
const missingOf = (now: AttachingMany): number =>
  leftOutOf(now) - now.refused.filter(({ isAttached }) => isAttached).length;

export const brokenPicture = '图片打不开，可能已经损坏；不能压缩，也不能去除拍摄地点等信息';

function doubtOf({ isBroken, warning }: PreparedFile): string {
  return isBroken ? brokenPicture : warning;
}

/** Whether the other files may still be added. */
function isOfOneFile(error: unknown): error is CallError {
  return error instanceof CallError && error.code in reasons;
}

function reasonOf({ code, details }: CallError): string {
  return (reasons[code] ?? '').replace('{name}', String(details['name'] ?? ''));
}

/** The name stands before it, and that the others stay as they are needs no word for each. */
const reasons: Readonly<Partial<Record<string, string>>> = {
  'attachment.too-large': '太大：文件不超过 20 MB，照片不超过 60 MB',
  'attachment.empty': '是空文件',
  'attachment.gone': '已不在原处，可能已移动、改名，或U盘已拔出',
  'attachment.unreadable': '读不出来：没有读取权限，或正被其他程序占用',
  'attachment.read-failed': '读取出错：磁盘或U盘可能有故障或接触不良',
  'attachment.no-picture': '照片没有处理成功',
  'attachment.same-content': '内容与已有附件“{name}”完全相同，不必再添加',
};
