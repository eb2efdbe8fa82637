/** Lines inside a form, one below the other: each is numbered, a new one is written in at once, written text is never removed without a question. */
import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { focusField } from './formFocus.ts';

export interface EditRowsProps {
  readonly count: number;
  /** 增加议题 */
  readonly addLabel: string;
  /** 议题 */
  readonly noun: string;
  /** What the line holds; '' for an empty one. */
  readonly textOf: (index: number) => string;
  readonly disabled: boolean;
  readonly onAdd: () => void;
  readonly onRemove: (index: number) => void;
  /** Without it the lines stay in the order in which they were added. */
  readonly onMove?: (from: number, to: number) => void;
  readonly children: (index: number) => ReactNode;
}

export function EditRows(props: EditRowsProps): ReactNode {
  const { count, addLabel, noun, textOf, disabled, onAdd, onRemove, onMove, children } = props;
  const { modal } = App.useApp();
  const lines = useRef<HTMLDivElement>(null);
  const isAdding = useRef(false);
  // Rows may also come by themselves: only the one that was asked for takes the cursor.
  useLayoutEffect(() => {
    if (!isAdding.current) return;
    isAdding.current = false;
    const added = lines.current?.querySelectorAll<HTMLElement>('.desk-row-edit').item(count - 1);
    if (added) focusField(added);
  }, [count]);
  // An empty line goes at once; written text never without a question.
  const remove = (index: number): void => {
    const text = textOf(index);
    if (text === '') onRemove(index);
    else
      modal.confirm({
        title: `删除第 ${index + 1} 项${noun}？`,
        content: text.length > 100 ? `${text.slice(0, 100)}…` : text,
        okText: '删除',
        cancelText: '取消',
        okButtonProps: { danger: true },
        focusable: { autoFocusButton: 'cancel' },
        centered: true,
        onOk: () => onRemove(index),
      });
  };
  return (
    <div className="desk-rows" ref={lines}>
      {Array.from({ length: count }, (_, index) => (
        // Lines have no identity before they are saved: their place is their name.
        <div key={index} className="desk-row-edit">
          <span className="desk-row-edit-number">{index + 1}.</span>
          {children(index)}
          {onMove === undefined ? null : (
            <div className="desk-row-edit-order">
              <Button
                type="text"
                size="small"
                aria-label={`第 ${index + 1} 项${noun}上移`}
                icon={<ArrowUpOutlined />}
                disabled={disabled || index === 0}
                onClick={() => onMove(index, index - 1)}
              />
              <Button
                type="text"
                size="small"
                aria-label={`第 ${index + 1} 项${noun}下移`}
                icon={<ArrowDownOutlined />}
                disabled={disabled || index === count - 1}
                onClick={() => onMove(index, index + 1)}
              />
            </div>
          )}
          <Button
            type="text"
            aria-label={`删除第 ${index + 1} 项${noun}`}
            icon={<DeleteOutlined />}
            disabled={disabled}
            onClick={() => remove(index)}
          />
        </div>
      ))}
      <div>
        <Button
          icon={<PlusOutlined />}
          disabled={disabled}
          onClick={() => {
            isAdding.current = true;
            onAdd();
          }}
        >
          {addLabel}
        </Button>
      </div>
    </div>
  );
}
