// @vitest-environment happy-dom
import { useState, type ReactNode } from 'react';
import { expect, it } from 'vitest';
import { TopicRows } from '../../../renderer/features/meeting/rows.tsx';
import { click, type Rendered, render } from '../render.tsx';

function Topics(): ReactNode {
  const [value, setValue] = useState<unknown>([
    { title: '用地问题', summary: '' },
    { title: '', summary: '' },
  ]);
  return (
    <TopicRows
      id="topics"
      field={{ name: 'topics', label: '议题', input: { kind: 'custom', widget: 'topics' } }}
      value={value}
      values={{}}
      onChange={setValue}
      onPatch={() => undefined}
      invalid={false}
      disabled={false}
    />
  );
}

it('a new line is written in at once: the cursor stands in its first field', async () => {
  const page = await render(<Topics />);
  const add = [...page.container.querySelectorAll('button')].find((each) => each.textContent === '增加议题');
  await click(add as HTMLElement);
  expect(document.activeElement).toBe(page.find('[aria-label="议题 3"]'));
  await page.unmount();
});

const count = (page: Rendered): number => page.container.querySelectorAll('.desk-row-edit').length;

it('an empty line goes at once, a written one only after a question', async () => {
  const page = await render(<Topics />);
  await click(page.find('[aria-label="删除第 2 项议题"]'));
  expect(count(page)).toBe(1);
  await click(page.find('[aria-label="删除第 1 项议题"]'));
  expect(count(page)).toBe(1);
  expect(document.body.textContent).toContain('删除第 1 项议题？');
  expect(document.body.textContent).toContain('用地问题');
  const buttons = [...document.querySelectorAll<HTMLElement>('.ant-modal-confirm-btns button')];
  await click(buttons.at(-1) as HTMLElement);
  expect(count(page)).toBe(0);
  await page.unmount();
});
