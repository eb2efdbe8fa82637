/** 加入码 of an open invitation: told by telephone, and shown again for as long as nobody joined with it. */
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { localDate } from '../../../shared/clock.ts';
import { useCall } from '../../queries.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Fingerprint } from '../../ui/Fingerprint.tsx';

export function JoinCode({ invitationId }: { readonly invitationId: string }): ReactNode {
  const code = useCall('invitation.code', { id: invitationId });
  const info = useCall('session.info', {});
  if (code.error) return <ErrorNotice error={code.error} onRetry={() => void code.refetch()} />;
  if (!code.data) return null;
  const { joinCode, fileName, expiresAtMs } = code.data;
  return (
    <div className="desk-invite">
      <p>
        邀请文件“{fileName}”，有效期至 {localDate(expiresAtMs)}。
      </p>
      <h3>加入码（请用电话告知）</h3>
      {joinCode === '' ? (
        <p className="desk-gate-text">
          这份邀请是较早版本的程序制作的，没有保存加入码。还没有告知对方的，请作废这份邀请并重新制作。
        </p>
      ) : (
        <div className="desk-code-large" aria-label="加入码">
          {joinCode.split(' ').map((group, index) => (
            <span key={index}>{group}</span>
          ))}
        </div>
      )}
      <p className="desk-gate-text">
        在对方加入或邀请作废以前，可以在镇区页面的“邀请”中再看加入码；之后即清除。
      </p>
      <h3>市级识别码（请对方核对）</h3>
      <Fingerprint value={info.data?.cityFingerprint ?? ''} />
    </div>
  );
}

/** 再看加入码, in the list of invitations. */
export function ShowJoinCode({ invitationId }: { readonly invitationId: string }): ReactNode {
  const [open, setOpen] = useState(false);
  const close = (): void => setOpen(false);
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        再看加入码
      </Button>
      {open ? (
        <Dialog
          title="加入码"
          width={560}
          okText="关闭"
          cancelButtonProps={{ hidden: true }}
          onOk={close}
          onCancel={close}
        >
          <JoinCode invitationId={invitationId} />
        </Dialog>
      ) : null}
    </>
  );
}
