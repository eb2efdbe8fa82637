import { expect, it } from 'vitest';
import { editorOf } from '../../../shared/conflict/editor.ts';
import { entitySpec, entitySpecs } from '../../../shared/log/registry.ts';

it('edits a field as its own form does, and nothing that is only ever chosen or moved on', () => {
  expect(editorOf('enterprise', 'note')?.field).toMatchObject({ input: { kind: 'multiline' }, span: 'full' });
  expect(editorOf('enterprise', 'creditCode')?.field.input.kind).toBe('text');
  expect(editorOf('filing', 'basisAndReason')?.field.input.kind).toBe('multiline');
  for (const [type, field] of [
    ['filing', 'progress'],
    ['filing', 'cityLeader'],
    ['link', 'personId'],
    ['enterprise', 'townId'],
    ['enterprise', 'pool'],
    ['enterprise', 'deleted'],
    ['enterprise', 'constructor'],
    ['constructor', 'name'],
    ['none', 'name'],
  ] as const) {
    expect(editorOf(type, field)).toBeNull();
  }
});

it('knows only fields that are synced, and checks them', () => {
  for (const { type, fields } of entitySpecs) {
    for (const field of Object.keys(fields)) {
      const editor = editorOf(type, field);
      if (!editor) continue;
      expect(entitySpec(type)?.fields[field]).toBeDefined();
      expect(editor.schema.safeParse({ [field]: { not: 'this' } }).success).toBe(false);
    }
  }
});
