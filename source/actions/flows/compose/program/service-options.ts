import type { PlannedProject } from '../../../../domain/compose/plan/make-plan.js';
import type { ServicePlan } from '../../../../domain/compose/plan/plan.js';
import type { ActionContext } from '../../../action.js';

type Option = { readonly value: string; readonly label: string };

/** The services that a form can choose by their names, `service` first, with what `labelOf` says. Shows a toast and returns undefined if there is none. */
export function serviceOptions(
	{ toast }: ActionContext,
	{ plan }: PlannedProject,
	service: string,
	labelOf: (plan: ServicePlan) => string = plan => plan.service,
): readonly [Option, ...Option[]] | undefined {
	const [first, ...rest] = [...plan.services]
		.sort((a, b) => (a.service < b.service ? -1 : 1))
		.sort((a, b) => Number(b.service === service) - Number(a.service === service))
		.map(each => ({ value: each.service, label: labelOf(each) }));
	if (first === undefined) {
		toast('info', `${plan.project} has no services`);
		return undefined;
	}
	return [first, ...rest];
}
