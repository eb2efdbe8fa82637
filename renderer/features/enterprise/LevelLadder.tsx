/** The ladder of 培育层级 as stairs: filled where a level is held, hollow where it is only planned. */
import type { ReactNode } from 'react';
import type { Dossier } from '../../../shared/enterprise/contract.ts';
import { levelOf } from '../../../shared/enterprise/levels.ts';
import { buildLadder, type Rung, type RungMark } from '../../../shared/enterprise/rules.ts';

export function LevelLadder({ dossier }: { readonly dossier: Dossier }): ReactNode {
  const rungs = buildLadder(dossier.titles, dossier.plans, dossier.pool, dossier.today);
  // The city may plan more than the annex names.
  const isOfAnnex = dossier.planEntries.length > 0 && dossier.planEntries.every(({ row }) => row !== null);
  return (
    <section className="desk-ladder" aria-label="培育层级">
      <ol>
        {rungs.map((rung, index) => (
          <Step key={rung.title} rung={rung} height={index} />
        ))}
      </ol>
      <p className="desk-ladder-key">
        <span className="desk-ladder-mark desk-ladder-held" /> 有效
        <span className="desk-ladder-mark desk-ladder-lapsed" /> 已过期或已出库
        <span className="desk-ladder-mark desk-ladder-planned" /> {isOfAnnex ? '附件7 申报计划' : '申报计划'}
        ，不等于已获称号
      </p>
    </section>
  );
}

function Step({ rung, height }: { readonly rung: Rung; readonly height: number }): ReactNode {
  const isHeld = rung.marks.some((mark) => mark.state === 'held');
  return (
    <li className={isHeld ? 'desk-step desk-step-held' : 'desk-step'} data-height={height}>
      <div className="desk-step-marks">
        {rung.marks.map((mark, index) => (
          <Mark key={`${mark.level.key} ${mark.since} ${index}`} mark={mark} />
        ))}
        {rung.planned.map(({ year, level }) => (
          <div
            key={`${year} ${level}`}
            className="desk-step-mark"
            title={`${year} 年申报${levelOf(level).label}`}
          >
            <span className="desk-ladder-mark desk-ladder-planned" />
            <span>
              计划 {year} 年<small>{shortOf(rung, levelOf(level).shortLabel)}</small>
            </span>
          </div>
        ))}
      </div>
      <div className="desk-step-title">{rung.title}</div>
    </li>
  );
}

const stateWords = { held: '有效', lapsed: '已过期或已出库', future: '尚未生效' } as const;

function Mark({ mark }: { readonly mark: RungMark }): ReactNode {
  const dates = [mark.since, mark.until && `至 ${mark.until}`].filter(Boolean).join(' ');
  const kind = mark.state === 'future' ? 'planned' : mark.state;
  return (
    <div className="desk-step-mark" title={`${mark.level.label} ${dates} ${stateWords[mark.state]}`}>
      <span className={`desk-ladder-mark desk-ladder-${kind}`} />
      <span>
        {mark.since === '' ? '日期未填' : mark.since}
        <small>{mark.level.shortLabel}</small>
      </span>
    </div>
  );
}

/** What the step's own title already says is not repeated. */
function shortOf(rung: Rung, label: string): string {
  return rung.title === label ? '' : label;
}
