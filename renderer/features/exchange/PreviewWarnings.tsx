/** What the officer should know before importing, each with what to do. */
import { Alert, Checkbox } from 'antd';
import type { ReactNode } from 'react';
import { localDate, localDateTime } from '../../../shared/clock.ts';
import type { ImportPreview } from '../../../shared/exchange/contract.ts';
import { ConfirmLaptop } from './ConfirmLaptop.tsx';
import { closedMonthText } from '../../../shared/month/rules.ts';
import { useClosedMonths } from './closed-months.ts';

interface PreviewWarningsProps {
  readonly preview: ImportPreview;
  readonly acceptRetiring: boolean;
  readonly onAcceptRetiring: (accept: boolean) => void;
  readonly confirming: boolean;
  readonly onConfirm: () => void;
}

export function PreviewWarnings(props: PreviewWarningsProps): ReactNode {
  const { preview, acceptRetiring, onAcceptRetiring, confirming, onConfirm } = props;
  const confirmButton = <ConfirmLaptop sender={preview.from} confirming={confirming} onConfirm={onConfirm} />;
  const closed = useClosedMonths();
  const accept =
    preview.retiring.length === 0 ? null : (
      <Checkbox checked={acceptRetiring} onChange={(event) => onAcceptRetiring(event.target.checked)}>
        已核对，确认导入
      </Checkbox>
    );
  // Those that leave are said once, with what becomes of their records.
  const isOnlyCleared = preview.retiring.every((name) => preview.clearing.includes(name));
  return (
    <div className="desk-rows desk-preview-warnings">
      {preview.importedAtMs === null ? null : (
        <Alert
          type="info"
          showIcon
          title={`这个数据包已于 ${localDateTime(preview.importedAtMs)} 导入过，再次导入不会改变任何内容。`}
        />
      )}
      {preview.isDatedFarOff && preview.importedAtMs === null ? (
        <Alert
          type="info"
          showIcon
          title={`这个数据包注明的制作日期是 ${localDate(preview.createdAtMs)}，与本机日期相差较大，请核对双方电脑的时钟；内容照常导入。`}
        />
      ) : null}
      {closed.includes(preview.month) ? (
        <Alert type="info" showIcon title={closedMonthText(preview.month)} />
      ) : null}
      {preview.waitingFor === '' ? null : <Alert type="warning" showIcon title={preview.waitingFor} />}
      {preview.unconfirmed ? (
        <Alert
          type="warning"
          showIcon
          title={
            preview.isInvited
              ? '这台电脑第一次报送，需要市里确认'
              : '这台电脑的邀请在本机查不到（可能已作废，或本机恢复过较早的备份）'
          }
          description={
            preview.isInvited
              ? '请当面或打电话与经办人逐组核对上面的电脑识别码，它应与对方“设置—本机信息”中的电脑识别码相同。核对一致后点“确认这台电脑”。'
              : '只有电脑识别码能证明它是谁：请当面或打电话与经办人逐组核对，它应与对方“设置—本机信息”中的电脑识别码相同。有一组不同就不要确认。'
          }
          action={confirmButton}
        />
      ) : null}
      {preview.wasPutBack ? <Alert type="info" showIcon title={putBackText(preview.from.side)} /> : null}
      {preview.pending > 0 ? (
        <Alert
          type="info"
          showIcon
          title={`有 ${preview.pending} 条由新版本程序写成，先原样保存，待升级后可见。`}
        />
      ) : null}
      {preview.handedOver.length > 0 ? (
        <Alert
          type="warning"
          showIcon
          title={`市里已改派 ${preview.handedOver.length} 家企业，导入后本机只能查看：${preview.handedOver.slice(0, 5).join('、')}`}
          description="本机写过的内容都在，还没有导出的会随下一个数据包报市里。"
        />
      ) : null}
      {preview.clearing.length > 0 ? (
        <Alert
          type="warning"
          showIcon
          title={`导入后从本机清除 ${preview.clearing.length} 家企业的记录：${preview.clearing.slice(0, 5).join('、')}`}
          description={
            <>
              <p>
                这些企业已不由本机管理。本机写过的内容，市发改委已确认全部收到并保存；要留纸质底稿的，请先打印一企一册再导入。填了没有保存的表单仍留在“今日待办”，可查看、复制。
              </p>
              {isOnlyCleared ? accept : null}
            </>
          }
        />
      ) : null}
      {preview.retiring.length > 0 && !isOnlyCleared ? (
        <Alert
          type="warning"
          showIcon
          title={`导入后有 ${preview.retiring.length} 家企业不再由本机管理：${preview.retiring.slice(0, 5).join('、')}`}
          description={accept}
        />
      ) : null}
    </div>
  );
}

/** A bundle that is older than the last one looks the same as one of a laptop that went back to a backup. */
function putBackText(from: ImportPreview['from']['side']): string {
  return from === 'city'
    ? '这个数据包比上次导入的早，或市里恢复过较早的数据；两边写过的都会保留，不需要您处理。'
    : '这个数据包比上次导入的早，或对方电脑恢复过较早的数据；两边写过的都会保留。对方确实恢复过的，请提醒它导入市里的数据包补齐。';
}
