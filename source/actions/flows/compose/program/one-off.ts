import { ShellWordsError, splitShellWords } from '../../../../domain/command.js';
import type { PlannedProject } from '../../../../domain/compose/plan/make-plan.js';
import { composeArgv } from '../../../../domain/compose/up/argv.js';
import { choice, text, toggle, type ValuesOf } from '../../../../state/modals/form-fields.js';
import type { ActionContext } from '../../../action.js';
import { programOf } from './plan-flow.js';
import { runCompose } from './run-compose.js';
import { serviceOptions } from './service-options.js';

/** Runs a command in a new container of a service, as a task with the command's output. */
export async function runOneOff(context: ActionContext, planned: PlannedProject, service: string): Promise<void> {
	const { plan, files, choices } = planned;
	const services = serviceOptions(context, planned, service);
	if (services === undefined) {
		return;
	}
	const program = await programOf(context);
	const fields = {
		service: choice('Service', services),
		command: text('Command', { placeholder: "the service's own" }),
		remove: toggle('Remove', { initial: true, help: 'removes the container when the command has ended' }),
		deps: toggle('Dependencies', { initial: true, help: 'starts the services that it depends on' }),
	};
	type Values = ValuesOf<typeof fields>;
	const words = (form: Values) => [
		'run',
		'-T',
		...(form.remove ? ['--rm'] : []),
		...(form.deps ? [] : ['--no-deps']),
		form.service,
		...argumentsOf(form.command),
	];
	const values = await context.ask.form({
		title: `Run a one-off command in ${plan.project}`,
		fields,
		initial: { service: services[0].value, remove: true, deps: true },
		memory: `compose run ${plan.project}`,
		submit: 'Run',
		validate: ({ command }) => problemOf(command),
		command: form => composeArgv(files, words(form), choices.profiles, program),
	});
	if (values) {
		const title = `Run ${[values.service, values.command.trim()].filter(Boolean).join(' ')}`;
		await runCompose(context, { title, files, words: words(values), profiles: choices.profiles, program });
	}
}

/** The words of a command line; none while it cannot be read. */
function argumentsOf(command: string): readonly string[] {
	try {
		return splitShellWords(command);
	} catch {
		return [];
	}
}

function problemOf(command: string): { command?: string } {
	try {
		splitShellWords(command);
		return {};
	} catch (error) {
		return { command: error instanceof ShellWordsError ? error.message : String(error) };
	}
}
