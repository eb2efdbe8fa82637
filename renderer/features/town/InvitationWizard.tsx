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
import { type Guest, InvitedLaptop, isNamed } from './InvitedLaptop.tsx';

type Made = NonNullable<OutputOf<'invitation.create'>>;

/** 制作邀请文件: choose who it is for, save the file, tell the code by telephone. */
export function InvitationWizard(): ReactNode {
  const navigate = useNavigate();
  const [parameters] = useSearchParams();
  const [guest, setGuest] = useState<Guest>(() => askedFor(parameters));
  const [made, setMade] = useState<Made | null>(null);
  const [step, setStep] = useState('town');
  const info = useCall('session.info', {});
  const create = useCommand('invitation.create', {
    quiet: true,
    onDone: (invitation) => {
      if (invitation === null) return;
      setMade(invitation);
      setStep('code');
    },
  });
  const [told, setTold] = useState(false);
  const leave = (): void =>
    void navigate(guest.kind === 'town' && guest.townId !== '' ? `/towns/${guest.townId}` : '/towns');
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
                title: '选择对象并保存文件',
                ready: isNamed(guest),
                nextLabel: create.isPending ? '正在制作…' : '保存邀请文件…',
                onNext: () => create.mutate({ for: guest }),
                content: <InvitedLaptop guest={guest} onGuest={setGuest} />,
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
              { key: 'town', title: '选择对象并保存文件', ready: true, content: null },
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

/** From a town's page, a person's, or the list of laptops. */
function askedFor(parameters: URLSearchParams): Guest {
  const personId = parameters.get('person');
  if (personId !== null) return { kind: 'leader', personId };
  return parameters.has('city') ? { kind: 'city' } : { kind: 'town', townId: parameters.get('town') ?? '' };
}

function JoinCode(props: { readonly made: Made; readonly fingerprint: string }): ReactNode {
  const { made } = props;
  return (
    <div className="desk-invite">
      <p>
        {made.forWhom}的邀请文件已保存到 {made.path}，有效期至 {localDate(made.expiresAtMs)}。
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
