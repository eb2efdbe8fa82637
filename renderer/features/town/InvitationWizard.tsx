import { Select } from 'antd';
import { type ReactNode, useEffect, useEffectEvent, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { localDate } from '../../../shared/clock.ts';
import type { OutputOf } from '../../../shared/contract.ts';
import { useCommand } from '../../commands.ts';
import { useCall } from '../../queries.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Fingerprint } from '../../ui/Fingerprint.tsx';
import { LeaveGuard } from '../../ui/LeaveGuard.tsx';
import { Page, PageHeader } from '../../ui/Page.tsx';
import { Wizard } from '../../ui/Wizard.tsx';

type Made = NonNullable<OutputOf<'invitation.create'>>;

/** 制作邀请文件: choose the town, save the file, tell the code by telephone. */
export function InvitationWizard(): ReactNode {
  const navigate = useNavigate();
  const [parameters] = useSearchParams();
  const [townId, setTownId] = useState(parameters.get('town') ?? '');
  const [made, setMade] = useState<Made | null>(null);
  const [step, setStep] = useState('town');
  const towns = useCall('town.list', {});
  const info = useCall('session.info', {});
  const devices = useCall('device.list', {});
  const isFurther = devices.data?.some((device) => device.townId === townId) ?? false;
  const create = useCommand('invitation.create', {
    quiet: true,
    onDone: (invitation) => {
      if (invitation === null) return;
      setMade(invitation);
      setStep('code');
    },
  });
  const [told, setTold] = useState(false);
  const leave = (): void => void navigate(townId === '' ? '/towns' : `/towns/${townId}`);
  const leaveOnceTold = useEffectEvent(leave);
  useEffect(() => {
    if (told) leaveOnceTold();
  }, [told]);
  return (
    <Page header={<PageHeader back={{ to: '/towns', label: '镇区与设备' }} title="制作邀请文件" />}>
      <LeaveGuard
        when={made !== null && !told}
        title="加入码已经告知对方了吗？"
        explanation="加入码只显示这一次，离开后无法再查。没有告知的，要作废这份邀请并重新制作。"
        leaveLabel="已经告知，离开"
        stayLabel="留在本页"
      />
      <div className="desk-fill-sheet">
        {create.error ? <ErrorNotice error={create.error} /> : null}
        {made === null ? (
          <Wizard
            steps={[
              {
                key: 'town',
                title: '选择镇区并保存文件',
                ready: townId !== '',
                nextLabel: create.isPending ? '正在制作…' : '保存邀请文件…',
                onNext: () => create.mutate({ townId }),
                content: (
                  <div className="desk-invite">
                    <label htmlFor="invite-town">邀请哪一个镇（区、街道）</label>
                    <Select
                      id="invite-town"
                      style={{ width: 320 }}
                      autoFocus
                      showSearch={{ optionFilterProp: 'label' }}
                      placeholder="请选择"
                      value={townId === '' ? null : townId}
                      onChange={setTownId}
                      options={(towns.data ?? []).map((town) => ({
                        value: town.id,
                        label: town.alias === '' ? town.name : `${town.name}（${town.alias}）`,
                      }))}
                    />
                    <p className="desk-gate-text">
                      邀请文件只供这一个镇区的一台电脑使用，30
                      天内有效。文件可用U盘或单位内部渠道送达，加入码必须另行电话告知，不要与文件放在一起。
                    </p>
                    {isFurther ? (
                      <p className="desk-gate-text">
                        这个镇区已经有电脑登记。再加的一台照样收到本镇区的全部内容；几台电脑各自向市发改委交数据包，也可以在“数据交换”里直接互相导出，谁录入的都不会丢。
                      </p>
                    ) : null}
                  </div>
                ),
              },
              { key: 'code', title: '电话告知加入码', ready: false, content: null },
            ]}
            current={step}
            onCurrent={setStep}
            onFinish={leave}
            onCancel={leave}
            busy={create.isPending}
          />
        ) : (
          <Wizard
            steps={[
              { key: 'town', title: '选择镇区并保存文件', ready: true, content: null },
              {
                key: 'code',
                title: '电话告知加入码',
                ready: true,
                noBack: true,
                nextLabel: '已经告知，完成',
                content: <JoinCode made={made} fingerprint={info.data?.cityFingerprint ?? ''} />,
              },
            ]}
            current={step}
            onCurrent={setStep}
            onFinish={() => setTold(true)}
          />
        )}
      </div>
    </Page>
  );
}

function JoinCode(props: { readonly made: Made; readonly fingerprint: string }): ReactNode {
  const { made } = props;
  return (
    <div className="desk-invite">
      <p>
        {made.townName}的邀请文件已保存到 {made.path}，有效期至 {localDate(made.expiresAtMs)}。
      </p>
      <h3>加入码（请用电话告知）</h3>
      <div className="desk-code-large" aria-label="加入码">
        {made.joinCode.split(' ').map((group, index) => (
          <span key={index}>{group}</span>
        ))}
      </div>
      <p className="desk-gate-text">
        加入码只显示这一次，程序不保存；离开本页后如未告知，请作废这份邀请并重新制作。
      </p>
      <h3>市级识别码（请对方核对）</h3>
      <Fingerprint value={props.fingerprint} />
    </div>
  );
}
