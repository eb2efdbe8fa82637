/** A question over the page. Sent as text: nothing outside the body may be used. */

export interface BoxQuestion {
  readonly title: string;
  readonly message: string;
  readonly note?: string;
  /** A line to type in, with what stands in it at first. */
  readonly text?: string;
  /** A button that opens Chromium's own file chooser. */
  readonly chooser?: { readonly accept?: string; readonly multiple?: boolean };
  readonly checkbox?: string;
  /** The last one is the main one and answers to Enter. */
  readonly buttons: readonly string[];
}

export interface BoxAnswer {
  /** Counted from 0; null when the box was closed with Esc. */
  readonly button: number | null;
  readonly text: string;
  readonly checked: boolean;
  readonly fileCount: number;
}

export function showBox(question: BoxQuestion): Promise<BoxAnswer> {
  // Only properties of style are set: the page's content security policy may forbid style sheets.
  const make = <Name extends keyof HTMLElementTagNameMap>(
    name: Name,
    style: Partial<CSSStyleDeclaration>,
    text = '',
  ): HTMLElementTagNameMap[Name] => {
    const element = document.createElement(name);
    Object.assign(element.style, style);
    element.textContent = text;
    return element;
  };
  const line = { font: '14px/1.6 sans-serif', margin: '0 0 12px', color: '#1f2933', whiteSpace: 'pre-wrap' };
  const box = make('dialog', {
    width: '560px',
    padding: '24px',
    border: '1px solid #c5ced8',
    borderRadius: '4px',
    background: '#fff',
  });
  const form = make('form', { margin: '0' });
  const input = make('input', { ...line, width: '100%', boxSizing: 'border-box', padding: '6px 8px' });
  const files = make('input', { ...line, display: 'block' });
  const check = make('input', { marginRight: '8px' });
  const buttons = make('div', { display: 'flex', justifyContent: 'flex-end', gap: '8px', marginTop: '8px' });
  input.type = 'text';
  input.value = question.text ?? '';
  input.setAttribute('aria-label', question.message);
  files.type = 'file';
  files.accept = question.chooser?.accept ?? '';
  files.multiple = question.chooser?.multiple ?? false;
  check.type = 'checkbox';
  box.setAttribute('aria-label', question.title);

  form.append(make('p', { ...line, fontWeight: '600', fontSize: '16px' }, question.title));
  form.append(make('p', line, question.message));
  if (question.chooser?.accept !== undefined) form.append(files);
  if (question.text !== undefined) form.append(input);
  if (question.note) form.append(make('p', { ...line, color: '#8a4b08' }, question.note));
  if (question.checkbox !== undefined) {
    const label = make('label', line);
    label.append(check, question.checkbox);
    form.append(label);
  }
  question.buttons.forEach((caption, index) => {
    const main = index === question.buttons.length - 1;
    const button = make(
      'button',
      {
        font: '14px sans-serif',
        padding: '6px 20px',
        border: '1px solid #14466b',
        borderRadius: '4px',
        background: main ? '#14466b' : '#fff',
        color: main ? '#fff' : '#14466b',
      },
      caption,
    );
    button.type = main ? 'submit' : 'button';
    button.value = String(index);
    buttons.append(button);
  });
  form.append(buttons);
  box.append(form);
  document.body.append(box);
  box.showModal();
  if (question.text !== undefined) input.focus();

  return new Promise((resolve) => {
    const finish = (button: number | null): void => {
      Object.assign(window, { chosenFiles: files.files });
      resolve({
        button,
        text: input.value.trim(),
        checked: check.checked,
        fileCount: files.files?.length ?? 0,
      });
      box.remove();
    };
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      finish(question.buttons.length - 1);
    });
    buttons.addEventListener('click', (event) => {
      const { target } = event;
      if (target instanceof HTMLButtonElement && target.type === 'button') finish(Number(target.value));
    });
    box.addEventListener('cancel', () => finish(null));
    // What is typed here is not for the page's own shortcuts.
    box.addEventListener('keydown', (event) => event.stopPropagation());
  });
}
