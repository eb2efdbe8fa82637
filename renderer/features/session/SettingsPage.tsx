import { Select } from 'antd';
import type { ReactNode } from 'react';
import { localDate } from '../../../shared/clock.ts';
import { idleLockChoices } from '../../../shared/session/rules.ts';
import { useCommand } from '../../commands.ts';
import { DraftHint } from '../../draft-hint.tsx';
import { useOwnDesk } from '../../own-desk.ts';
import { PaperTemplatePanel } from '../../paper-template-panel.tsx';
import { useCall } from '../../queries.ts';
import { DateText } from '../../ui/DateText.tsx';
import { DescriptionGrid } from '../../ui/DescriptionGrid.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Fingerprint } from '../../ui/Fingerprint.tsx';
import { Page, PageHeader, Panel } from '../../ui/Page.tsx';
import { StatusTag } from '../../ui/StatusTag.tsx';
import { AuditPanel } from './AuditPanel.tsx';
import { BackupPanel } from './BackupPanel.tsx';
import { ChangeNames } from './ChangeNames.tsx';
import { ChangePassphrase } from './ChangePassphrase.tsx';
import { RecoveryPanel } from './RecoveryPanel.tsx';
import { SelfTestPanel } from './SelfTestPanel.tsx';
import { workspaceName } from './workspace.ts';

/** 设置: what belongs to this laptop alone. */
export function SettingsPage(): ReactNode {
  const { isLeader } = useOwnDesk();
  return (
    <Page header={<PageHeader title="设置" subtitle="只管这一台电脑，不随数据包交换" />}>
      <DraftHint keys={['laptop:names']} />
      <LaptopPanel />
      <LockPanel />
      <BackupPanel />
      <CityPanels />
      {isLeader ? null : <PaperTemplatePanel />}
      <AuditPanel />
      <SelfTestPanel />
    </Page>
  );
}

function CityPanels(): ReactNode {
  const info = useCall('session.info', {});
  // The recovery key is made where the city's key lies.
  return info.data?.side === 'city' && info.data.holdsCityKey ? <RecoveryPanel /> : null;
}

/** Two codes stand here: each with whose it is and when it is compared. */
function Code(props: { readonly value: string; readonly use: string }): ReactNode {
  return (
    <>
      <Fingerprint value={props.value} />
      <span className="desk-none">{props.use}</span>
    </>
  );
}

/** Its end is no business of the officer's: it is put off by itself. */
function Registered({ validToMs }: { readonly validToMs: number | null }): ReactNode {
  return (
    <>
      <StatusTag tone="good">已登记</StatusTag>
      {validToMs === null ? null : (
        <span className="desk-none">　有效期至 {localDate(validToMs)}，随市发改委的数据包自动延长</span>
      )}
    </>
  );
}

function LaptopPanel(): ReactNode {
  const info = useCall('session.info', {});
  const laptop = info.data;
  return (
    <Panel title="本机信息" extra={laptop === undefined ? undefined : <ChangeNames present={laptop} />}>
      {info.error ? <ErrorNotice error={info.error} onRetry={() => void info.refetch()} /> : null}
      {laptop === undefined ? null : (
        <DescriptionGrid
          facts={[
            {
              label: '工作台',
              value: workspaceName({ ...laptop, isLeader: laptop.leaderName !== '' }),
            },
            {
              label: '登记',
              value: laptop.confirmed ? (
                <Registered validToMs={laptop.validToMs} />
              ) : (
                <StatusTag tone="warn">等待市发改委在收到第一个数据包时确认</StatusTag>
              ),
            },
            { label: '经办人', value: laptop.officer },
            { label: '本机名称', value: laptop.deviceName },
            {
              label: '电脑识别码',
              value: <Code value={laptop.fingerprint} use="本机自己的：市发改委确认本机时核对" />,
            },
            {
              label: '市级识别码',
              value: <Code value={laptop.cityFingerprint} use="全市同一个：加入时与市发改委核对" />,
            },
            { label: '建立时间', value: <DateText atMs={laptop.createdAtMs} /> },
            {
              label: '程序版本',
              value: `${laptop.programVersion}${laptop.host === 'browser-host' ? '（浏览器宿主，仅供开发和试用）' : ''}`,
            },
            { label: '数据文件夹', value: laptop.folder, wide: true },
          ]}
        />
      )}
    </Panel>
  );
}

function LockPanel(): ReactNode {
  const session = useCall('session.state', {});
  const setIdle = useCommand('session.setIdleLock', { doneText: '已保存' });
  const minutes = session.data?.idleLockMinutes ?? null;
  return (
    <Panel title="口令与锁定">
      <DescriptionGrid
        facts={[
          {
            label: '自动锁定',
            value: (
              <Select
                aria-label="自动锁定"
                style={{ width: 180 }}
                value={minutes}
                loading={setIdle.isPending}
                onChange={(chosen) => chosen !== null && setIdle.mutate({ minutes: chosen })}
                options={idleLockChoices.map((choice) => ({
                  value: choice as number,
                  label: `无操作 ${choice} 分钟后`,
                }))}
              />
            ),
          },
          { label: '口令', value: <ChangePassphrase /> },
        ]}
      />
    </Panel>
  );
}
