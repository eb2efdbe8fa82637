/** Whether a filing can still be begun for the enterprise that was chosen: it may have left this town since. */
import { Alert } from 'antd';
import type { ReactNode } from 'react';
import { useCall } from '../../queries.ts';

interface StandingNoticeProps {
  readonly enterpriseId: string;
  /** Of a filing that was begun: it is brought to its end whoever keeps the enterprise. */
  readonly before: string;
}

/** Nothing while it can, and until that is known. What is typed stays. */
export function StandingNotice({ enterpriseId, before }: StandingNoticeProps): ReactNode {
  const isAsked = enterpriseId !== '' && enterpriseId !== before;
  const found = useCall('enterprise.names', { ids: [enterpriseId] }, { enabled: isAsked });
  if (!isAsked || !found.data || found.data[0]?.editable === true) return null;
  return (
    <Alert
      className="desk-form-alert"
      type="warning"
      showIcon
      title={
        found.data.length === 0
          ? '本机已没有这家企业，不能新建报备。'
          : '这家企业已由市里改派或收回，本机只能查看，不能新建报备。'
      }
      description="已填的内容都在草稿中，可以复制；也可以在“企业名称”中另选一家，再保存。"
    />
  );
}
