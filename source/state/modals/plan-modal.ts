import { replan } from '../../domain/compose/plan/make-plan.js';
import type { Choices } from '../../domain/compose/plan/plan.js';
import type { PlanAnswer, PlanModal } from './modal.js';

/** The result of a key: a changed plan, an answer, `leave`, or undefined for a key that it has no use for. */
export type PlanStep = { readonly modal: PlanModal } | { readonly answer: PlanAnswer } | 'leave' | undefined;

const acts: Readonly<Record<string, PlanAnswer['act']>> = {
	enter: 'up',
	P: 'profiles',
	r: 'again',
	e: 'edit',
	v: 'config',
	y: 'copy',
};

const toggles: Readonly<Record<string, 'build' | 'pull' | 'force' | 'removeOrphans'>> = {
	b: 'build',
	p: 'pull',
	f: 'force',
	o: 'removeOrphans',
};

export const selectedService = ({ planned, index }: PlanModal): string => planned.plan.services[index]?.service ?? '';

/** Applies a key that is no movement. Toggles change the plan at once: compose is not asked again for them. */
export function planKey(modal: PlanModal, key: string): PlanStep {
	const { choices } = modal.planned;
	if (key === 'escape' || key === 'q') {
		return 'leave';
	}
	const act = acts[key];
	if (act !== undefined) {
		return { answer: { act, choices, service: selectedService(modal) } };
	}
	const toggle = toggles[key];
	if (toggle !== undefined) {
		return { modal: withChoices(modal, { ...choices, [toggle]: !choices[toggle] }) };
	}
	if (key === 'space') {
		return { modal: withChoices(modal, { ...choices, services: toggled(modal) }) };
	}
	return undefined;
}

/** The chosen services with the selected one added or removed; none are chosen when all would be. */
function toggled(modal: PlanModal): readonly string[] {
	const { services } = modal.planned.choices;
	const service = selectedService(modal);
	return service === '' || services.includes(service)
		? services.filter(each => each !== service)
		: [...services, service];
}

/** The plan with other choices. Each service stays in its place, so that the selection does. */
export function withChoices(modal: PlanModal, choices: Choices): PlanModal {
	const places = new Map(modal.planned.plan.services.map(({ service }, index) => [service, index]));
	const planned = replan(modal.planned, choices);
	const services = [...planned.plan.services].sort(
		(a, b) => (places.get(a.service) ?? 0) - (places.get(b.service) ?? 0),
	);
	return { ...modal, planned: { ...planned, plan: { ...planned.plan, services } } };
}
