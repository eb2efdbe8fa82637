/** 导入名册 at /enterprises/import: file → columns → every row → all of it at once. */
import { Button, Result } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { useNavigate } from 'react-router';
import type { OutputOf } from '../../../shared/contract.ts';
import { call } from '../../api.ts';
import { useCommand } from '../../commands.ts';
import { useCall } from '../../queries.ts';
import { useSavedFile } from '../../saved-file.ts';
import { Page, PageHeader } from '../../ui/Page.tsx';
import { Wizard, type WizardStep } from '../../ui/Wizard.tsx';
import { type ChosenSheet, chosenAgain, firstChoice } from './chosen-sheet.ts';
import { RosterColumnsStep } from './RosterColumnsStep.tsx';
import { RosterFileStep } from './RosterFileStep.tsx';
import { RosterRowsStep, useRosterPreview } from './RosterRowsStep.tsx';

export function RosterImport(): ReactNode {
  const navigate = useNavigate();
  const side = useCall('session.state', {}).data?.side ?? 'town';
  const [step, setStep] = useState('file');
  const [chosen, setChosen] = useState<ChosenSheet | null>(null);
  const [skipFaulty, setSkipFaulty] = useState(false);
  const [result, setResult] = useState<OutputOf<'roster.import'> | null>(null);
  const preview = useRosterPreview(step === 'rows' ? chosen : null);
  const importRoster = useCommand('roster.import', { onDone: setResult });
  const reread = useCommand('roster.reread', {
    doneText: '已重新读入',
    onDone: (file) =>
      setChosen((before) => (before === null ? firstChoice(file) : chosenAgain(before, file))),
  });
  const saved = useSavedFile();
  const saveProblems = useCommand('roster.saveProblems', {
    onDone: (file) => {
      if (file) saved('问题清单已保存', file.path);
    },
  });
  // The file's content is not kept in memory longer than it is looked at.
  useEffect(() => () => void call('roster.close', {}).catch(() => undefined), []);

  const toList = (): void => void navigate('/enterprises');
  if (result) {
    return (
      <Page header={<PageHeader back={{ to: '/enterprises', label: '企业台账' }} title="导入名册" />}>
        <ImportResult result={result} onList={toList} />
      </Page>
    );
  }
  const counts = preview.counts;
  const faulty = counts ? counts.error + counts['duplicate-in-file'] : 0;
  const writing = counts ? counts.new + counts.update : 0;
  const steps: readonly WizardStep[] = [
    {
      key: 'file',
      title: '选择文件',
      ready: chosen !== null,
      content: (
        <RosterFileStep
          side={side}
          chosen={chosen}
          onFile={(file) => {
            setChosen(firstChoice(file));
            setSkipFaulty(false);
          }}
          onChosen={setChosen}
          onSample={toList}
        />
      ),
    },
    {
      key: 'columns',
      title: '表头与列',
      ready: chosen?.mapping.columns.name !== undefined,
      nextLabel: '逐行核对',
      content:
        chosen === null ? null : (
          <RosterColumnsStep
            side={side}
            chosen={chosen}
            onMapping={(mapping) => setChosen({ ...chosen, mapping })}
          />
        ),
    },
    {
      key: 'rows',
      title: '逐行核对',
      ready: counts !== undefined && writing > 0 && (faulty === 0 || skipFaulty),
      nextLabel: writing === 0 ? '没有需要导入的内容' : `导入 ${writing} 家企业`,
      content: (
        <RosterRowsStep
          preview={preview}
          skipFaulty={skipFaulty}
          onSkipFaulty={setSkipFaulty}
          onReread={() => chosen && reread.mutate({ token: chosen.file.token })}
          rereading={reread.isPending}
          onSaveProblems={() =>
            chosen &&
            saveProblems.mutate({
              token: chosen.file.token,
              sheet: chosen.sheet,
              mapping: chosen.mapping,
            })
          }
        />
      ),
    },
  ];
  return (
    <Page
      body="fill"
      header={
        <PageHeader
          back={{ to: '/enterprises', label: '企业台账' }}
          title="导入名册"
          subtitle={chosen?.file.fileName ?? '先核对，后写入；要么全部导入，要么一家也不写入'}
        />
      }
    >
      <Wizard
        steps={steps}
        current={step}
        onCurrent={setStep}
        onCancel={toList}
        busy={importRoster.isPending}
        onFinish={() => {
          if (chosen === null || preview.fingerprint === undefined) return;
          importRoster.mutate({
            token: chosen.file.token,
            sheet: chosen.sheet,
            mapping: chosen.mapping,
            fingerprint: preview.fingerprint,
            skipFaulty,
          });
        }}
      />
    </Page>
  );
}

function ImportResult(props: {
  readonly result: OutputOf<'roster.import'>;
  readonly onList: () => void;
}): ReactNode {
  const { created, updated, unchanged, skipped } = props.result;
  const parts = [
    `新增 ${created} 家`,
    `更新 ${updated} 家`,
    `无变化 ${unchanged} 家`,
    ...(skipped > 0 ? [`跳过 ${skipped} 行`] : []),
  ];
  return (
    <Result
      status="success"
      title="名册已导入"
      subTitle={`${parts.join('，')}。再导入同一份名册不会有变化。`}
      extra={
        <Button type="primary" autoFocus onClick={props.onList}>
          查看企业台账
        </Button>
      }
    />
  );
}
