import { type ReactNode, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { useCommand } from '../../commands.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Page, PageHeader } from '../../ui/Page.tsx';
import { Wizard } from '../../ui/Wizard.tsx';
import { type Guest, InvitedLaptop, isNamed } from './InvitedLaptop.tsx';
import { JoinCode } from './JoinCode.tsx';

/** 制作邀请文件: choose who it is for, save the file, tell the code by telephone. */
export function InvitationWizard(): ReactNode {
  const navigate = useNavigate();
  const [parameters, setParameters] = useSearchParams();
  // In the address, so that the code is in sight again once a locked desk is opened.
  const made = parameters.get('made');
  const [guest, setGuest] = useState<Guest>(() => askedFor(parameters));
  const [step, setStep] = useState('town');
  const create = useCommand('invitation.create', {
    quiet: true,
    onDone: (invitation) => {
      if (invitation === null) return;
      setParameters({ ...addressOf(guest), made: invitation.id }, { replace: true });
    },
  });
  const leave = (): void =>
    void navigate(guest.kind === 'town' && guest.townId !== '' ? `/towns/${guest.townId}` : '/towns');
  return (
    <Page header={<PageHeader back={{ to: '/towns', label: '镇区与设备' }} title="制作邀请文件" />}>
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
                content: <JoinCode invitationId={made} />,
              },
            ]}
            current="code"
            onCurrent={setStep}
            onFinish={leave}
            onCancel={leave}
            cancelLabel="返回，以后再告知"
          />
        )}
      </div>
    </Page>
  );
}

function addressOf(guest: Guest): Record<string, string> {
  switch (guest.kind) {
    case 'town':
      return { town: guest.townId };
    case 'leader':
      return { person: guest.personId };
    case 'city':
      return { city: '' };
  }
}

/** From a town's page, a person's, or the list of laptops. */
function askedFor(parameters: URLSearchParams): Guest {
  const personId = parameters.get('person');
  if (personId !== null) return { kind: 'leader', personId };
  return parameters.has('city') ? { kind: 'city' } : { kind: 'town', townId: parameters.get('town') ?? '' };
}
