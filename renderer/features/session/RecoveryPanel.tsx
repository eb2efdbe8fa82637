import { Button, Input } from 'antd';
import { type ReactNode, useState } from 'react';
import type { RecoveryState } from '../../../shared/recovery/contract.ts';
import { displayNameLength } from '../../../shared/text/display-name.ts';
import { useCommand } from '../../commands.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { DialogForm } from '../../ui/DialogForm.tsx';
import { useCall } from '../../queries.ts';
import { DateText } from '../../ui/DateText.tsx';
import { DescriptionGrid } from '../../ui/DescriptionGrid.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Panel } from '../../ui/Page.tsx';
import { StatusTag } from '../../ui/StatusTag.tsx';
import { lengthProblem } from '../../ui/typedLength.ts';
import { useNotice } from '../../ui/useNotice.tsx';
import { LabelledField } from './LabelledField.tsx';
import { isPassphraseReady, noPassphrase, PassphraseFields } from './PassphraseFields.tsx';

/** 恢复密钥 of the city: made once, kept in a safe. */
export function RecoveryPanel(): ReactNode {
  const notice = useNotice();
  const recovery = useCall('recovery.get', {});
  const exportPaper = useCommand('recovery.exportPaper', {
    onDone: (saved) => {
      if (saved) notice.done('保管单已保存');
    },
  });
  const print = useCommand('recovery.printPaper');
  const state = recovery.data;
  return (
    <Panel
      title="恢复密钥"
      extra={
        state === undefined ? undefined : (
          <>
            {state.key === null ? null : (
              <>
                <Button loading={exportPaper.isPending} onClick={() => exportPaper.mutate({ format: 'pdf' })}>
                  保管单存为 PDF…
                </Button>
                <Button loading={print.isPending} onClick={() => print.mutate({})}>
                  打印保管单
                </Button>
              </>
            )}
            {state.canMake ? <MakeRecoveryKey again={state.key !== null} /> : null}
          </>
        )
      }
    >
      {recovery.error ? <ErrorNotice error={recovery.error} onRetry={() => void recovery.refetch()} /> : null}
      <p className="desk-gate-text">
        市级工作台的电脑丢失或损坏时，靠恢复密钥在新电脑上重建：各镇区再交来一个完整数据包，内容就回来了。请把它存到单独的U盘，连同保管单锁入保险柜；口令由另一人密封保管。
      </p>
      {state === undefined ? null : <Facts state={state} />}
    </Panel>
  );
}

function Facts({ state: { key } }: { readonly state: RecoveryState }): ReactNode {
  if (key === null) {
    return (
      <p>
        <StatusTag tone="warn">还没有恢复密钥</StatusTag> 这台电脑一旦丢失，各镇区都要重新邀请加入。
      </p>
    );
  }
  return (
    <DescriptionGrid
      columns={3}
      facts={[
        { label: '编号', value: `第 ${key.n} 号` },
        { label: '制作时间', value: <DateText atMs={key.atMs} /> },
        { label: '保管人', value: key.keeper || '（见保管单）' },
      ]}
    />
  );
}

function MakeRecoveryKey({ again }: { readonly again: boolean }): ReactNode {
  const notice = useNotice();
  const [open, setOpen] = useState(false);
  const [keeper, setKeeper] = useState('');
  const [secret, setSecret] = useState(noPassphrase);
  const make = useCommand('recovery.create', {
    quiet: true,
    onDone: (made) => {
      if (made === null) return;
      close();
      notice.done('恢复密钥已写出并读回核对，请打印保管单一并密封');
    },
  });
  const close = (): void => {
    setOpen(false);
    setKeeper('');
    setSecret(noPassphrase);
    make.reset();
  };
  const keeperProblem = lengthProblem(keeper, displayNameLength);
  const ready = keeper.trim() !== '' && keeperProblem === null && isPassphraseReady(secret);
  const save = (): void => {
    if (ready && !make.isPending) make.mutate({ keeper, passphrase: secret.passphrase });
  };
  return (
    <>
      <Button type={again ? 'default' : 'primary'} onClick={() => setOpen(true)}>
        {again ? '重新制作…' : '制作恢复密钥…'}
      </Button>
      {open ? (
        <Dialog
          typed={keeper !== '' || secret.passphrase !== '' || secret.again !== ''}
          title={again ? '重新制作恢复密钥' : '制作恢复密钥'}
          okText="选择位置并制作…"
          okButtonProps={{ disabled: !ready, loading: make.isPending }}
          onOk={save}
          onCancel={close}
          width={560}
        >
          <DialogForm onSubmit={save}>
            {make.error === null ? null : <ErrorNotice error={make.error} />}
            <LabelledField
              id="recovery-keeper"
              label="保管人"
              note={keeperProblem ?? '谁把U盘锁入保险柜，写入保管单'}
              bad={keeperProblem !== null}
            >
              <Input
                id="recovery-keeper"
                autoFocus
                autoComplete="off"
                value={keeper}
                onChange={(event) => setKeeper(event.target.value)}
              />
            </LabelledField>
            <PassphraseFields value={secret} onChange={setSecret} label="恢复口令" />
            <p className="desk-gate-text">
              恢复口令与本机口令分开设置，写在纸上由另一人密封保管。拿到文件和口令的人就能以市发改委的名义签发，不要放在一起。
              {again ? '重新制作后，旧的文件和保管单请销毁。' : ''}
            </p>
          </DialogForm>
        </Dialog>
      ) : null}
    </>
  );
}
