// @vitest-environment happy-dom
import { type ReactNode, useEffect, useState } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { checkForm, type FieldErrors } from '../../../renderer/ui/formErrors.ts';
import { type FieldWidgetProps, FormView } from '../../../renderer/ui/FormView.tsx';
import type { FormSpec, FormValues } from '../../../shared/form.ts';
import { focus, press, type Rendered, render, typeInto } from '../render.tsx';

const spec: FormSpec = {
  sections: [
    {
      title: '检查',
      fields: [
        { name: 'enterprise', label: '企业', input: { kind: 'text', maxLength: 10 }, required: true },
        { name: 'date', label: '检查日期', input: { kind: 'date' }, required: true },
        { name: 'level', label: '层级', input: { kind: 'select', options: [{ value: 'a', label: '甲' }] } },
        { name: 'joint', label: '联合检查', input: { kind: 'boolean' } },
        {
          name: 'office',
          label: '牵头部门',
          input: { kind: 'text' },
          required: true,
          visibleWhen: (values) => values.joint === true,
        },
        { name: 'people', label: '人数', input: { kind: 'integer', unit: '人' } },
        { name: 'reason', label: '依据', input: { kind: 'multiline' } },
        { name: 'place', label: '地点', input: { kind: 'custom', widget: 'place' } },
        { name: 'month', label: '月份', input: { kind: 'month' } },
      ],
    },
  ],
};

let values: FormValues = {};

function Place({ id, onPatch }: FieldWidgetProps): ReactNode {
  return <input id={id} onChange={(event) => onPatch({ place: event.target.value, office: '随地点带出' })} />;
}

function Screen(props: {
  readonly initial: FormValues;
  readonly errors?: FieldErrors;
  readonly onSave?: () => void;
  readonly schema?: z.ZodType;
}): ReactNode {
  const [state, setState] = useState(props.initial);
  useEffect(() => {
    values = state;
  });
  return (
    <>
      <FormView
        spec={spec}
        values={state}
        onPatch={(change) => setState((before) => ({ ...before, ...change }))}
        widgets={{ place: Place }}
        {...(props.errors === undefined ? {} : { errors: props.errors })}
        {...(props.onSave === undefined ? {} : { onSave: props.onSave })}
        {...(props.schema === undefined ? {} : { schema: props.schema })}
      />
      <button type="button" data-primary-action="">
        保存
      </button>
    </>
  );
}

const focusedField = (): string | null | undefined =>
  document.activeElement?.closest('[data-field]')?.getAttribute('data-field');

async function enterFrom(form: Rendered, name: string, init: KeyboardEventInit = {}): Promise<void> {
  await focus(form.field(name));
  await press(form.field(name), 'Enter', init);
}

describe('Enter', () => {
  it('goes from field to field and from the last to the main button', async () => {
    const form = await render(<Screen initial={{ joint: true }} />);
    const visited: unknown[] = [];
    await focus(form.field('enterprise'));
    for (let index = 0; index < 5; index += 1) {
      await press(document.activeElement ?? form.container, 'Enter');
      visited.push(focusedField());
    }
    expect(visited).toEqual(['date', 'level', 'joint', 'office', 'people']);
    await enterFrom(form, 'month');
    expect(document.activeElement?.textContent).toBe('保存');
    await form.unmount();
  });

  it('skips fields that are not visible', async () => {
    const form = await render(<Screen initial={{ joint: false }} />);
    await enterFrom(form, 'joint');
    expect(focusedField()).toBe('people');
    await form.unmount();
  });

  it('stays in several lines of text, where Ctrl+Enter goes on', async () => {
    const form = await render(<Screen initial={{}} />);
    await enterFrom(form, 'reason');
    expect(focusedField()).toBe('reason');
    await enterFrom(form, 'reason', { ctrlKey: true });
    expect(focusedField()).toBe('place');
    await form.unmount();
  });

  it('belongs to the input method while it is choosing characters', async () => {
    const form = await render(<Screen initial={{}} />);
    await enterFrom(form, 'enterprise', { isComposing: true });
    expect(focusedField()).toBe('enterprise');
    await enterFrom(form, 'enterprise', { keyCode: 229 });
    expect(focusedField()).toBe('enterprise');
    await form.unmount();
  });
});

