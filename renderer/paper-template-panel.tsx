/** 报备表模板 in the settings: the office's own DOCX in place of the official form. */
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { inBraces, optionalPlaceholders, requiredPlaceholders } from '../shared/filing/template.ts';
import { sizeText } from '../shared/record/readable.ts';
import { useCommand } from './commands.ts';
import { useCall } from './queries.ts';
import { useSavedFile } from './saved-file.ts';
import { ConfirmAction } from './ui/ConfirmAction.tsx';
import { DateText } from './ui/DateText.tsx';
import { DescriptionGrid } from './ui/DescriptionGrid.tsx';
import { ErrorNotice } from './ui/ErrorNotice.tsx';
import { Panel } from './ui/Page.tsx';
import { useNotice } from './ui/useNotice.tsx';

export function PaperTemplatePanel(): ReactNode {
  const notice = useNotice();
  const saved = useSavedFile();
  const template = useCall('template.get', {});
  const choose = useCommand('template.choose', {
    onDone: (chosen) => {
      if (chosen) notice.done('模板已核对，导出 Word 时可以选用');
    },
  });
  const save = useCommand('template.save', {
    onDone: (file) => {
      if (file) saved('已保存', file.path);
    },
  });
  const own = template.data;
  return (
    <Panel
      title="报备表模板"
      extra={
        <>
          <Button loading={save.isPending} onClick={() => save.mutate({ which: 'sample' })}>
            下载样板…
          </Button>
          <Button loading={choose.isPending} onClick={() => choose.mutate({})}>
            {own ? '更换模板…' : '选择模板…'}
          </Button>
        </>
      }
    >
      {template.error ? <ErrorNotice error={template.error} onRetry={() => void template.refetch()} /> : null}
      <p className="desk-gate-text">
        可以选本单位自己的 Word 文件（.docx）作报备表模板，只用于导出 Word；打印和 PDF
        始终是官方式样（附件6）。模板要写全这些占位：
        {requiredPlaceholders.map(inBraces).join(' ')}。还可以写：
        {optionalPlaceholders.map(inBraces).join(' ')}；没有写 {inBraces('版本标记')}{' '}
        的，打印后有修改时在文末加注第几版。
      </p>
      {own ? (
        <DescriptionGrid
          facts={[
            { label: '现用模板', value: own.name },
            { label: '大小', value: sizeText(own.sizeBytes) },
            { label: '选用时间', value: <DateText atMs={own.chosenAtMs} /> },
            {
              label: '办理',
              value: (
                <span className="desk-row-actions">
                  <Button size="small" onClick={() => save.mutate({ which: 'own' })}>
                    另存一份…
                  </Button>
                  <RemoveTemplate />
                </span>
              ),
            },
            { label: '校验值', value: own.sha256, wide: true },
          ]}
        />
      ) : null}
    </Panel>
  );
}

function RemoveTemplate(): ReactNode {
  const remove = useCommand('template.remove', { doneText: '已移除，导出 Word 用官方式样' });
  return (
    <ConfirmAction
      title="移除本单位的模板？"
      explanation="以后导出 Word 用官方式样；已经导出的文件没有变化。需要留底的，请先另存一份。"
      confirmLabel="移除"
      danger
      onConfirm={() => remove.mutateAsync({}).then(() => undefined)}
      button={{ size: 'small' }}
    >
      移除
    </ConfirmAction>
  );
}
