/** What is said once a file was saved: its name, its folder, and the way there. */
import { useCommand } from './commands.ts';
import { useNotice } from './ui/useNotice.tsx';

/** `done` is what was done, such as “已导出 3 条”. */
export function useSavedFile(): (done: string, path: string) => void {
  const notice = useNotice();
  const show = useCommand('savedFile.show');
  return (done, path) => notice.saved(done, path, () => show.mutate({ path }));
}
