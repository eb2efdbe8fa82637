/** Tells of a clock while the officer works at something else; once each, and it stays until it is closed. */
import { App, Button } from 'antd';
import { type ReactNode, useEffect, useEffectEvent, useRef } from 'react';
import { useNavigate } from 'react-router';
import { type Reminder, remindersBetween } from '../../../shared/filing/reminders.ts';
import { useCall } from '../../queries.ts';

const everyMs = 60_000;

export function FilingReminders(): ReactNode {
  const navigate = useNavigate();
  const { notification } = App.useApp();
  const { refetch } = useCall('filing.due', { withinDays: 0 });
  const since = useRef<number | null>(null);
  const shown = useRef(new Set<string>());
  const tell = ({ key, filingId, title, text, isOverdue }: Reminder): void => {
    shown.current.add(key);
    notification[isOverdue ? 'error' : 'warning']({
      key,
      title,
      description: text,
      placement: 'bottomRight',
      duration: 0,
      actions: (
        <Button
          size="small"
          onClick={() => {
            notification.destroy(key);
            void navigate(`/filings/${filingId}`);
          }}
        >
          打开这份报备
        </Button>
      ),
    });
  };
  const look = useEffectEvent(async (): Promise<void> => {
    const { data } = await refetch();
    const now = Date.now();
    // What was due before the desk was opened stands on 今日待办.
    const last = since.current ?? now;
    since.current = now;
    for (const reminder of remindersBetween(data ?? [], last, now)) tell(reminder);
  });
  useEffect(() => {
    const keys = shown.current;
    const timer = setInterval(() => void look(), everyMs);
    void look();
    return () => {
      clearInterval(timer);
      // The lock screen names nobody.
      for (const key of keys) notification.destroy(key);
      keys.clear();
    };
  }, [notification]);
  return null;
}
