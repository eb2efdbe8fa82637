import {
  BankOutlined,
  EnvironmentOutlined,
  HistoryOutlined,
  SafetyOutlined,
  UserAddOutlined,
} from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { ChosenBackup } from '../../../shared/backup/contract.ts';
import type { ChosenRecovery, OpenedRecovery } from '../../../shared/recovery/contract.ts';
import type { DeskSide } from '../../../shared/rpc.ts';
import type { ChosenInvitation, OpenedInvitation, SessionState } from '../../../shared/session/contract.ts';
import { useCommand } from '../../commands.ts';
import { showSession, useCall } from '../../queries.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Wizard, type WizardStep } from '../../ui/Wizard.tsx';
import { ChooseBackup, EnterOldPassphrase } from './BringBack.tsx';
import { GateFrame } from './GateFrame.tsx';
import { CheckCity, ChooseFile, EnterCode } from './JoinTown.tsx';
import { CheckRecovery, ChooseRecovery, EnterRecoveryPassphrase } from './RebuildCity.tsx';
import { workspaceName } from './workspace.ts';
import { isOfficerReady, noOfficer, OfficerFields } from './OfficerFields.tsx';

/** First start: which desk is this laptop, who works at it, and with which passphrase. */
export function FirstRun(): ReactNode {
  const client = useQueryClient();
  const [step, setStep] = useState('side');
  const [side, setSide] = useState<Beginning | null>(null);
  const [backup, setBackup] = useState<ChosenBackup | null>(null);
  const [oldPassphrase, setOldPassphrase] = useState('');
  const [chosen, setChosen] = useState<ChosenInvitation | null>(null);
  const [joinCode, setJoinCode] = useState('');
  const [opened, setOpened] = useState<OpenedInvitation | null>(null);
  const [key, setKey] = useState<ChosenRecovery | null>(null);
  const [keyPassphrase, setKeyPassphrase] = useState('');
  const [openedKey, setOpenedKey] = useState<OpenedRecovery | null>(null);
  const [officer, setOfficer] = useState(noOfficer);
  // Opened by a double click on the city's invitation: then it is clear which desk this becomes.
  const handed = useCall('handed.get', {}).data;
  if (side === null && handed?.kind === 'invitation') setSide('town');
  const done = { quiet: true, onDone: (state: SessionState) => showSession(client, state) };
  const createCity = useCommand('session.createCity', done);
  const createTown = useCommand('session.join', done);
  const rebuild = useCommand('recovery.rebuild', done);
  const bringBack = useCommand('backup.bringBack', done);
  const openInvitation = useCommand('session.openInvitation', {
    quiet: true,
    onDone: (invitation) => {
      setOpened(invitation);
      setStep('check');
    },
  });

  const openKey = useCommand('recovery.open', {
    quiet: true,
    onDone: (recovery) => {
      setOpenedKey(recovery);
      setStep('check-key');
    },
  });
  const checkKey = (): void => {
    if (key && keyPassphrase !== '') openKey.mutate({ handle: key.handle, passphrase: keyPassphrase });
  };
  const checkCode = (): void => {
    if (chosen && isWhole(joinCode)) openInvitation.mutate({ handle: chosen.handle, joinCode });
  };
  const finish = (): void => {
    if (side === 'backup') {
      if (backup && oldPassphrase !== '') {
        bringBack.mutate({ handle: backup.handle, passphrase: oldPassphrase });
      }
      return;
    }
    const desk = {
      officer: officer.officer,
      deviceName: officer.deviceName,
      passphrase: officer.secret.passphrase,
    };
    if (side === 'city') createCity.mutate(desk);
    else if (side === 'recovery') {
      if (key) rebuild.mutate({ ...desk, handle: key.handle });
    } else if (chosen) createTown.mutate({ ...desk, handle: chosen.handle });
  };
  const busy = [createCity, createTown, rebuild, bringBack].some(({ isPending }) => isPending);
  const failed = createCity.error ?? createTown.error ?? rebuild.error;

  const sideStep: WizardStep = {
    key: 'side',
    title: '选择工作台',
    ready: side !== null,
    content: <ChooseSide side={side} onSide={setSide} />,
  };
  const officerStep: WizardStep = {
    key: 'officer',
    title: '经办人和口令',
    ready: isOfficerReady(officer),
    nextLabel: busy ? '正在建立…' : '建立工作台',
    content: (
      <>
        <h2>{isJoining(side) && opened ? joinedName(opened) : '市级工作台 · 市发改委'}</h2>
        {failed === null ? null : <ErrorNotice error={failed} />}
        <OfficerFields
          values={officer}
          onChange={setOfficer}
          onSubmit={() => isOfficerReady(officer) && !busy && finish()}
        />
      </>
    ),
  };
  const joinSteps: readonly WizardStep[] = [
    {
      key: 'file',
      title: '邀请文件',
      ready: chosen !== null,
      content: (
        <ChooseFile
          chosen={chosen}
          onChosen={(invitation) => {
            setChosen(invitation);
            setOpened(null);
            openInvitation.reset();
          }}
        />
      ),
    },
    {
      key: 'code',
      title: '加入码',
      ready: isWhole(joinCode),
      nextLabel: openInvitation.isPending ? '正在核对…' : '下一步',
      onNext: checkCode,
      content: (
        <EnterCode code={joinCode} onCode={setJoinCode} onSubmit={checkCode} error={openInvitation.error} />
      ),
    },
    {
      key: 'check',
      title: '核对',
      ready: opened !== null,
      nextLabel: '核对无误，下一步',
      content: opened === null ? null : <CheckCity opened={opened} />,
    },
  ];
  const recoverySteps: readonly WizardStep[] = [
    {
      key: 'key',
      title: '恢复密钥',
      ready: key !== null,
      content: (
        <ChooseRecovery
          chosen={key}
          onChosen={(recovery) => {
            setKey(recovery);
            setOpenedKey(null);
            openKey.reset();
          }}
        />
      ),
    },
    {
      key: 'key-passphrase',
      title: '恢复口令',
      ready: keyPassphrase !== '',
      nextLabel: openKey.isPending ? '正在核对…' : '下一步',
      onNext: checkKey,
      content: (
        <EnterRecoveryPassphrase
          passphrase={keyPassphrase}
          onPassphrase={setKeyPassphrase}
          onSubmit={checkKey}
          error={openKey.error}
        />
      ),
    },
    {
      key: 'check-key',
      title: '核对',
      ready: openedKey !== null,
      nextLabel: '核对无误，下一步',
      content: openedKey === null ? null : <CheckRecovery opened={openedKey} />,
    },
  ];
  const backupSteps: readonly WizardStep[] = [
    {
      key: 'backup',
      title: '备份文件',
      ready: backup !== null,
      content: (
        <ChooseBackup
          chosen={backup}
          onChosen={(chosenBackup) => {
            setBackup(chosenBackup);
            bringBack.reset();
          }}
        />
      ),
    },
    {
      key: 'passphrase',
      title: '口令',
      ready: oldPassphrase !== '',
      nextLabel: busy ? '正在恢复…' : '恢复工作台',
      content: (
        <EnterOldPassphrase
          passphrase={oldPassphrase}
          onPassphrase={setOldPassphrase}
          onSubmit={() => !busy && finish()}
          error={bringBack.error}
        />
      ),
    },
  ];
  const steps: Readonly<Record<Beginning, readonly WizardStep[]>> = {
    city: [officerStep],
    town: [...joinSteps, officerStep],
    guest: [...joinSteps, officerStep],
    recovery: [...recoverySteps, officerStep],
    backup: backupSteps,
  };
  return (
    <GateFrame wide>
      <Wizard
        steps={[sideStep, ...steps[side ?? 'city']]}
        current={step}
        onCurrent={setStep}
        onFinish={finish}
        busy={busy || openInvitation.isPending || openKey.isPending}
      />
    </GateFrame>
  );
}

