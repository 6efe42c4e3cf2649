import type { PlannedProject } from '../../../../domain/compose/plan/make-plan.js';
import type { ActionContext } from '../../../action.js';

type Option = { readonly value: string; readonly label: string };

/** The services that a form can choose, `service` first. Shows a toast and returns undefined if there is none. */
export function serviceOptions(
	{ toast }: ActionContext,
	{ plan }: PlannedProject,
	service: string,
): readonly [Option, ...Option[]] | undefined {
	const names = plan.services.map(each => each.service).sort((a, b) => Number(b === service) - Number(a === service));
	const [first, ...rest] = names.map(name => ({ value: name, label: name }));
	if (first === undefined) {
		toast('info', `${plan.project} has no services`);
		return undefined;
	}
	return [first, ...rest];
}
