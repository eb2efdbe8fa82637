import { QRCode } from 'antd';
import type { ReactNode } from 'react';

/**
 * 识别码 of a key, to be compared in person or on the telephone: eight groups of four, and the same text as a QR code
 * for whoever has two screens before him. Any scanner shows the digits.
 */
export function Fingerprint(props: { readonly value: string; readonly label: string }): ReactNode {
  const groups = props.value.split(' ');
  return (
    <div className="desk-fingerprint-box">
      <QRCode
        aria-label={`${props.label}的二维码`}
        type="svg"
        value={props.value}
        size={104}
        bordered={false}
        color="#000"
        bgColor="#fff"
      />
      <div className="desk-fingerprint" role="img" aria-label={`${props.label} ${props.value}`}>
        {[groups.slice(0, 4), groups.slice(4)].map((line) => (
          <div key={line.join(' ')}>{line.join(' ')}</div>
        ))}
      </div>
    </div>
  );
}
