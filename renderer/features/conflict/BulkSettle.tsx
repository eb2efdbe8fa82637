/** Several at once, by one rule; what the rule cannot decide is named and left alone. */
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import type { Conflict } from '../../../shared/conflict/contract.ts';
import {
  bulkLabels,
  type BulkPick,
  type BulkRule,
  conflictKey,
  pickByRule,
} from '../../../shared/conflict/rules.ts';
import { emptyText } from '../../../shared/record/empty-text.ts';
import type { DeskSide } from '../../../shared/rpc.ts';
import { useCommand } from '../../commands.ts';
import { useDrafts } from '../../drafts.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { removeDraft } from '../../ui/draftKeeper.ts';
import { useKitServices } from '../../ui/kitServices.tsx';
import { ownValueKey, ownValuePrefix } from './OwnValue.tsx';
import { labelOf, settledText } from './words.ts';

interface BulkSettleProps {
  readonly conflicts: readonly Conflict[];
  readonly ownSide: DeskSide;
  readonly onDone: () => void;
}

export function BulkSettle({ conflicts, ownSide, onDone }: BulkSettleProps): ReactNode {
  const [rule, setRule] = useState<BulkRule | null>(null);
  if (conflicts.length === 0) return null;
  const rules = Object.keys(bulkLabels) as BulkRule[];
  return (
    <div className="desk-settle-bulk">
      <span>已选 {conflicts.length} 处</span>
      {rules.map((each) => (
        <Button key={each} size="small" onClick={() => setRule(each)}>
          {bulkLabels[each]}
        </Button>
      ))}
      {rule === null ? null : (
        <BulkDialog
          rule={rule}
          picks={conflicts.map((conflict) => pickByRule(conflict, rule, ownSide))}
          onClose={() => setRule(null)}
          onDone={() => {
            setRule(null);
            onDone();
          }}
        />
      )}
    </div>
  );
}

interface BulkDialogProps {
  readonly rule: BulkRule;
  readonly picks: readonly BulkPick[];
  readonly onClose: () => void;
  readonly onDone: () => void;
}

function BulkDialog({ rule, picks, onClose, onDone }: BulkDialogProps): ReactNode {
  const services = useKitServices();
  const drafts = useDrafts(ownValuePrefix) ?? [];
  const take = useCommand('conflict.take', {
    doneText: settledText,
    onDone: () => {
      // Another wording was chosen over those begun.
      const settled = chosen.map(({ conflict }) => ownValueKey(conflict));
      for (const { key } of drafts) if (settled.includes(key)) void removeDraft(services.drafts, key);
      onDone();
    },
  });
  const chosen = picks.flatMap((pick) => ('value' in pick ? [pick] : []));
  const left = picks.flatMap((pick) => ('left' in pick ? [pick] : []));
  const settle = (): void =>
    take.mutate({
      choices: chosen.map(({ conflict, value }) => ({
        entityType: conflict.entityType,
        entityId: conflict.entityId,
        field: conflict.field,
        opId: value.opId,
        seen: conflict.values.map(({ opId }) => opId),
      })),
    });
  return (
    <Dialog
      width={860}
      title={`${bulkLabels[rule]}：定下 ${chosen.length} 处`}
      okText={`定下 ${chosen.length} 处`}
      okButtonProps={{ disabled: chosen.length === 0 }}
      confirmLoading={take.isPending}
      onOk={settle}
      onCancel={onClose}
      styles={{ body: { maxHeight: '60vh', overflow: 'auto' } }}
    >
      {left.length === 0 ? null : (
        <p className="desk-panel-note">选中的另有 {left.length} 处这样定不了，仍留在待定，列在最后。</p>
      )}
      <ul className="desk-settle-picks desk-settle-picks-lines">
        {chosen.map(({ conflict, value }) => (
          <li key={conflictKey(conflict)}>
            <span>
              {conflict.enterpriseName || conflict.townName}　{labelOf(conflict)}
            </span>
            <strong>{value.text || emptyText(conflict.field)}</strong>
            <span className="desk-none">{[value.unit, value.officer].filter(Boolean).join(' ')}</span>
          </li>
        ))}
      </ul>
      {left.length === 0 ? null : (
        <>
          <p className="desk-panel-note">留在待定：</p>
          <ul className="desk-settle-picks desk-settle-picks-lines">
            {left.map(({ conflict, left: why }) => (
              <li key={conflictKey(conflict)}>
                <span>
                  {conflict.enterpriseName || conflict.townName}　{labelOf(conflict)}
                </span>
                <span className="desk-none">{why}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </Dialog>
  );
}
