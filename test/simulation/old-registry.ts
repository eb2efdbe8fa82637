/** shared/log/registry.ts as a program one version older has it: some entities had not been invented yet. */
import type { EntitySpec } from '../../shared/log/entity.ts';
import * as present from '../../shared/log/registry.ts';
import { unknownToOld } from './unknown-to-old.ts';

export const entitySpecs: readonly EntitySpec[] = present.entitySpecs.filter(
  ({ type }) => !unknownToOld.entities.includes(type),
);

export function entitySpec(type: string): EntitySpec | undefined {
  return unknownToOld.entities.includes(type) ? undefined : present.entitySpec(type);
}
