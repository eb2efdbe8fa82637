/** A plan as a person reads it: one line a step. */
import { startMs } from './laptops.ts';
import type { Plan, Step } from './plan.ts';

export function describePlan(plan: Plan): string {
  const laptops = plan.desks.map(
    ({ name, leaderId, old }) =>
      `  laptop ${name}${leaderId === '' ? '' : ` of ${leaderId}`}${old ? ', older program' : ''}`,
  );
  const steps = plan.steps.map((step) => `  ${describeStep(step)}`);
  const end = `  two rounds without faults${plan.deltaAtEnd ? ', of deltas' : ''}`;
  return [...laptops, ...steps, end].join('\n');
}

/** Everything a step says; also what its random numbers are drawn from. */
export function stepText(step: Step): string {
  return JSON.stringify(step);
}

function describeStep(step: Step): string {
  if (step.do === 'monthEnd') return `end of month ${step.month + 1}`;
  const day = 'atMs' in step ? `day ${((step.atMs - startMs) / 86_400_000).toFixed(2)} ` : '';
  return `${day}${step.desk} ${whatOf(step)}`;
}

function whatOf(step: Exclude<Step, { do: 'monthEnd' }>): string {
  switch (step.do) {
    case 'save': {
      const { of, fields, form, serial } = step.save;
      const values = Object.entries(fields).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
      const where = of.partition === of.id ? '' : ` in ${of.partition}`;
      const how = form === undefined ? '' : ` (form ${form})`;
      return `saves ${of.type}/${of.id}${where}: ${values.join(' ')}${how}${serial ? ' (serial)' : ''}`;
    }
    case 'open':
      return `opens form ${step.form} of ${step.of.type}/${step.of.id}`;
    case 'settle':
      return `settles conflict ${step.conflict}`;
    case 'assign':
      return `assigns ${step.enterprise} to ${step.townId}`;
    case 'post':
      return `writes ${step.delta ? 'delta' : 'bundle'} ${step.bundle} for ${step.to}${step.forged ? `, forging ${JSON.stringify(step.forged)}` : ''}`;
    case 'take': {
      const way = step.damage
        ? ` damaged ${JSON.stringify(step.damage)}`
        : step.file
          ? ' through a file'
          : '';
      const death =
        step.killedAfter === undefined ? '' : `, dying first after ${step.killedAfter} operations`;
      return `takes bundle ${step.bundle}${way}${death}`;
    }
    case 'backUp':
      return 'backs up';
    case 'restore':
      return `goes back to its backup (${step.way})`;
    case 'clone':
      return `is copied to ${step.copy}${step.noticed ? '' : ', which does not notice'}`;
    case 'clock':
      return `sets its clock ${step.skewMs / 86_400_000} days off`;
    case 'upgrade':
      return 'is upgraded';
  }
}
