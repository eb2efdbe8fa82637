/** The steps by which a laptop joins: file, code, comparison. */
import { Button, Input } from 'antd';
import type { ReactNode } from 'react';
import { localDate } from '../../../shared/clock.ts';
import type { ChosenInvitation, OpenedInvitation } from '../../../shared/session/contract.ts';
import { useCommand } from '../../commands.ts';
import { useCall } from '../../queries.ts';
import { DescriptionGrid } from '../../ui/DescriptionGrid.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { errorSentence } from '../../ui/errorSentence.ts';
import { Fingerprint } from '../../ui/Fingerprint.tsx';
import { LabelledField } from './LabelledField.tsx';

export function ChooseFile(props: {
  readonly chosen: ChosenInvitation | null;
  readonly onChosen: (invitation: ChosenInvitation) => void;
}): ReactNode {
  const choose = useCommand('session.chooseInvitation', {
    quiet: true,
    onDone: (invitation) => {
      if (invitation) props.onChosen(invitation);
    },
  });
  const handed = useCall('handed.get', {}).data;
  const accept = useCommand('handed.accept', { quiet: true, onDone: () => choose.mutate({}) });
  return (
    <>
      <h2>选择市发改委提供的邀请文件</h2>
      <p className="desk-gate-text">
        邀请文件（扩展名
        .drci）由市发改委为每台电脑单独制作，用U盘或单位内部渠道送达；打开它的加入码由市发改委电话告知。
      </p>
      {choose.error === null ? null : <ErrorNotice error={choose.error} />}
      {handed?.kind === 'invitation' ? (
        <Button type="primary" onClick={() => accept.mutate({})} autoFocus>
          使用刚打开的“{handed.name}”
        </Button>
      ) : null}{' '}
      <Button onClick={() => choose.mutate({})} loading={choose.isPending} autoFocus>
        {props.chosen === null ? '选择文件…' : '另选一个文件…'}
      </Button>
      {props.chosen === null ? null : (
        <p className="desk-gate-text desk-gate-found">
          已选择：<strong>{props.chosen.townName}</strong>的邀请，有效期至{' '}
          {localDate(props.chosen.expiresAtMs)}
        </p>
      )}
    </>
  );
}

export function EnterCode(props: {
  readonly code: string;
  readonly onCode: (code: string) => void;
  /** Enter in the field. */
  readonly onSubmit: () => void;
  readonly error: Error | null;
}): ReactNode {
  return (
    <>
      <h2>输入加入码</h2>
      <p className="desk-gate-text">加入码共 16 位数字，请按电话里听到的 4 位一组输入。</p>
      <LabelledField
        id="join-code"
        label="加入码"
        note={props.error === null ? '' : errorSentence(props.error)}
        bad={props.error !== null}
      >
        <Input
          id="join-code"
          className="desk-join-code"
          size="large"
          autoFocus
          autoComplete="off"
          inputMode="numeric"
          placeholder="0000 0000 0000 0000"
          value={props.code}
          aria-describedby="join-code-note"
          onChange={(event) => props.onCode(grouped(event.target.value))}
          onPressEnter={props.onSubmit}
        />
      </LabelledField>
    </>
  );
}

/** 16 digits in groups of four, whatever was typed or pasted between them. */
function grouped(typed: string): string {
  const digits = typed.normalize('NFKC').replaceAll(/\D/g, '').slice(0, 16);
  return digits.replaceAll(/(\d{4})(?=\d)/g, '$1 ');
}

export function CheckCity({ opened }: { readonly opened: OpenedInvitation }): ReactNode {
  return (
    <>
      <h2>与市发改委核对</h2>
      <DescriptionGrid
        columns={1}
        facts={[
          {
            label: '加入',
            value: (
              <strong>
                {opened.leaderName === ''
                  ? opened.townName
                  : `${opened.townName}　挂钩领导 ${opened.leaderName}`}
              </strong>
            ),
          },
          { label: '邀请方', value: opened.cityName },
          { label: '市级识别码', value: <Fingerprint value={opened.cityFingerprint} /> },
          { label: '有效期至', value: localDate(opened.expiresAtMs) },
        ]}
      />
      <p className="desk-gate-text">
        请当面或在电话中与市发改委逐组核对市级识别码（市级工作台的“设置”和镇区页面也显示它，当面可扫二维码比对）。一致，说明邀请确实来自市发改委；不一致请停止并报告。每台电脑另有一个电脑识别码，与这一个不同，加入后第一次报送时才用到。
      </p>
    </>
  );
}
