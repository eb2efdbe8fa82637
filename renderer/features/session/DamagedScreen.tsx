import type { ReactNode } from 'react';
import { errorText } from '../../../shared/errors.ts';
import { GateFrame } from './GateFrame.tsx';

/** The database could not be opened. It is never replaced: the officer is told where it is and what to do. */
export function DamagedScreen(): ReactNode {
  return (
    <GateFrame wide>
      <div className="desk-damaged">
        <h2>数据库没有打开</h2>
        <p>{errorText('desk.damaged')}</p>
        <ol>
          <li>请先不要卸载程序，也不要移动或删除数据文件夹中的任何文件。</li>
          <li>从最近一次备份恢复，恢复前程序会核对备份是否完整。</li>
          <li>镇区工作台还可以请市发改委重新导出本镇区的交换包。</li>
        </ol>
      </div>
    </GateFrame>
  );
}
