import { FileExcelOutlined } from '@ant-design/icons';
import { Alert, Button, Select } from 'antd';
import type { ReactNode } from 'react';
import type { RosterFile } from '../../../shared/roster/contract.ts';
import type { DeskSide } from '../../../shared/rpc.ts';
import { useCommand } from '../../commands.ts';
import { useSavedFile } from '../../saved-file.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Panel } from '../../ui/Page.tsx';
import { LoadSampleButton } from './LoadSampleButton.tsx';
import { type ChosenSheet, chosenSheet } from './chosen-sheet.ts';

export interface RosterFileStepProps {
  readonly side: DeskSide;
  readonly chosen: ChosenSheet | null;
  readonly onFile: (file: RosterFile) => void;
  readonly onChosen: (chosen: ChosenSheet) => void;
  readonly onSample: () => void;
}

export function RosterFileStep({ side, chosen, onFile, onChosen, onSample }: RosterFileStepProps): ReactNode {
  const open = useCommand('roster.open', {
    quiet: true,
    onDone: (file) => {
      if (file) onFile(file);
    },
  });
  const saved = useSavedFile();
  const saveTemplate = useCommand('roster.saveTemplate', {
    onDone: (file) => {
      if (file) saved('模板已保存', file.path);
    },
  });
  return (
    <>
      <Panel title="名册文件">
        <p className="desk-panel-text">
          支持 .xlsx 和 .csv（WPS、Excel
          均可）。表中只需有“企业名称”一列，其余各列有什么导什么；空白单元格不会清除台账里已有的内容。
        </p>
        <div className="desk-button-row">
          <Button
            type={chosen === null ? 'primary' : 'default'}
            icon={<FileExcelOutlined />}
            loading={open.isPending}
            onClick={() => open.mutate({})}
          >
            {chosen === null ? '选择名册文件' : '另选文件'}
          </Button>
          <Button loading={saveTemplate.isPending} onClick={() => saveTemplate.mutate({})}>
            下载空白模板
          </Button>
          {side === 'city' ? <LoadSampleButton onDone={onSample} /> : null}
        </div>
        {open.error ? <ErrorNotice error={open.error} /> : null}
        {side === 'town' ? (
          <p className="desk-panel-note">
            镇区只能导入本镇区企业的基本情况。所属镇区、入库、级别、申报计划由市里维护，表中有这些列也不会导入。
          </p>
        ) : null}
      </Panel>
      {chosen === null ? null : <SheetChoice chosen={chosen} onChosen={onChosen} />}
    </>
  );
}

function SheetChoice(props: {
  readonly chosen: ChosenSheet;
  readonly onChosen: (chosen: ChosenSheet) => void;
}): ReactNode {
  const { file, sheet } = props.chosen;
  const current = file.sheets[sheet];
  if (!current) return null;
  return (
    <Panel title={file.fileName}>
      <div className="desk-button-row">
        <span>工作表</span>
        <Select
          className="desk-sheet-select"
          value={sheet}
          aria-label="工作表"
          options={file.sheets.map(({ name, hidden, rows }, index) => ({
            value: index,
            label: `${name}（${rows} 行${hidden ? '，隐藏' : ''}）`,
          }))}
          onChange={(next: number) => props.onChosen(chosenSheet(file, next))}
        />
        <span className="desk-none">
          {current.guess === null ? '没有认出表头，请在下一步指明' : '已认出表头，下一步可核对'}
        </span>
      </div>
      {current.warnings.map((warning) => (
        <Alert key={warning} className="desk-alert-row" type="warning" showIcon title={warning} />
      ))}
    </Panel>
  );
}