describe('a date field', () => {
  it.each(['20261124', '2026-11-24', '2026.11.24'])('accepts %s', async (text) => {
    const form = await render(<Screen initial={{}} />);
    await typeInto(form.field('date'), text);
    expect(values.date).toBe('2026-11-24');
    expect(form.field('date').value).toBe(text);
    await enterFrom(form, 'date');
    expect(form.field('date').value).toBe('2026-11-24');
    await form.unmount();
  });

  it('keeps what cannot be read and says how to write it once the field is left', async () => {
    const form = await render(<Screen initial={{}} />);
    await typeInto(form.field('date'), '2026-13');
    expect(form.container.textContent).not.toContain('这样的日期');
    await enterFrom(form, 'date');
    expect(values.date).toBe('2026-13');
    expect(form.field('date').value).toBe('2026-13');
    expect(form.container.textContent).toContain('没有这个日期，请写成 2026-11-24 或 20261124 这样');
    await form.unmount();
  });
});

it('shows a field only when its condition holds, and keeps its text meanwhile', async () => {
  const form = await render(<Screen initial={{ joint: true, office: '市应急管理局' }} />);
  expect(form.field('office').value).toBe('市应急管理局');
  await form.unmount();
  const without = await render(<Screen initial={{ joint: false, office: '市应急管理局' }} />);
  expect(without.container.querySelector('[data-field="office"]')).toBeNull();
  expect(values.office).toBe('市应急管理局');
  await without.unmount();
});

it('turns a typed number into a number and keeps what is none', async () => {
  const form = await render(<Screen initial={{}} />);
  await typeInto(form.field('people'), '１２');
  expect(values.people).toBe(12);
  await typeInto(form.field('people'), '12a');
  expect(values.people).toBe('12a');
  await typeInto(form.field('people'), '');
  expect(values.people).toBeNull();
  await form.unmount();
});

it('keeps the focus in a widget that was written inline', async () => {
  const drawPlace = (id: string, place: string, onPlace: (text: string) => void): ReactNode => (
    <input id={id} value={place} onChange={(event) => onPlace(event.target.value)} />
  );
  function Inline(): ReactNode {
    const [place, setPlace] = useState('');
    return (
      <FormView
        spec={spec}
        values={{ place }}
        onPatch={() => undefined}
        widgets={{ place: ({ id }) => drawPlace(id, place, setPlace) }}
      />
    );
  }
  const form = await render(<Inline />);
  const input = form.field('place');
  await typeInto(input, '长江镇');
  expect(form.field('place')).toBe(input);
  expect(document.activeElement).toBe(input);
  await form.unmount();
});

it('lets a feature’s own field fill in others', async () => {
  const form = await render(<Screen initial={{}} />);
  await typeInto(form.field('place'), '长江镇');
  expect(values).toMatchObject({ place: '长江镇', office: '随地点带出' });
  await form.unmount();
});

it('saves on Ctrl+S wherever the focus is, and keeps the browser from saving the page', async () => {
  const onSave = vi.fn<() => void>();
  const form = await render(<Screen initial={{}} onSave={onSave} />);
  expect(await press(window, 's', { ctrlKey: true })).toBe(false);
  expect(onSave).toHaveBeenCalledTimes(1);
  await form.unmount();
  await press(window, 's', { ctrlKey: true });
  expect(onSave).toHaveBeenCalledTimes(1);
});

it('focuses the first field with an error and ties the sentence to it', async () => {
  const form = await render(<Screen initial={{ enterprise: '甲' }} />);
  await form.rerender(<Screen initial={{}} errors={{ people: '请填写整数', date: '请填写检查日期' }} />);
  expect(focusedField()).toBe('date');
  const describedBy = form.field('date').getAttribute('aria-describedby') ?? '';
  expect(document.getElementById(describedBy)?.textContent).toBe('请填写检查日期');
  expect(form.field('date').getAttribute('aria-invalid')).toBe('true');
  await form.unmount();
});

