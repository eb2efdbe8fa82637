import type { ReactNode } from 'react';
import { lengthProblem } from './typedLength.ts';

/** Under a field outside FormView: the count once it comes near the limit, and what to do beyond it. */
export function LengthNote({ text, limit }: { readonly text: string; readonly limit: number }): ReactNode {
  const problem = lengthProblem(text, limit);
  if (problem !== null) {
    return (
      <div className="desk-field-error" role="status">
        {problem}。文字全部保留，请删减后再保存
      </div>
    );
  }
  return text.length > limit * 0.8 ? (
    <div className="desk-field-help">
      {text.length}/{limit}
    </div>
  ) : null;
}
