import { QRCode } from 'antd';
import type { ReactNode } from 'react';

/**
 * 市级识别码 or 电脑识别码, of a key, to be compared in person or on the telephone: eight groups of four, and the same text as a QR code
 * for whoever has two screens before him. Any scanner shows the digits.
 */
export function Fingerprint({ value }: { readonly value: string }): ReactNode {
  return (
    <div className="desk-fingerprint-box">
      {/* Says again what stands beside it. */}
      <div aria-hidden>
        <QRCode type="svg" value={value} size={104} bordered={false} color="#000" bgColor="#fff" />
      </div>
      <div className="desk-fingerprint">{value}</div>
    </div>
  );
}
