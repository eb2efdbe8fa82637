import { CloseCircleOutlined, InfoCircleOutlined, WarningOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import type { FilingWarning } from '../../../shared/filing/warnings.ts';

const icons: Readonly<Record<FilingWarning['tone'], ReactNode>> = {
  error: <CloseCircleOutlined aria-label="须先解决" />,
  warn: <WarningOutlined aria-label="请核对" />,
  prompt: <InfoCircleOutlined aria-label="提示" />,
};

/** Reminders in words. None of them keeps an inspection from being made or recorded. */
export function WarningList({
  warnings,
  renderBeside,
}: {
  readonly warnings: readonly FilingWarning[];
  /** What stands after a warning's text: its reason, or where to write one. */
  readonly renderBeside?: (warning: FilingWarning) => ReactNode;
}): ReactNode {
  if (warnings.length === 0) return <span className="desk-none">没有需要提醒的事项</span>;
  return (
    <ul className="desk-warnings">
      {warnings.map((warning) => (
        <li key={warning.code} className={`desk-warning-${warning.tone}`}>
          {icons[warning.tone]}
          <span>
            {warning.text}
            {renderBeside?.(warning)}
          </span>
        </li>
      ))}
    </ul>
  );
}