/** A new desk of one side, a further laptop that is invited, one that stood on another computer, or the city's without its laptop. */
type Beginning = DeskSide | 'guest' | 'backup' | 'recovery';

/** An invitation may have been opened before another way was chosen. */
function isJoining(side: Beginning | null): boolean {
  return side === 'town' || side === 'guest';
}

/** As the open desk will call itself. */
function joinedName({ side, townName, leaderName }: OpenedInvitation): string {
  return workspaceName({ side, townName, isLeader: leaderName !== '', leaderName });
}

/** 16 digits, however they are grouped. */
function isWhole(joinCode: string): boolean {
  return joinCode.replaceAll(/\D/g, '').length === 16;
}

function ChooseSide(props: {
  readonly side: Beginning | null;
  readonly onSide: (side: Beginning) => void;
}): ReactNode {
  return (
    <>
      <h2>这台电脑用作哪一个工作台？</h2>
      <div className="desk-choices">
        <Choice
          chosen={props.side === 'city'}
          onChoose={() => props.onSide('city')}
          icon={<BankOutlined />}
          title="市级工作台"
          unit="市发改委"
          text="管理全市名册，把企业分派到镇区，汇总各镇区每月交来的数据，筹备联席会议。"
        />
        <Choice
          chosen={props.side === 'town'}
          onChoose={() => props.onSide('town')}
          icon={<EnvironmentOutlined />}
          title="镇区工作台"
          unit="镇、区、街道"
          text="管理本镇区的一企一册、挂钩联系、检查处置报备和会议纪要，每月向市发改委交换数据。"
        />
        <Choice
          chosen={props.side === 'guest'}
          onChoose={() => props.onSide('guest')}
          icon={<UserAddOutlined />}
          title="凭邀请加入"
          unit="挂钩领导，市发改委另一名经办人"
          text="市发改委制作了邀请文件的其他电脑：挂钩领导查看自己的企业，或市发改委多人分工。"
        />
        <Choice
          chosen={props.side === 'backup'}
          onChoose={() => props.onSide('backup')}
          icon={<HistoryOutlined />}
          title="从备份恢复"
          unit="换了电脑、重装系统"
          text="把原来那台电脑上的工作台搬到这里：需要它的备份文件夹和口令。"
        />
        <Choice
          chosen={props.side === 'recovery'}
          onChoose={() => props.onSide('recovery')}
          icon={<SafetyOutlined />}
          title="从恢复密钥重建"
          unit="市发改委，电脑丢失且没有备份"
          text="用保险柜里的恢复密钥重新建立，台账内容由各镇区的数据包带回。"
        />
      </div>
    </>
  );
}

function Choice(props: {
  readonly chosen: boolean;
  readonly onChoose: () => void;
  readonly icon: ReactNode;
  readonly title: string;
  readonly unit: string;
  readonly text: string;
}): ReactNode {
  return (
    <button
      type="button"
      className={props.chosen ? 'desk-choice desk-choice-chosen' : 'desk-choice'}
      aria-pressed={props.chosen}
      onClick={props.onChoose}
    >
      <span className="desk-choice-icon">{props.icon}</span>
      <strong>{props.title}</strong>
      <span className="desk-choice-unit">{props.unit}</span>
      <span className="desk-choice-text">{props.text}</span>
    </button>
  );
}
