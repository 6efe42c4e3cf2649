import { quote, ShellWordsError, splitShellWords } from '../../../../domain/command.js';
import type { PlannedProject } from '../../../../domain/compose/plan/make-plan.js';
import { composeArgv } from '../../../../domain/compose/up/argv.js';
import { exitWords } from '../../../../domain/session/exit-words.js';
import { choice, text, toggle, type ValuesOf } from '../../../../state/modals/form-fields.js';
import type { ActionContext } from '../../../action.js';
import { endOfSession } from '../../../command-end.js';
import { programOf } from './plan-flow.js';
import { type ComposeWork, runCompose } from './run-compose.js';
import { serviceOptions } from './service-options.js';

/** Runs a command in a new container of a service: on the terminal, or as a task with the command's output. */
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
		tty: toggle('Terminal', { initial: true, help: 'off: a task with the command’s output' }),
		remove: toggle('Remove', { initial: true, help: 'removes the container when the command has ended' }),
		deps: toggle('Dependencies', { initial: true, help: 'starts the services that it depends on' }),
	};
	type Values = ValuesOf<typeof fields>;
	const words = (form: Values) => [
		'run',
		...(form.tty ? [] : ['-T']),
		...(form.remove ? ['--rm'] : []),
		...(form.deps ? [] : ['--no-deps']),
		form.service,
		...argumentsOf(form.command),
	];
	const values = await context.ask.form({
		title: `Run a one-off command in ${plan.project}`,
		fields,
		initial: { service: services[0].value, tty: true, remove: true, deps: true },
		memory: `compose run ${plan.project}`,
		submit: 'Run',
		validate: ({ command }) => problemOf(command),
		command: form => composeArgv(files, words(form), choices.profiles, program),
	});
	if (!values) {
		return;
	}
	const title = `Run ${[values.service, values.command.trim()].filter(Boolean).join(' ')}`;
	const { profiles } = choices;
	await (values.tty
		? runInTerminal(context, { title, files, words: words(values), profiles, program })
		: runCompose(context, { title, files, words: words(values), profiles, program }));
}

/** Gives the user's terminal to compose, and shows how the command ended. */
async function runInTerminal(
	context: ActionContext,
	{ title, files, words, profiles, program }: ComposeWork,
): Promise<void> {
	const command = composeArgv(files, words, profiles, program);
	const failure = await context.attempt({ title, command }, async signal => {
		const started = await context.engine.compose.inTerminal(files, { words, profiles }, { signal });
		const stage = { title: quote(command), leave: 'the end of the command leads back' };
		// A command such as `env` ends at once: its output must be readable.
		const end = await context.terminal.run({ ...started, stage, keepsOutput: 'always' });
		if (typeof end === 'string') {
			throw new Error(end);
		}
		context.toast(end === 0 ? 'info' : 'warn', `${title}: exit code ${exitWords(end)}`);
		return endOfSession({ kind: 'ended', code: end });
	});
	if (failure !== undefined && failure !== '') {
		context.toast('bad', `${title}: ${failure}`);
	}
	context.host.refresh();
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
