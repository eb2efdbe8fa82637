import { Input } from 'antd';
import { type ReactNode, useEffect, useEffectEvent, useState } from 'react';

/** The list's own box: waits for a pause in typing. */
export function TableSearch(props: {
  readonly placeholder: string;
  readonly text: string;
  readonly onText: (text: string) => void;
}): ReactNode {
  /** What is being typed; null while the box shows the query's own text. */
  const [typed, setTyped] = useState<string | null>(null);
  const ask = useEffectEvent((text: string) => {
    setTyped(null);
    props.onText(text);
  });
  useEffect(() => {
    if (typed === null) return;
    const timer = setTimeout(() => ask(typed), 200);
    return () => clearTimeout(timer);
  }, [typed]);
  return (
    <Input
      className="desk-table-search"
      allowClear
      value={typed ?? props.text}
      placeholder={props.placeholder}
      aria-label={props.placeholder}
      onChange={(event) => setTyped(event.target.value)}
    />
  );
}
