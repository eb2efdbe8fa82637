/** Enter goes on: which element is next in a form. */

const focusable =
  'input:not([disabled]):not([type="hidden"]):not([tabindex="-1"]), textarea:not([disabled]), button:not([disabled]):not([tabindex="-1"]), [tabindex="0"]';

/** Focuses the field after the one that holds `from`; after the last, the form's main button. */
export function focusNextField(form: HTMLElement, from: Element): void {
  const fields = [...form.querySelectorAll<HTMLElement>('[data-field]')];
  const index = fields.findIndex((field) => field.contains(from));
  for (const field of fields.slice(index + 1)) {
    if (focusField(field)) return;
  }
  document.querySelector<HTMLElement>('[data-primary-action]')?.focus();
}

/** Focuses a field by name, or the first field when the name is null. */
export function focusFieldNamed(form: HTMLElement, name: string | null): void {
  const selector = name === null ? '[data-field]' : `[data-field="${CSS.escape(name)}"]`;
  const field = form.querySelector<HTMLElement>(selector);
  if (field === null) return;
  field.scrollIntoView({ block: 'nearest' });
  focusField(field);
}

/** Its first control. False when the field holds nothing to focus, such as a plain text of facts. */
export function focusField(field: HTMLElement): boolean {
  const control = field.querySelector<HTMLElement>('[data-field-control]') ?? field;
  const target =
    control.querySelector<HTMLElement>('input[type="radio"]:checked') ??
    control.querySelector<HTMLElement>(focusable);
  target?.focus();
  return target !== null;
}

/**
 * Whether Enter in this element means "go on". Not in several lines of text (there Ctrl+Enter does), not on buttons and
 * links, not in an open list of choices, where it picks.
 */
export function enterGoesOn(target: Element, withCtrl: boolean): boolean {
  if (target.closest('[data-own-enter]') !== null) return false;
  if (target instanceof HTMLTextAreaElement) return withCtrl;
  if (target.closest('button, a') !== null) return false;
  // Tags: Enter first takes the word that was typed.
  const typedTag = target instanceof HTMLInputElement && target.value !== '';
  if (typedTag && target.closest('.ant-select-multiple') !== null) return false;
  return target.getAttribute('aria-expanded') !== 'true';
}
