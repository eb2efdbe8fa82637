import { Checkbox, Input } from 'antd';
import type { ReactNode } from 'react';
import { displayNameLength } from '../../../shared/text/display-name.ts';
import { lengthProblem } from '../../ui/typedLength.ts';
import { LabelledField } from './LabelledField.tsx';
import {
  isPassphraseReady,
  type NewPassphrase,
  noPassphrase,
  PassphraseFields,
} from './PassphraseFields.tsx';

export interface OfficerValues {
  readonly officer: string;
  readonly deviceName: string;
  readonly secret: NewPassphrase;
  /** Has read that nobody can recover a forgotten passphrase. */
  readonly understood: boolean;
}

export const noOfficer: OfficerValues = {
  officer: '',
  deviceName: '',
  secret: noPassphrase,
  understood: false,
};

function isName(text: string): boolean {
  return text.trim() !== '' && lengthProblem(text, displayNameLength) === null;
}

export function isOfficerReady(values: OfficerValues): boolean {
  const named = isName(values.officer) && isName(values.deviceName);
  return named && isPassphraseReady(values.secret) && values.understood;
}

/** 经办人、本机名称、口令: the last step of a first run. */
export function OfficerFields(props: {
  readonly values: OfficerValues;
  readonly onChange: (values: OfficerValues) => void;
  /** Enter in a field. */
  readonly onSubmit: () => void;
}): ReactNode {
  const { values, onChange } = props;
  const officerProblem = lengthProblem(values.officer, displayNameLength);
  const deviceProblem = lengthProblem(values.deviceName, displayNameLength);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        props.onSubmit();
      }}
    >
      <LabelledField
        id="officer"
        label="经办人姓名"
        note={officerProblem ?? '记入每一次修改的变更记录'}
        bad={officerProblem !== null}
      >
        <Input
          id="officer"
          autoFocus
          autoComplete="off"
          value={values.officer}
          onChange={(event) => onChange({ ...values, officer: event.target.value })}
        />
      </LabelledField>
      <LabelledField
        id="device-name"
        label="这台电脑叫什么"
        note={deviceProblem ?? '同一单位有几台电脑时，靠它分清'}
        bad={deviceProblem !== null}
      >
        <Input
          id="device-name"
          autoComplete="off"
          placeholder="例如：经发局笔记本"
          value={values.deviceName}
          onChange={(event) => onChange({ ...values, deviceName: event.target.value })}
        />
      </LabelledField>
      <PassphraseFields value={values.secret} onChange={(secret) => onChange({ ...values, secret })} />
      <div className="desk-gate-warning">
        <p>
          数据在本机加密保存，只有这个口令能打开。忘记口令，<strong>任何人都无法找回</strong>
          ，包括市发改委和技术人员。
        </p>
        <p>请把口令写在纸上，装入信封密封，按本单位规定保管（口令密封保管）。不要把口令贴在电脑上。</p>
        <Checkbox
          checked={values.understood}
          onChange={(event) => onChange({ ...values, understood: event.target.checked })}
        >
          我已知道口令无法找回，并会密封保管
        </Checkbox>
      </div>
      <button type="submit" hidden />
    </form>
  );
}
