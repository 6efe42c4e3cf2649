import type { PlannedProject } from '../../../../domain/compose/plan/make-plan.js';
import { toggle } from '../../../../state/modals/form-fields.js';
import type { ActionContext } from '../../../action.js';

/** Asks which profiles are on; undefined when the user leaves the question, or when there are none. */
export async function chooseProfiles(
	context: ActionContext,
	{ reading, plan }: PlannedProject,
	on: readonly string[],
): Promise<readonly string[] | undefined> {
	const names = [...new Set([...reading.profiles.values()].flat())].sort();
	if (names.length === 0) {
		context.toast('info', `${plan.project} has no profiles`);
		return undefined;
	}
	const servicesOf = (name: string) =>
		[...reading.profiles].filter(([, profiles]) => profiles.includes(name)).map(([service]) => service);
	const fields = Object.fromEntries(
		names.map(name => [
			name,
			toggle(name, { initial: on.includes(name), help: `turns on ${servicesOf(name).join(', ')}` }),
		]),
	);
	const initial = Object.fromEntries(names.map(name => [name, on.includes(name)]));
	const values = await context.ask.form({
		title: `Profiles of ${plan.project}`,
		fields,
		initial,
		submit: 'Plan',
		validate: () => ({}),
		notes: ['Labels do not say which profiles were on.'],
	});
	return values && names.filter(name => values[name] === true);
}
