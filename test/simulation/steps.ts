/** Plays one step of a plan. */
import { post, take } from './bundle-steps.ts';
import { stepText } from './describe.ts';
import { backUp, mayEdit } from './desk.ts';
import { clone, restore, upgrade } from './laptop-steps.ts';
import type { Step } from './plan.ts';
import { seedTheProgramsRandom } from './random.ts';
import { assign, save, settle } from './save-steps.ts';
import type { World } from './world.ts';

export async function playStep(world: World, step: Step): Promise<void> {
  world.step += 1;
  if ('atMs' in step) world.nowMs = Math.max(world.nowMs, step.atMs);
  if (step.do === 'monthEnd') return;
  // From the step itself: leaving out another step changes nothing here.
  seedTheProgramsRandom(`${world.plan.seed} ${stepText(step)}`);
  const desk = world.desks.get(step.desk);
  if (!desk) return;
  switch (step.do) {
    case 'save':
      return save(world, desk, step.save, step.atMs);
    case 'open':
      if (mayEdit(desk, step.of.partition)) {
        desk.forms.set(step.form, desk.program.seenHeadsOf(desk.db, step.of.type, step.of.id));
      }
      return;
    case 'settle':
      return settle(world, desk, step.conflict, step.atMs);
    case 'assign':
      return assign(world, desk, step);
    case 'post':
      return post(world, desk, step);
    case 'take':
      return take(world, desk, step);
    case 'backUp':
      return backUp(desk);
    case 'restore':
      return restore(world, desk, step);
    case 'clone':
      return clone(world, desk, step);
    case 'clock':
      desk.skewMs = step.skewMs;
      return;
    case 'upgrade':
      return upgrade(world, desk);
  }
}
