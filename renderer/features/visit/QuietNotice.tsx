/** 无事不扰: said, and never a bar. */
import { Alert, Button } from 'antd';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { leaderText } from '../../../shared/filing/rules.ts';
import type { VisitContext } from '../../../shared/visit/contract.ts';
import type { VisitLeader } from '../../../shared/visit/rules.ts';
import { useCommand } from '../../commands.ts';
import { ConfirmAction } from '../../ui/ConfirmAction.tsx';
import { spellDate } from '../../ui/dateText.ts';

const words = { visit: '走访', inspection: '检查' } as const;

/** Visits and inspections made a short while ago. `name`: where several enterprises are spoken of. */
export function QuietNotice(props: { readonly context: VisitContext; readonly name?: string }): ReactNode {
  const { recent, quietDays } = props.context;
  if (recent.length === 0) return null;
  const calls = recent.map(({ kind, date, who }) => `${spellDate(date)} ${who}${words[kind]}`).join('、');
  return (
    <Alert
      className="desk-form-alert"
      type="info"
      showIcon
      title={`无事不扰：${props.name ?? '本企业'}近 ${quietDays} 天内已有 ${calls}。`}
    />
  );
}

interface JoinNoticeProps {
  readonly context: VisitContext;
  readonly leader: VisitLeader;
}

/** A trip that is planned around the day: his own is written down, somebody else's takes him along. */
export function JoinNotice({ context, leader }: JoinNoticeProps): ReactNode {
  const navigate = useNavigate();
  const join = useCommand('visit.join', { doneText: '已合并走访' });
  const name = leader.name.trim();
  return context.planned.map(({ id, date, who }) => {
    const isOwn = who === leaderText(leader);
    return (
      <Alert
        key={id}
        className="desk-form-alert"
        type="info"
        showIcon
        title={`${spellDate(date)}已安排走访：${who}。${isOwn ? '' : '可以合并为一次，一同前往。'}`}
        action={
          isOwn ? (
            <Button onClick={() => void navigate(`/visits/${id}/edit`)}>按计划记录</Button>
          ) : (
            <ConfirmAction
              title={`把${name}加入${who} ${spellDate(date)}的走访？`}
              explanation={`${name}将记为这次走访的同行人员，不再另记一次。`}
              confirmLabel="合并走访"
              button={{ disabled: name === '' }}
              onConfirm={async () => {
                await join.mutateAsync({ id, name });
                await navigate(`/visits/${id}`);
              }}
            >
              合并走访
            </ConfirmAction>
          )
        }
      />
    );
  });
}
