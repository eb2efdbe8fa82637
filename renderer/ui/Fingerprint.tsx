import { QRCode } from 'antd';
import type { ReactNode } from 'react';

/**
 * 识别码 of a key, to be compared in person or on the telephone: eight groups of four, and the same text as a QR code
 * for whoever has two screens before him. Any scanner shows the digits.
 */
export function Fingerprint(props: { readonly value: string; readonly label: string }): ReactNode {
  const { value } = props;
  return (
    <div className="desk-fingerprint-box">
      <div role="img" aria-label={`${props.label}的二维码`}>
        <QRCode type="svg" value={value} size={104} bordered={false} color="#000" bgColor="#fff" />
      </div>
      <div className="desk-fingerprint">{value}</div>
    </div>
  );
}