describe('an error found on saving', () => {
  const schema = z.object({
    enterprise: z.string().regex(/公司$/, '请写企业全称'),
    reason: z.string({ error: '请写明依据' }).min(4, '依据请写得更详细'),
  });
  const errorOf = (form: Rendered, name: string): string | undefined =>
    form.container.querySelector(`[data-field="${name}"] .desk-field-error`)?.textContent;

  it('goes away as soon as its field is mended, and leaves the focus where it is', async () => {
    const initial = { enterprise: '势加', reason: '短' };
    const errors = checkForm(spec, initial, schema);
    const form = await render(<Screen initial={initial} errors={errors} schema={schema} />);
    expect(errorOf(form, 'enterprise')).toBe('请写企业全称');
    await typeInto(form.field('date'), '2026-11-24');
    expect(errorOf(form, 'date')).toBeUndefined();
    expect(focusedField()).toBe('date');
    await typeInto(form.field('enterprise'), '势加公司');
    expect(errorOf(form, 'enterprise')).toBeUndefined();
    expect(errorOf(form, 'reason')).toBe('依据请写得更详细');
    expect(focusedField()).toBe('enterprise');
    await form.unmount();
  });

  it('does not raise others that were not found then', async () => {
    const form = await render(
      <Screen initial={{ enterprise: '势加公司' }} errors={{ date: '请填写检查日期' }} />,
    );
    await typeInto(form.field('enterprise'), '');
    expect(errorOf(form, 'enterprise')).toBeUndefined();
    expect(errorOf(form, 'date')).toBe('请填写检查日期');
    await form.unmount();
  });

  it('that only the caller can judge stands until its field changes', async () => {
    const form = await render(<Screen initial={{ people: 3 }} errors={{ people: '人数与名单不符' }} />);
    expect(errorOf(form, 'people')).toBe('人数与名单不符');
    await typeInto(form.field('people'), '4');
    expect(errorOf(form, 'people')).toBeUndefined();
    await form.unmount();
  });
});

describe('checkForm', () => {
  it('says everything at once: what is missing and what the schema finds wrong elsewhere', () => {
    const schema = z.object({ enterprise: z.string(), place: z.string().max(2, '地点过长') });
    expect(checkForm(spec, { place: '长江镇' }, schema)).toEqual({
      enterprise: '请填写企业',
      date: '请填写检查日期',
      place: '地点过长',
    });
  });

  it('asks for what is required and visible only', () => {
    expect(checkForm(spec, {})).toEqual({ enterprise: '请填写企业', date: '请填写检查日期' });
    expect(checkForm(spec, { enterprise: ' ', date: '2026-11-24', joint: true })).toEqual({
      enterprise: '请填写企业',
      office: '请填写牵头部门',
    });
  });

  it('names what is wrong with a value', () => {
    expect(
      checkForm(spec, {
        enterprise: '一二三四五六七八九十一',
        date: '2026-02-30',
        people: '三',
        month: '13',
      }),
    ).toEqual({
      enterprise: '最多 10 个字，现有 11 个字',
      date: '没有这个日期，请写成 2026-11-24 或 20261124 这样',
      people: '请填写整数',
      month: '请写成 2026-11 或 202611 这样的月份',
    });
  });

  it('then puts the schema’s sentences under their fields, the rest above the form', () => {
    const schema = z
      .object({ enterprise: z.string().regex(/公司$/, '请写企业全称'), date: z.string() })
      .refine(() => false, '检查日期不能早于报告日期');
    expect(checkForm(spec, { enterprise: '势加', date: '2026-11-24' }, schema)).toEqual({
      enterprise: '请写企业全称',
      '': '检查日期不能早于报告日期',
    });
  });
});
