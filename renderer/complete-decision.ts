/** 议定事项 done, or 确认办结 where towns carry it out; asks first where a town that carries it out has not reported it done. */
import { App } from 'antd';
import { localDate } from '../shared/clock.ts';
import { waitsForTown } from '../shared/meeting/assigned.ts';
import type { Decision } from '../shared/meeting/contract.ts';
import { useCommand } from './commands.ts';

export function useCompleteDecision(doneText?: string): {
  readonly complete: (decision: Decision, done: boolean) => void;
  readonly isPending: boolean;
} {
  const { modal } = App.useApp();
  const { mutate, isPending } = useCommand('decision.complete', doneText === undefined ? {} : { doneText });
  const complete = (decision: Decision, done: boolean): void => {
    const { id, heads: seen, towns } = decision;
    // Of the day on which it is ticked, not of that on which the page was opened.
    const save = (): void => mutate({ id, done, doneOn: localDate(Date.now()), seen });
    const waiting = done ? towns.filter(({ state }) => waitsForTown(state)) : [];
    if (waiting.length === 0) {
      save();
      return;
    }
    const names = waiting.map(({ townName }) => townName);
    const who =
      names.length > 3 ? `${names.slice(0, 3).join('、')}等 ${names.length} 个镇区` : names.join('、');
    modal.confirm({
      title: `${who}尚未报办结，仍要确认办结？`,
      content: '办结随下次数据包告知镇区，镇区不再报送。',
      okText: '确认办结',
      cancelText: '取消',
      focusable: { autoFocusButton: 'cancel' },
      centered: true,
      onOk: save,
    });
  };
  return { complete, isPending };
}
