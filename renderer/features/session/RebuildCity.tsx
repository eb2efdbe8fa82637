/** The steps by which the city's desk comes back without its laptop: the recovery key, its passphrase, comparison. */
import type { ReactNode } from 'react';
import { localDate } from '../../../shared/clock.ts';
import type { ChosenRecovery, OpenedRecovery } from '../../../shared/recovery/contract.ts';
import { useCommand } from '../../commands.ts';
import { Fingerprint } from '../../ui/Fingerprint.tsx';
import { ChooseFileStep, PassphraseStep, type PassphraseStepProps } from './ReturnSteps.tsx';

export function ChooseRecovery(props: {
  readonly chosen: ChosenRecovery | null;
  readonly onChosen: (recovery: ChosenRecovery) => void;
}): ReactNode {
  const { chosen } = props;
  const choose = useCommand('recovery.choose', {
    quiet: true,
    onDone: (recovery) => {
      if (recovery) props.onChosen(recovery);
    },
  });
  return (
    <ChooseFileStep
      title="选择恢复密钥文件"
      text="从保险柜取出存放恢复密钥的U盘（文件扩展名 .drck）和保管单。市级工作台的电脑还能打开，或者有它的备份文件夹的，请改用“从备份恢复”：恢复密钥里没有台账内容，内容要由各镇区的数据包带回。"
      labels={['选择文件…', '另选一个文件…']}
      choosing={choose}
      onChoose={() => choose.mutate({})}
      chosen={
        chosen === null ? null : (
          <>
            已选择：<strong>{chosen.cityName}</strong>的恢复密钥，第 {chosen.n} 号，
            {localDate(chosen.createdAtMs)}制作
          </>
        )
      }
    />
  );
}

export function EnterRecoveryPassphrase(props: PassphraseStepProps): ReactNode {
  return (
    <PassphraseStep
      {...props}
      id="recovery-passphrase"
      title="输入恢复口令"
      text="制作恢复密钥时设置、另行密封保管的口令，不是原来打开工作台的口令。"
      label="恢复口令"
    />
  );
}

export function CheckRecovery({ opened }: { readonly opened: OpenedRecovery }): ReactNode {
  return (
    <>
      <h2>与保管单核对</h2>
      <p className="desk-gate-text">市级识别码应当与保管单上的一致。</p>
      <Fingerprint value={opened.cityFingerprint} />
      <h3 className="desk-gate-after">重建之后</h3>
      <ol className="desk-numbered">
        <li>请各镇区在“导出”里交来一个完整数据包，逐个导入，名册和各镇区的内容就回来了。</li>
        <li>给各镇区各导出一个数据包，他们由此认识这台新电脑。</li>
        <li>收齐之后，在“设置”里停用原来那台电脑。</li>
      </ol>
      <p className="desk-gate-text">
        市级内部、没有下发过的内容（如联席会议纪要）不在各镇区，只能从备份取回。
      </p>
    </>
  );
}
