/** Whether a filing can still be begun for the enterprise that was chosen: it may have left this town since. */
import { Alert } from 'antd';
import type { ReactNode } from 'react';
import { useCall } from '../../queries.ts';

const standingTexts = {
  'handed-over': '这家企业已由市里改派或收回，本机只能查看，不能新建报备',
  gone: '本机已没有这家企业，不能新建报备',
} as const;

/** Undefined for '' and until it is known. */
export function useStanding(enterpriseId: string): 'ours' | keyof typeof standingTexts | undefined {
  const found = useCall('enterprise.names', { ids: [enterpriseId] }, { enabled: enterpriseId !== '' });
  if (enterpriseId === '' || !found.data) return undefined;
  const [enterprise] = found.data;
  if (!enterprise) return 'gone';
  return enterprise.editable ? 'ours' : 'handed-over';
}

interface StandingNoticeProps {
  readonly enterpriseId: string;
  /** Of a filing that was begun: it is brought to its end whoever keeps the enterprise. */
  readonly before: string;
}

/** Nothing while it can, and until that is known. What is typed stays. */
export function StandingNotice({ enterpriseId, before }: StandingNoticeProps): ReactNode {
  const standing = useStanding(enterpriseId === before ? '' : enterpriseId);
  if (standing === undefined || standing === 'ours') return null;
  return (
    <Alert
      className="desk-form-alert"
      type="warning"
      showIcon
      title={`${standingTexts[standing]}。已填的内容都在草稿中，可以复制；也可以另选一家企业，再保存。`}
    />
  );
}
