/** In a dossier: proposals for what the city keeps that wait for its answer. */
import { Alert } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useOwnDesk } from '../../own-desk.ts';
import { useCall } from '../../queries.ts';

export function SuggestionNotice(props: {
  readonly enterpriseId: string;
  readonly isCity: boolean;
}): ReactNode {
  const { enterpriseId, isCity } = props;
  const { isLeader } = useOwnDesk();
  const waiting = useCall('suggestion.list', { partition: enterpriseId }).data ?? [];
  if (waiting.length === 0) return null;
  const what = waiting.flatMap(({ fields, isNew, entityLabel }) =>
    isNew ? [`新增${entityLabel}`] : fields.map(({ label }) => label),
  );
  return (
    <Alert
      className="desk-page-alert"
      type="info"
      showIcon
      title={`${isCity || isLeader ? '镇区提出' : '已提出'} ${waiting.length} 条修改建议（${[...new Set(what)].join('、')}），${
        isCity ? '待答复' : '等市发改委答复，答复前原内容不变'
      }`}
      action={
        isLeader ? null : (
          <Link to={`/suggestions?enterprise=${enterpriseId}`}>{isCity ? '去答复' : '查看'}</Link>
        )
      }
    />
  );
}
