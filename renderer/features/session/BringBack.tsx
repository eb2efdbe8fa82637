/** The steps by which a desk that stood on another computer comes back: its backup, its passphrase. */
import type { ReactNode } from 'react';
import type { ChosenBackup } from '../../../shared/backup/contract.ts';
import { localDateTime } from '../../../shared/clock.ts';
import { useCommand } from '../../commands.ts';
import { ChooseFileStep, PassphraseStep, type PassphraseStepProps } from './ReturnSteps.tsx';
import { workspaceName } from './workspace.ts';

export function ChooseBackup(props: {
  readonly chosen: ChosenBackup | null;
  readonly onChosen: (backup: ChosenBackup) => void;
}): ReactNode {
  const { chosen } = props;
  const choose = useCommand('backup.choose', {
    quiet: true,
    onDone: (backup) => {
      if (backup) props.onChosen(backup);
    },
  });
  return (
    <ChooseFileStep
      title="选择备份文件"
      text="把原电脑的备份文件夹整个复制到移动硬盘或U盘，插到这台电脑上，选择其中日期最近的一个备份文件（扩展名 .db）。密钥文件 key.json 也在这个文件夹里，不用另选。"
      labels={['选择备份文件…', '另选一个备份…']}
      choosing={choose}
      onChoose={() => choose.mutate({})}
      chosen={
        chosen === null ? null : (
          <>
            已选择：<strong>{deskName(chosen)}</strong>，{localDateTime(chosen.atMs)} 的备份
          </>
        )
      }
    />
  );
}

function deskName(chosen: ChosenBackup): string {
  if (chosen.isLeader) return workspaceName({ ...chosen, leaderName: null });
  return chosen.side === 'city' ? '市级工作台' : `${chosen.townName}的工作台`;
}

export function EnterOldPassphrase(props: PassphraseStepProps): ReactNode {
  return (
    <PassphraseStep
      {...props}
      id="old-passphrase"
      title="输入原工作台的口令"
      text="备份之后在原电脑上录入的内容不在其中：已交给对方的，可以请对方再导出一个数据包取回；还没有导出的，要重新录入。恢复之后，请不要再用原来的电脑录入。"
      label="口令"
    />
  );
}
