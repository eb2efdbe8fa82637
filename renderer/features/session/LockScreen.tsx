import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useEffectEvent, useRef, useState } from 'react';
import type { LockedHow, SessionState } from '../../../shared/session/contract.ts';
import { CallError, callOnce } from '../../api.ts';
import { askAhead, showSession, useCall } from '../../queries.ts';
import { errorSentence } from '../../ui/errorSentence.ts';
import { PlainButton } from '../../ui/PlainButton.tsx';
import { GateFrame } from './GateFrame.tsx';
import { workspaceName } from './workspace.ts';

export interface LockScreenProps {
  readonly session: SessionState;
  /** The desk will most likely be opened next. */
  readonly onOpening: () => void;
}

/** Plain HTML in the look of the kit: it is there before the kit is loaded, which goes on while the passphrase is typed. */
export function LockScreen({ session, onOpening }: LockScreenProps): ReactNode {
  const [passphrase, setPassphrase] = useState('');
  const [capsLock, setCapsLock] = useState(false);
  const [isLegible, setLegible] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const client = useQueryClient();
  // Not `useCommand`: its notices and save states belong to the desk, and would be loaded before this screen.
  const unlock = useMutation<SessionState, Error, { readonly passphrase: string }>({
    mutationFn: (input) => callOnce('session.unlock', input),
    onSuccess: (state) => {
      showSession(client, state);
      askAhead(client);
    },
  });
  const [waitSeconds, startWaiting] = useCountdown();
  const mayType = !unlock.isPending && waitSeconds === 0;
  const refused = unlock.error === null ? '' : refusal(unlock.error, waitSeconds);
  const isWaitOver =
    waitSeconds === 0 && unlock.error instanceof CallError && unlock.error.code === 'session.wait';
  const stillRefused = refused !== '' && !isWaitOver;

  // The field is grey while the passphrase is being checked; afterwards typing goes on at once.
  useEffect(() => {
    if (!mayType) return;
    input.current?.focus();
    input.current?.select();
  }, [mayType]);

  // Between two keys; whoever pastes it has it begun by opening.
  const prepare = useEffectEvent(onOpening);
  useEffect(() => {
    if (passphrase === '') return;
    const id = requestIdleCallback(() => prepare());
    return () => cancelIdleCallback(id);
  }, [passphrase]);

  const submit = (): void => {
    if (passphrase === '' || !mayType) return;
    unlock.mutate(
      { passphrase },
      { onError: (error) => error instanceof CallError && startWaiting(Number(error.details.seconds ?? 0)) },
    );
    onOpening();
  };
  return (
    <GateFrame workspace={workspaceName(session)}>
      <form
        className="desk-lock"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <LockedNote how={session.lockedHow} />
        <label htmlFor="passphrase">{session.officer === null ? '口令' : `${session.officer} 的口令`}</label>
        <div className="desk-lock-field">
          <input
            id="passphrase"
            ref={input}
            className={stillRefused ? 'desk-lock-input desk-lock-input-bad' : 'desk-lock-input'}
            type={isLegible ? 'text' : 'password'}
            autoFocus
            autoComplete="off"
            spellCheck={false}
            maxLength={1024}
            value={passphrase}
            disabled={unlock.isPending}
            aria-invalid={stillRefused}
            aria-describedby={`${lockedNoteId} passphrase-note`}
            onChange={(event) => {
              setPassphrase(event.target.value);
              // What was refused is being replaced. The seconds to wait stay in sight.
              if (unlock.isError && waitSeconds === 0) unlock.reset();
            }}
            onKeyUp={(event) => setCapsLock(event.getModifierState('CapsLock'))}
          />
          <button
            type="button"
            className="desk-lock-reveal"
            aria-pressed={isLegible}
            onClick={() => setLegible(!isLegible)}
          >
            {isLegible ? '隐藏' : '显示'}
          </button>
        </div>
        <div
          id="passphrase-note"
          className={stillRefused ? 'desk-lock-note desk-lock-note-bad' : 'desk-lock-note'}
          role="alert"
        >
          {refused || (capsLock ? '大写锁定已打开' : '')}
        </div>
        <PlainButton submits wide disabled={waitSeconds > 0} busy={unlock.isPending}>
          {buttonText(waitSeconds, unlock.isPending)}
        </PlainButton>
        <HandedNote />
        <p className="desk-lock-device">口令无人能够找回。忘记时，请按本单位规定启用密封保管的口令。</p>
        {session.deviceName === null ? null : <p className="desk-lock-device">本机：{session.deviceName}</p>}
      </form>
    </GateFrame>
  );
}

const lockedNoteId = 'locked-how';

const typingTexts = {
  kept: '正在填写的内容已保存，解锁后可以接着填。',
  unstored: '有内容还没有写入磁盘，请先解锁，不要关闭程序。',
} as const;

/** Whoever comes back reads first what happened meanwhile. */
function LockedNote({ how }: { readonly how: LockedHow | null }): ReactNode {
  if (how === null) return null;
  const { idleMinutes, typing } = how;
  return (
    <p id={lockedNoteId} className="desk-lock-why">
      <span>{idleMinutes === null ? '工作台已锁定。' : `${idleMinutes} 分钟未操作，已自动锁定。`}</span>
      {typing === 'none' ? null : <span>{typingTexts[typing]}</span>}
    </p>
  );
}

/** A bundle opened with the program waits for the desk. */
function HandedNote(): ReactNode {
  const file = useCall('handed.get', {}).data;
  if (file?.kind !== 'bundle') return null;
  return <p className="desk-lock-device">打开工作台后可预览数据包“{file.name}”。</p>;
}

function buttonText(waitSeconds: number, isPending: boolean): string {
  if (waitSeconds > 0) return `请等待 ${waitSeconds} 秒`;
  return isPending ? '正在打开…' : '打开工作台';
}

/** Once the wait is over, the sentence that named its seconds must not go on naming them. */
function refusal(error: Error, waitSeconds: number): string {
  if (!(error instanceof CallError) || error.code !== 'session.wait') return errorSentence(error);
  return waitSeconds > 0 ? errorSentence(error) : '现在可以再次输入口令。';
}

/** Seconds still to wait, counting down to 0, and what starts the count. */
function useCountdown(): readonly [number, (seconds: number) => void] {
  const [endsAtMs, setEndsAtMs] = useState(0);
  const [nowMs, setNowMs] = useState(0);
  const left = Math.max(0, Math.ceil((endsAtMs - nowMs) / 1000));
  const running = left > 0;
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => setNowMs(Date.now()), 250);
    return () => clearInterval(timer);
  }, [running]);
  const start = (seconds: number): void => {
    // Asked twice, the clock may have gone on by a millisecond, which counts as a second to wait.
    const now = Date.now();
    setNowMs(now);
    setEndsAtMs(now + seconds * 1000);
  };
  return [left, start];
}
