/** 从在办事项生成议题: everything that is open, to be ticked, as topics of the meeting. */
import { Alert, Button, Checkbox } from 'antd';
import { type ReactNode, useState } from 'react';
import {
  leftOutBefore,
  type PackGroup,
  type PackItem,
  packTitles,
  withPackTopics,
} from '../../../shared/meeting/pack.ts';
import type { MeetingTopic } from '../../../shared/meeting/contract.ts';
import { useCall } from '../../queries.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';

interface PackDialogProps {
  /** YYYY-MM */
  readonly month: string;
  /** Those of the form: what was taken out of them before begins unticked. */
  readonly topics: readonly MeetingTopic[];
  readonly onTopics: (topics: readonly MeetingTopic[]) => void;
  readonly onClose: () => void;
}

/** Mounted while it is open. What is taken out of it is only not put into the topics: it stays where it is. */
export function PackDialog({ month, topics, onTopics, onClose }: PackDialogProps): ReactNode {
  const pack = useCall('meeting.pack', { month });
  const [changed, setLeft] = useState<ReadonlySet<string> | null>(null);
  const groups = pack.data ?? [];
  const left = changed ?? leftOutBefore(topics, groups);
  const all = groups.flatMap(({ items }) => items.map(({ key }) => key));
  const chosen = new Set(all.filter((key) => !left.has(key)));
  const leave = (keys: readonly string[], isLeft: boolean): void => {
    const next = new Set(left);
    for (const key of keys) {
      if (isLeft) next.add(key);
      else next.delete(key);
    }
    setLeft(next);
  };
  return (
    <Dialog
      width={860}
      title="从在办事项生成议题"
      okText={chosen.size === 0 ? '生成议题' : `生成议题（${chosen.size} 项）`}
      okButtonProps={{ disabled: chosen.size === 0 }}
      onOk={() => {
        onTopics(withPackTopics(topics, groups, chosen));
        onClose();
      }}
      onCancel={onClose}
    >
      {pack.error ? <ErrorNotice error={pack.error} onRetry={() => void pack.refetch()} /> : null}
      {pack.data && all.length === 0 ? (
        <Alert
          type="info"
          showIcon
          title="没有可列入会议的在办事项：没有在办的问题、未办结的议定事项、本月的检查、未走访的企业和本年度的申报计划。"
        />
      ) : null}
      <div className="desk-pack">
        {groups.map((group) => (
          <Group key={group.key} group={group} chosen={chosen} onLeave={leave} />
        ))}
      </div>
    </Dialog>
  );
}

interface GroupProps {
  readonly group: PackGroup;
  readonly chosen: ReadonlySet<string>;
  readonly onLeave: (keys: readonly string[], isLeft: boolean) => void;
}

function Group({ group, chosen, onLeave }: GroupProps): ReactNode {
  const { items, total } = group;
  const pressing = items.filter(({ isOptional }) => isOptional !== true);
  const optional = items.filter(({ isOptional }) => isOptional === true);
  if (items.length === 0) return null;
  return (
    <section>
      <h3>
        {pressing.length === 0 ? (
          packTitles[group.key]
        ) : (
          <TickAll items={pressing} chosen={chosen} onLeave={onLeave}>
            {packTitles[group.key]}
          </TickAll>
        )}
        {total > items.length ? (
          <span className="desk-none">{`共 ${total} 项，列出前 ${items.length} 项`}</span>
        ) : null}
      </h3>
      <Items items={pressing} chosen={chosen} onLeave={onLeave} />
      {optional.length === 0 ? null : <OptionalItems items={optional} chosen={chosen} onLeave={onLeave} />}
    </section>
  );
}

/** Open from the start where one of them is in the topics already. */
function OptionalItems(props: ItemsProps): ReactNode {
  const { items, chosen } = props;
  const [isOpen, setOpen] = useState(items.some(({ key }) => chosen.has(key)));
  return (
    <details open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{`其余未办结的 ${items.length} 项，可以选列`}</summary>
      <Items {...props} />
    </details>
  );
}

interface ItemsProps extends Omit<GroupProps, 'group'> {
  readonly items: readonly PackItem[];
}

function TickAll({
  items,
  chosen,
  onLeave,
  children,
}: ItemsProps & { readonly children: ReactNode }): ReactNode {
  const keys = items.map(({ key }) => key);
  const taken = keys.filter((key) => chosen.has(key)).length;
  return (
    <>
      <Checkbox
        checked={taken === keys.length}
        indeterminate={taken > 0 && taken < keys.length}
        onChange={(event) => onLeave(keys, !event.target.checked)}
      >
        {children}
      </Checkbox>
      <span className="desk-none">
        {taken} / {keys.length} 项
      </span>
    </>
  );
}

function Items({ items, chosen, onLeave }: ItemsProps): ReactNode {
  return (
    <ul>
      {items.map(({ key, text }) => (
        <li key={key}>
          <Checkbox checked={chosen.has(key)} onChange={(event) => onLeave([key], !event.target.checked)}>
            {text}
          </Checkbox>
        </li>
      ))}
    </ul>
  );
}

interface PackButtonProps {
  readonly month: string;
  readonly topics: readonly MeetingTopic[];
  readonly onTopics: (topics: readonly MeetingTopic[]) => void;
}

export function PackButton({ month, topics, onTopics }: PackButtonProps): ReactNode {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>从在办事项生成议题</Button>
      {isOpen ? (
        <PackDialog month={month} topics={topics} onTopics={onTopics} onClose={() => setOpen(false)} />
      ) : null}
    </>
  );
}
