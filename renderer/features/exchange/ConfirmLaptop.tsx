/** 确认这台电脑: from here on its bundles are believed, so it asks, with both codes in sight. */
import { Button, Checkbox } from 'antd';
import { type ReactNode, useState } from 'react';
import type { ImportPreview } from '../../../shared/exchange/contract.ts';
import { useCall } from '../../queries.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Fingerprint } from '../../ui/Fingerprint.tsx';

interface ConfirmLaptopProps {
  readonly sender: ImportPreview['from'];
  readonly confirming: boolean;
  readonly onConfirm: () => void;
}

export function ConfirmLaptop({ sender, confirming, onConfirm }: ConfirmLaptopProps): ReactNode {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button loading={confirming} onClick={() => setOpen(true)}>
        确认这台电脑
      </Button>
      {open ? (
        <Question
          sender={sender}
          onClose={() => setOpen(false)}
          onConfirm={() => {
            setOpen(false);
            onConfirm();
          }}
        />
      ) : null}
    </>
  );
}

interface QuestionProps extends Pick<ConfirmLaptopProps, 'sender' | 'onConfirm'> {
  readonly onClose: () => void;
}

function Question({ sender, onClose, onConfirm }: QuestionProps): ReactNode {
  const info = useCall('session.info', {});
  const [compared, setCompared] = useState(false);
  return (
    <Dialog
      title={`确认${sender.name.endsWith(sender.officer) ? sender.name : `${sender.name} ${sender.officer}`}的“${sender.deviceName}”？`}
      width={560}
      okText="确认登记"
      okButtonProps={{ disabled: !compared }}
      onOk={onConfirm}
      onCancel={onClose}
    >
      <div className="desk-rows">
        <p className="desk-dialog-text">
          确认后，这台电脑的数据包今后都会被接收。请当面或打电话请对方念，逐组核对。
        </p>
        <h3 className="desk-compare-title">对方电脑识别码（对方“设置—本机信息”中的“电脑识别码”）</h3>
        <Fingerprint value={sender.fingerprint} />
        <h3 className="desk-compare-title">市级识别码（对方“设置—本机信息”中的“市级识别码”）</h3>
        <Fingerprint value={info.data?.cityFingerprint ?? ''} />
        <Checkbox checked={compared} onChange={(event) => setCompared(event.target.checked)}>
          已与对方逐组核对，一致
        </Checkbox>
        {compared ? null : <p className="desk-none">勾选后才能确认；有一组不同就不要确认。</p>}
      </div>
    </Dialog>
  );
}
