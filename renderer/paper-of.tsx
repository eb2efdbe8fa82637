/** A page with one paper: its preview, exported and printed as it is shown. */
import type { ReactNode } from 'react';
import type { InputOf, OutputOf } from '../shared/contract.ts';
import { type CommandName, useCommand } from './commands.ts';
import { type ReadName, useCall } from './queries.ts';
import { useSavedFile } from './saved-file.ts';
import { FailedPage } from './ui/FailedPage.tsx';
import { PaperPage, type PaperPageProps } from './ui/PaperPage.tsx';

/** Those of `All` that answer with (at least) this. */
type Answering<All extends CommandName | ReadName, Answer> = {
  [Name in All]: OutputOf<Name> extends Answer ? Name : never;
}[All];

type PreviewName = Answering<ReadName, { readonly html: string }>;
type ExportName = Answering<CommandName, { readonly path: string } | null>;
type PrintName = Answering<CommandName, { readonly printed: boolean }>;

interface PaperOfProps<Preview extends PreviewName, Export extends ExportName, Print extends PrintName>
  extends Pick<PaperPageProps, 'title' | 'subtitle' | 'back' | 'sheets' | 'isLandscape'> {
  readonly preview: Preview;
  readonly exported: Export;
  readonly printed: Print;
  /** What the paper is of: all three are asked with it. */
  readonly of: InputOf<Preview> & InputOf<Print> & Omit<InputOf<Export>, 'format'>;
}

export function PaperOf<Preview extends PreviewName, Export extends ExportName, Print extends PrintName>(
  props: PaperOfProps<Preview, Export, Print>,
): ReactNode {
  const { preview: previewName, exported: exportName, printed: printName, of, ...page } = props;
  const saved = useSavedFile();
  const preview = useCall(previewName, of);
  const exported = useCommand(exportName, {
    onDone: (file) => {
      if (file) saved('已保存', file.path);
    },
  });
  const print = useCommand(printName);
  if (preview.error)
    return (
      <FailedPage
        back={page.back}
        title={page.title}
        error={preview.error}
        onRetry={() => void preview.refetch()}
      />
    );
  return (
    <PaperPage
      {...page}
      html={preview.data?.html}
      onSave={(format) => exported.mutate({ ...of, format })}
      saving={exported.isPending}
      onPrint={() => print.mutate(of)}
      printing={print.isPending}
    />
  );
}
