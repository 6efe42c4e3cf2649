import type { PlannedProject } from '../../../../domain/compose/plan/make-plan.js';
import { composeArgv } from '../../../../domain/compose/up/argv.js';
import { choice, text, type ValuesOf } from '../../../../state/modals/form-fields.js';
import type { Sentences } from '../../../../state/modals/modal.js';
import type { ActionContext } from '../../../action.js';
import { programOf } from './plan-flow.js';
import { runCompose } from './run-compose.js';
import { serviceOptions } from './service-options.js';

/** Asks for a number of replicas, and changes nothing else of the service. */
export async function scaleService(context: ActionContext, planned: PlannedProject, service: string): Promise<void> {
	const { plan, files, choices } = planned;
	const services = serviceOptions(context, planned, service, each => `${each.service}, ${each.scale.from} now`);
	if (services === undefined) {
		return;
	}
	const program = await programOf(context);
	const present = plan.services.find(each => each.service === services[0].value)?.scale.from ?? 1;
	const fields = {
		service: choice('Service', services),
		replicas: text('Replicas', { help: 'the file keeps its own number: the next up goes back to it' }),
	};
	type Values = ValuesOf<typeof fields>;
	const words = ({ service: name, replicas }: Values) => [
		'up',
		'-d',
		'--no-recreate',
		'--no-deps',
		'--scale',
		`${name}=${replicas.trim()}`,
		name,
	];
	const values = await context.ask.form({
		title: `Scale a service of ${plan.project}`,
		fields,
		initial: { service: services[0].value, replicas: `${present}` },
		submit: 'Scale',
		validate: ({ replicas }): Sentences =>
			/^\d{1,4}$/.test(replicas.trim()) ? {} : { replicas: 'a whole number, 0 or more' },
		command: form => composeArgv(files, words(form), choices.profiles, program),
	});
	if (values) {
		const title = `Scale ${values.service} to ${values.replicas.trim()}`;
		await runCompose(context, { title, files, words: words(values), profiles: choices.profiles, program });
	}
}
