import { BankOutlined, EnvironmentOutlined } from '@ant-design/icons';
import { type ReactNode, useState } from 'react';
import type { DeskSide } from '../../../shared/rpc.ts';
import { GateFrame } from './GateFrame.tsx';

/** First start: which desk is this laptop? */
export function FirstRun(): ReactNode {
  const [side, setSide] = useState<DeskSide | null>(null);
  return (
    <GateFrame wide>
      <h2>这台电脑用作哪一个工作台？</h2>
      <div className="desk-choices">
        <Choice
          chosen={side === 'city'}
          onChoose={() => setSide('city')}
          icon={<BankOutlined />}
          title="市级工作台"
          unit="市发改委"
          text="管理全市名册，把企业分派到镇区，汇总各镇区每月交来的数据，筹备联席会议。"
        />
        <Choice
          chosen={side === 'town'}
          onChoose={() => setSide('town')}
          icon={<EnvironmentOutlined />}
          title="镇区工作台"
          unit="镇、区、街道"
          text="管理本镇区的一企一册、挂钩联系、检查处置报备和会议记录，每月向市发改委交换数据。"
        />
      </div>
    </GateFrame>
  );
}

function Choice(props: {
  readonly chosen: boolean;
  readonly onChoose: () => void;
  readonly icon: ReactNode;
  readonly title: string;
  readonly unit: string;
  readonly text: string;
}): ReactNode {
  return (
    <button
      type="button"
      className={props.chosen ? 'desk-choice desk-choice-chosen' : 'desk-choice'}
      aria-pressed={props.chosen}
      onClick={props.onChoose}
    >
      <span className="desk-choice-icon">{props.icon}</span>
      <strong>{props.title}</strong>
      <span className="desk-choice-unit">{props.unit}</span>
      <span className="desk-choice-text">{props.text}</span>
    </button>
  );
}
